import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ErrorNote } from '../../components/errorNote.tsx'
import { useKeepAccount } from './deletionQueries.ts'
import { linkError } from './linkError.ts'

/** Keeps a deleted account by the token of the mail. Waits for a click: mail scanners open links too. */
export function KeepAccountPanel({ token }: { readonly token: string }) {
  const { t } = useTranslation()
  const keep = useKeepAccount()
  if (keep.data) {
    return (
      <Stack role="status">
        <Text>{t('deletion.kept', { username: keep.data.username })}</Text>
        <Button component={Link} to="/login" fullWidth>
          {t('auth.logIn')}
        </Button>
        <Anchor component={Link} to="/forgot" size="sm" ta="center" className="fvTap">
          {t('deletion.notMe')}
        </Anchor>
      </Stack>
    )
  }
  return (
    <Stack>
      <Text>{t('deletion.keepHint')}</Text>
      <ErrorNote error={linkError(keep.error)} />
      <Button onClick={() => keep.mutate(token)} loading={keep.isPending} fullWidth>
        {t('deletion.keep')}
      </Button>
    </Stack>
  )
}
