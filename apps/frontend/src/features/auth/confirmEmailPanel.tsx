import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ErrorNote } from '../../components/errorNote.tsx'
import { useConfirmEmailChange } from './accountQueries.ts'
import { linkError } from './linkError.ts'

/** Confirms a new address. Waits for a click, because mail scanners open links too. */
export function ConfirmEmailPanel({ token }: { readonly token: string }) {
  const { t } = useTranslation()
  const confirm = useConfirmEmailChange()
  if (confirm.data) {
    return (
      <Stack role="status">
        <Text>{t('account.emailChanged', { email: confirm.data.email })}</Text>
        <Button component={Link} to="/profile" fullWidth>
          {t('account.toProfile')}
        </Button>
      </Stack>
    )
  }
  return (
    <Stack>
      <Text>{t('account.confirmEmailHint')}</Text>
      <ErrorNote error={linkError(confirm.error)} />
      <Button onClick={() => confirm.mutate(token)} loading={confirm.isPending} fullWidth>
        {t('auth.verify')}
      </Button>
      {confirm.error && (
        <Anchor component={Link} to="/profile" ta="center" className="fvTap">
          {t('account.toProfile')}
        </Anchor>
      )}
    </Stack>
  )
}
