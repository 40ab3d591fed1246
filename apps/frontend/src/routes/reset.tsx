import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { Page } from '../components/page.tsx'
import { ResetForm } from '../features/auth/resetForm.tsx'
import { toastSuccess } from '../lib/toast.ts'
import { useLinkToken } from '../lib/useLinkToken.ts'

export function ResetRoute() {
  const { t } = useTranslation()
  const token = useLinkToken()
  const navigate = useNavigate()
  return (
    <Page title={t('auth.setPassword')} narrow>
      <Paper className="fvSurface">
        <ResetForm
          token={token}
          onReset={() => {
            toastSuccess(t('auth.passwordSet'))
            void navigate('/login', { replace: true })
          }}
        />
      </Paper>
    </Page>
  )
}
