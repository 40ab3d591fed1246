import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { ConfirmEmailPanel } from '../features/auth/confirmEmailPanel.tsx'
import { useLinkToken } from '../lib/useLinkToken.ts'

export function VerifyEmailRoute() {
  const { t } = useTranslation()
  const token = useLinkToken()
  return (
    <Page title={t('account.confirmEmail')} narrow>
      <Paper className="fvSurface">
        <ConfirmEmailPanel token={token} />
      </Paper>
    </Page>
  )
}
