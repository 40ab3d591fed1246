import { Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { useForgotPassword } from '../features/auth/accountQueries.ts'
import { EmailForm } from '../features/auth/emailForm.tsx'

export function ForgotRoute() {
  const { t } = useTranslation()
  const forgot = useForgotPassword()
  return (
    <Page title={t('auth.forgotTitle')} narrow>
      <Paper className="fvSurface">
        {forgot.isSuccess ? (
          <Text role="status">{t('auth.resetSent', { email: forgot.variables })}</Text>
        ) : (
          <>
            <Text mb="md">{t('auth.forgotHint')}</Text>
            <EmailForm
              action={t('auth.sendReset')}
              error={forgot.error}
              isBusy={forgot.isPending}
              onSubmit={(email) => forgot.mutate(email)}
            />
          </>
        )}
      </Paper>
    </Page>
  )
}
