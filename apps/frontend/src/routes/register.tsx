import { Anchor, Paper, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ErrorNote } from '../components/errorNote.tsx'
import { Page } from '../components/page.tsx'
import { CheckMail } from '../features/auth/checkMail.tsx'
import { RegisterForm } from '../features/auth/registerForm.tsx'
import { LegalLinks } from '../features/privacy/legalLinks.tsx'
import { useDocuments } from '../features/privacy/privacyQueries.ts'

export function RegisterRoute() {
  const { t } = useTranslation()
  const { data, error, refetch } = useDocuments()
  const [email, setEmail] = useState<string | null>(null)
  if (email) {
    return (
      <Page key="sent" title={t('auth.checkMail')} narrow>
        <Paper className="fvSurface">
          <CheckMail email={email} />
        </Paper>
      </Page>
    )
  }
  return (
    <Page key="form" title={t('auth.createAccount')} narrow>
      <Paper className="fvSurface">
        <ErrorNote error={error} onRetry={() => void refetch()} />
        <RegisterForm
          versions={data && { terms: data.terms.version, privacy: data.privacy.version }}
          legalLinks={<LegalLinks />}
          onRegistered={setEmail}
        />
      </Paper>
      <Text ta="center" mt="lg">
        {t('auth.hasAccount')}{' '}
        <Anchor component={Link} to="/login" fw={600} className="fvTap">
          {t('auth.logIn')}
        </Anchor>
      </Text>
    </Page>
  )
}
