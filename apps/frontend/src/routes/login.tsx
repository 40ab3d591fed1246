import { Anchor, Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useSearchParams } from 'react-router'

import { Page } from '../components/page.tsx'
import { LoginForm } from '../features/auth/loginForm.tsx'
import { useMe } from '../lib/me.ts'

export function LoginRoute() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const { data: me } = useMe()
  if (me) return <Navigate to={safePath(params.get('next'))} replace />
  return (
    <Page title={t('auth.logIn')} narrow>
      <Paper className="fvSurface">
        <LoginForm />
      </Paper>
      <Text ta="center" mt="lg">
        {t('auth.noAccount')}{' '}
        <Anchor component={Link} to="/register" fw={600} className="fvTap">
          {t('auth.createAccount')}
        </Anchor>
      </Text>
    </Page>
  )
}

/** Accepts paths of this site only: a crafted link must not redirect the user elsewhere. */
function safePath(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/'
}
