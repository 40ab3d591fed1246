import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'

import { Page } from '../components/page.tsx'
import { ResetForm } from '../features/auth/resetForm.tsx'
import { toastSuccess } from '../lib/toast.ts'

export function ResetRoute() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  return (
    <Page title={t('auth.setPassword')} narrow>
      <Paper className="fvSurface">
        <ResetForm
          token={params.get('token') ?? ''}
          onReset={() => {
            toastSuccess(t('auth.passwordSet'))
            void navigate('/login', { replace: true })
          }}
        />
      </Paper>
    </Page>
  )
}
