import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { KeepAccountPanel } from '../features/auth/keepAccountPanel.tsx'
import { useLinkToken } from '../lib/useLinkToken.ts'

export function KeepAccountRoute() {
  const { t } = useTranslation()
  const token = useLinkToken()
  return (
    <Page title={t('deletion.keep')} narrow>
      <Paper className="fvSurface">
        <KeepAccountPanel token={token} />
      </Paper>
    </Page>
  )
}
