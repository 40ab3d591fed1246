import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { useStopMails } from './mailQueries.ts'

/** Turns a mail off by the token in it. Waits for a click: mail scanners open links too. */
export function StopMailsPanel({ token }: { readonly token: string }) {
  const { t } = useTranslation()
  const stop = useStopMails()
  if (stop.data) return <Text role="status">{t(`mails.stopped.${stop.data.stopped}`)}</Text>
  return (
    <Stack>
      <Text>{t('mails.stopHint')}</Text>
      <ErrorNote error={stop.error} />
      <Button onClick={() => stop.mutate(token)} loading={stop.isPending} fullWidth>
        {t('mails.stop')}
      </Button>
    </Stack>
  )
}
