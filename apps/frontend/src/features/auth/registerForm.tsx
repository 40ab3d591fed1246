import { authApi } from '@fitvibe/contract'
import { Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { currentLanguage } from '../../lib/i18n.ts'
import { deviceTimezone } from '../../lib/me.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { useRegister } from './accountQueries.ts'
import { NewPasswordField } from './newPasswordField.tsx'

interface RegisterFormProps {
  /** Versions of the terms and the privacy notice; undefined until they are loaded. */
  readonly versions: { readonly terms: string; readonly privacy: string } | undefined
  /** Links to both. */
  readonly legalLinks: ReactNode
  readonly onRegistered: (email: string) => void
}

const EMPTY = { username: '', email: '', password: '', hasAgreed: false }

export function RegisterForm({ versions, legalLinks, onRegistered }: RegisterFormProps) {
  const { t } = useTranslation()
  const register = useRegister()
  const validate = schemaResolver(authApi.register.body, {
    bodyOf: ({ hasAgreed: _, ...account }: typeof EMPTY) => account,
    invalid: {
      username: t('auth.usernameHint'),
      email: t('auth.emailInvalid'),
      password: t('auth.passwordWeak'),
    },
  })
  const form = useForm({
    initialValues: EMPTY,
    validate: (values) => ({
      ...validate(values),
      ...(!values.hasAgreed && { hasAgreed: t('legal.mustAccept') }),
    }),
  })
  const submit = form.onSubmit(({ hasAgreed: _, ...account }) =>
    register.mutate(
      {
        ...account,
        preferredLang: currentLanguage(),
        timezone: deviceTimezone(),
        consents: versions,
      },
      {
        onSuccess: () => onRegistered(account.email),
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
        <Stack gap={4}>
          <Checkbox
            label={t('legal.accept')}
            {...form.getInputProps('hasAgreed', { type: 'checkbox' })}
          />
          {legalLinks}
        </Stack>
        <Button type="submit" loading={register.isPending} disabled={!versions} fullWidth>
          {t('auth.createAccount')}
        </Button>
      </Stack>
    </form>
  )
}
