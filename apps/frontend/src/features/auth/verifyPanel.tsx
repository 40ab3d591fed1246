import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ErrorNote } from '../../components/errorNote.tsx'
import { useVerify } from './accountQueries.ts'
import { linkError } from './linkError.ts'

/**
 * Verifies the address with the token from the mail. Waits for a click, because mail scanners open
 * links too.
 */
export function VerifyPanel({ token }: { readonly token: string }) {
  const { t } = useTranslation()
  const verify = useVerify()
  if (verify.data) {
    return (
      <Stack role="status">
        <Text>{t('auth.verified', { username: verify.data.username })}</Text>
        <Button component={Link} to="/login" fullWidth>
          {t('auth.logIn')}
        </Button>
      </Stack>
    )
  }
  return (
    <Stack>
      <Text>{t('auth.verifyHint')}</Text>
      <ErrorNote error={linkError(verify.error)} />
      <Button onClick={() => verify.mutate(token)} loading={verify.isPending} fullWidth>
        {t('auth.verify')}
      </Button>
      {verify.error && (
        <Anchor component={Link} to="/resend" ta="center" className="fvTap">
          {t('auth.resend')}
        </Anchor>
      )}
    </Stack>
  )
}
