import { Paper, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { useResend } from '../features/auth/accountQueries.ts'
import { CheckMail } from '../features/auth/checkMail.tsx'
import { EmailForm } from '../features/auth/emailForm.tsx'

export function ResendRoute() {
  const { t } = useTranslation()
  const resend = useResend()
  const [email, setEmail] = useState<string | null>(null)
  return (
    <Page title={t('auth.resend')} narrow>
      <Paper className="fvSurface">
        {email ? (
          <CheckMail email={email} />
        ) : (
          <>
            <Text mb="md">{t('auth.resendHint')}</Text>
            <EmailForm
              action={t('auth.resend')}
              error={resend.error}
              isBusy={resend.isPending}
              onSubmit={(to) => resend.mutate(to, { onSuccess: () => setEmail(to) })}
            />
          </>
        )}
      </Paper>
    </Page>
  )
}
