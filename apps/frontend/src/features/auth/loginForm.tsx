import { authApi } from '@fitvibe/contract'
import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ErrorNote } from '../../components/errorNote.tsx'
import { PasswordField } from '../../components/passwordField.tsx'
import { ApiError } from '../../lib/api.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { takeFocus } from '../../lib/takeFocus.ts'
import { useLogin } from './accountQueries.ts'
import { CaptchaNote } from './captchaNote.tsx'
import { LoginCode } from './loginCode.tsx'

export function LoginForm() {
  const { t } = useTranslation()
  const login = useLogin()
  const [hasReturned, setHasReturned] = useState(false)
  const form = useForm({
    initialValues: { login: '', password: '' },
    validate: schemaResolver(authApi.login.body),
  })
  const refusal = login.error instanceof ApiError ? login.error.code : null
  const isUnverified = refusal === 'FORBIDDEN'
  const isDeleting = refusal === 'ACCOUNT_DELETING'
  const keepAccount = login.variables?.keepAccount
  if (refusal === 'TOTP_REQUIRED' || login.variables?.code !== undefined) {
    const goBack = () => {
      setHasReturned(true)
      login.reset()
    }
    return <LoginCode login={login} credentials={{ ...form.values, keepAccount }} onBack={goBack} />
  }
  return (
    <form onSubmit={form.onSubmit((values) => login.mutate(values))} noValidate>
      <Stack>
        {isUnverified ? (
          <Alert color="amber" role="alert" title={t('auth.unverified')}>
            <Text size="sm">{t('auth.unverifiedHint')}</Text>
            <Anchor component={Link} to="/resend" size="sm" fw={600} className="fvTap">
              {t('auth.resend')}
            </Anchor>
          </Alert>
        ) : isDeleting ? (
          <Alert color="amber" role="alert" title={t('deletion.deleting')}>
            <Stack gap="sm" align="flex-start">
              <Text size="sm">{t('deletion.deletingHint')}</Text>
              <Button
                onClick={() => login.mutate({ ...form.values, keepAccount: true })}
                loading={login.isPending}
              >
                {t('deletion.keep')}
              </Button>
            </Stack>
          </Alert>
        ) : (
          <ErrorNote error={login.error} />
        )}
        <TextInput
          label={t('auth.login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          ref={hasReturned ? takeFocus : null}
          required
          {...form.getInputProps('login')}
        />
        <PasswordField
          label={t('auth.password')}
          autoComplete="current-password"
          required
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={login.isPending} fullWidth>
          {t('auth.logIn')}
        </Button>
        <Anchor component={Link} to="/forgot" size="sm" ta="center" className="fvTap">
          {t('auth.forgot')}
        </Anchor>
      </Stack>
      <CaptchaNote />
    </form>
  )
}
