import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { OpenExportPanel } from '../features/auth/openExportPanel.tsx'
import { useLinkToken } from '../lib/useLinkToken.ts'

export function OpenExportRoute() {
  const { t } = useTranslation()
  const token = useLinkToken()
  return (
    <Page title={t('data.export')} narrow>
      <Paper className="fvSurface">
        <OpenExportPanel token={token} />
      </Paper>
    </Page>
  )
}
