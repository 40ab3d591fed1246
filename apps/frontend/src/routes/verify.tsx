import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'

import { Page } from '../components/page.tsx'
import { VerifyPanel } from '../features/auth/verifyPanel.tsx'

export function VerifyRoute() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  return (
    <Page title={t('auth.verifyTitle')} narrow>
      <Paper className="fvSurface">
        <VerifyPanel token={params.get('token') ?? ''} />
      </Paper>
    </Page>
  )
}
