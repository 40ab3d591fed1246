import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { useRequestEmailChange } from './accountQueries.ts'

/** Asks for a link to a new address; the address so far stays until it is used. */
export function ChangeEmailForm() {
  const { t } = useTranslation()
  const request = useRequestEmailChange()
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (/^\S+@\S+\.\S+$/.test(email) ? null : t('auth.emailInvalid')),
      password: (password) => (password ? null : t('common.required')),
    },
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
        <PasswordInput
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
