import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { VerifyPanel } from '../features/auth/verifyPanel.tsx'
import { useLinkToken } from '../lib/useLinkToken.ts'

export function VerifyRoute() {
  const { t } = useTranslation()
  const token = useLinkToken()
  return (
    <Page title={t('auth.verifyTitle')} narrow>
      <Paper className="fvSurface">
        <VerifyPanel token={token} />
      </Paper>
    </Page>
  )
}
