import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ErrorNote } from '../../components/errorNote.tsx'
import { ApiError } from '../../lib/api.ts'
import { useLogin } from './authMutations.ts'
import { CaptchaNote } from './captchaNote.tsx'

export function LoginForm() {
  const { t } = useTranslation()
  const login = useLogin()
  const form = useForm({
    initialValues: { login: '', password: '' },
    validate: {
      login: (value) => (value ? null : t('common.required')),
      password: (value) => (value ? null : t('common.required')),
    },
  })
  const isUnverified = login.error instanceof ApiError && login.error.code === 'FORBIDDEN'
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
        ) : (
          <ErrorNote error={login.error} />
        )}
        <TextInput
          label={t('auth.login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          {...form.getInputProps('login')}
        />
        <PasswordInput
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
