import { Anchor, Paper, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Page } from '../components/page.tsx'
import { CheckMail } from '../features/auth/checkMail.tsx'
import { RegisterForm } from '../features/auth/registerForm.tsx'

export function RegisterRoute() {
  const { t } = useTranslation()
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
        <RegisterForm onRegistered={setEmail} />
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
