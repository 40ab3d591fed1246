import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { ReportQueue } from '../features/reports/reportQueue.tsx'
import { useMe } from '../lib/me.ts'
import { NotFoundRoute } from './notFound.tsx'

export function ReportsRoute() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  if (me?.role !== 'admin') return <NotFoundRoute />
  return (
    <Page title={t('reports.queue')} subtitle={t('reports.queueLead')}>
      <ReportQueue />
    </Page>
  )
}
