import { authApi } from '@fitvibe/contract'
import { Anchor, Button, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ErrorNote } from '../../components/errorNote.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { useResetPassword } from './accountQueries.ts'
import { linkError } from './linkError.ts'
import { NewPasswordField } from './newPasswordField.tsx'

interface ResetFormProps {
  readonly token: string
  readonly onReset: () => void
}

export function ResetForm({ token, onReset }: ResetFormProps) {
  const { t } = useTranslation()
  const reset = useResetPassword()
  const form = useForm({
    initialValues: { newPassword: '' },
    validate: schemaResolver(authApi.resetPassword.body, {
      invalid: { newPassword: t('auth.passwordWeak') },
    }),
  })
  const submit = form.onSubmit(({ newPassword }) =>
    reset.mutate(
      { token, newPassword },
      { onSuccess: onReset, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ErrorNote error={formError(linkError(reset.error), ['newPassword'])} />
        <NewPasswordField
          label={t('auth.newPassword')}
          {...form.getInputProps('newPassword')}
          value={form.values.newPassword}
        />
        <Button type="submit" loading={reset.isPending} fullWidth>
          {t('auth.setPassword')}
        </Button>
        {reset.error && (
          <Anchor component={Link} to="/forgot" ta="center" className="fvTap">
            {t('auth.forgot')}
          </Anchor>
        )}
      </Stack>
    </form>
  )
}
