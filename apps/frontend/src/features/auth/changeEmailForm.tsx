import { authApi } from '@fitvibe/contract'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { PasswordField } from '../../components/passwordField.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { useRequestEmailChange } from './accountQueries.ts'

/** Requests a link to a new address; the current address stays until the user opens the link. */
export function ChangeEmailForm() {
  const { t } = useTranslation()
  const request = useRequestEmailChange()
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: schemaResolver(authApi.requestEmailChange.body, {
      invalid: { email: t('auth.emailInvalid') },
    }),
  })
  const submit = form.onSubmit((values) =>
    request.mutate(values, {
      onSuccess: () => form.reset(),
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  )
  return (
    <form onSubmit={submit} noValidate aria-label={t('account.changeEmail')}>
      <Stack gap="sm">
        <ErrorNote error={formError(request.error, Object.keys(form.values))} />
        <TextInput
          label={t('account.newEmail')}
          type="email"
          autoComplete="email"
          required
          {...form.getInputProps('email')}
        />
        <PasswordField
          label={t('account.currentPassword')}
          autoComplete="current-password"
          required
          {...form.getInputProps('password')}
        />
        {request.isSuccess && (
          <Text role="status" size="sm">
            {t('account.emailRequested', { email: request.variables.email })}
          </Text>
        )}
        <Button type="submit" variant="default" loading={request.isPending}>
          {t('account.changeEmail')}
        </Button>
      </Stack>
    </form>
  )
}
