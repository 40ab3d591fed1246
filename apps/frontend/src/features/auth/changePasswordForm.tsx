import { authApi } from '@fitvibe/contract'
import { Button, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { PasswordField } from '../../components/passwordField.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { toastSuccess } from '../../lib/toast.ts'
import { useChangePassword } from './accountQueries.ts'
import { NewPasswordField } from './newPasswordField.tsx'

/** Sets a new password; the user proves the current one. */
export function ChangePasswordForm() {
  const { t } = useTranslation()
  const change = useChangePassword()
  const form = useForm({
    initialValues: { password: '', newPassword: '' },
    validate: schemaResolver(authApi.changePassword.body, {
      invalid: { newPassword: t('auth.passwordWeak') },
    }),
  })
  const submit = form.onSubmit((values) =>
    change.mutate(values, {
      onSuccess: () => {
        form.reset()
        toastSuccess(t('account.passwordChanged'))
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  )
  return (
    <form onSubmit={submit} noValidate aria-label={t('account.changePassword')}>
      <Stack gap="sm">
        <ErrorNote error={formError(change.error, Object.keys(form.values))} />
        <PasswordField
          label={t('account.currentPassword')}
          autoComplete="current-password"
          required
          {...form.getInputProps('password')}
        />
        <NewPasswordField
          label={t('auth.newPassword')}
          {...form.getInputProps('newPassword')}
          value={form.values.newPassword}
        />
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('account.changePassword')}
        </Button>
      </Stack>
    </form>
  )
}
