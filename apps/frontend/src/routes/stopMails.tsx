import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { StopMailsPanel } from '../features/mails/stopMailsPanel.tsx'
import { useLinkToken } from '../lib/useLinkToken.ts'

export function StopMailsRoute() {
  const { t } = useTranslation()
  const token = useLinkToken()
  return (
    <Page title={t('mails.stop')} narrow>
      <Paper className="fvSurface">
        <StopMailsPanel token={token} />
      </Paper>
    </Page>
  )
}
