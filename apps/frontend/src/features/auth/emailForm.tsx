import { authApi } from '@fitvibe/contract'
import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'

interface EmailFormProps {
  readonly action: string
  readonly error: Error | null
  readonly isBusy: boolean
  readonly onSubmit: (email: string) => void
}

/** Asks for an address only: to reset a password or to resend the verification link. */
export function EmailForm({ action, error, isBusy, onSubmit }: EmailFormProps) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { email: '' },
    validate: schemaResolver(authApi.forgotPassword.body, {
      invalid: { email: t('auth.emailInvalid') },
    }),
  })
  return (
    <form onSubmit={form.onSubmit(({ email }) => onSubmit(email))} noValidate>
      <Stack>
        <ErrorNote error={formError(error, ['email'])} />
        <TextInput
          label={t('auth.email')}
          type="email"
          autoComplete="email"
          required
          {...form.getInputProps('email')}
          error={form.errors.email ?? (error && fieldErrors(error).email)}
        />
        <Button type="submit" loading={isBusy} fullWidth>
          {action}
        </Button>
      </Stack>
    </form>
  )
}
