import { authApi } from '@fitvibe/contract'
import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { currentLanguage } from '../../lib/i18n.ts'
import { deviceTimezone } from '../../lib/me.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { useRegister } from './accountQueries.ts'
import { NewPasswordField } from './newPasswordField.tsx'

interface RegisterFormProps {
  readonly onRegistered: (email: string) => void
}

export function RegisterForm({ onRegistered }: RegisterFormProps) {
  const { t } = useTranslation()
  const register = useRegister()
  const form = useForm({
    initialValues: { username: '', email: '', password: '' },
    validate: schemaResolver(authApi.register.body, {
      invalid: {
        username: t('auth.usernameHint'),
        email: t('auth.emailInvalid'),
        password: t('auth.passwordWeak'),
      },
    }),
  })
  const submit = form.onSubmit((values) =>
    register.mutate(
      { ...values, preferredLang: currentLanguage(), timezone: deviceTimezone() },
      {
        onSuccess: () => onRegistered(values.email),
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ErrorNote error={formError(register.error, Object.keys(form.values))} />
        <TextInput
          label={t('auth.username')}
          description={form.errors.username ? undefined : t('auth.usernameHint')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          {...form.getInputProps('username')}
        />
        <TextInput
          label={t('auth.email')}
          type="email"
          autoComplete="email"
          required
          {...form.getInputProps('email')}
        />
        <NewPasswordField
          label={t('auth.password')}
          {...form.getInputProps('password')}
          value={form.values.password}
        />
        <Button type="submit" loading={register.isPending} fullWidth>
          {t('auth.createAccount')}
        </Button>
      </Stack>
    </form>
  )
}
