import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'

import { Page } from '../components/page.tsx'
import { ConfirmEmailPanel } from '../features/auth/confirmEmailPanel.tsx'

export function VerifyEmailRoute() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  return (
    <Page title={t('account.confirmEmail')} narrow>
      <Paper className="fvSurface">
        <ConfirmEmailPanel token={params.get('token') ?? ''} />
      </Paper>
    </Page>
  )
}
