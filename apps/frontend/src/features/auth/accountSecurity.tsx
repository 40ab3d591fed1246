import { Paper, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { ChangeEmailForm } from './changeEmailForm.tsx'
import { ChangePasswordForm } from './changePasswordForm.tsx'
import { SecondFactor } from './secondFactor.tsx'

/** The profile's settings for password, second factor and e-mail address. */
export function AccountSecurity() {
  const { t } = useTranslation()
  return (
    <Stack gap="md" mt="xl">
      <Paper className="fvSurface">
        <Title order={2} size="h4" mb="sm">
          {t('account.changePassword')}
        </Title>
        <ChangePasswordForm />
      </Paper>
      <SecondFactor />
      <Paper className="fvSurface">
        <Title order={2} size="h4" mb="sm">
          {t('account.changeEmail')}
        </Title>
        <ChangeEmailForm />
      </Paper>
    </Stack>
  )
}
