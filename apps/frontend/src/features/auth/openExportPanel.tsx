import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useOpenExport } from './exportQueries.ts'
import { linkError } from './linkError.ts'

/** Downloads an export by the token of the mail. Waits for a click: mail scanners open links too. */
export function OpenExportPanel({ token }: { readonly token: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const open = useOpenExport()
  if (open.data) {
    return (
      <Stack role="status">
        <Text>{t('data.opened', { when: format.time(open.data.expiresAt) })}</Text>
        <Button component="a" href={open.data.url} download fullWidth>
          {t('data.download')}
        </Button>
      </Stack>
    )
  }
  return (
    <Stack>
      <Text>{t('data.openHint')}</Text>
      <ErrorNote error={linkError(open.error)} />
      <Button
        onClick={() =>
          // The browser downloads by itself, so that a large file needs no memory of the page.
          open.mutate(token, { onSuccess: ({ url }) => window.location.assign(url) })
        }
        loading={open.isPending}
        fullWidth
      >
        {t('data.download')}
      </Button>
    </Stack>
  )
}
