import { reportsApi } from '@fitvibe/contract'
import { Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { EmptyState } from '../../components/emptyState.tsx'
import { PagedList } from '../../components/pagedList.tsx'
import { ReportCard } from './reportCard.tsx'
import { type Status, useReports } from './reportQueries.ts'

/** Open and decided reports, for administrators. */
export function ReportQueue() {
  const { t } = useTranslation()
  const [status, setStatus] = useState<Status>('open')
  const reports = useReports(status)
  return (
    <Stack gap="md">
      <Choice
        label={t('reports.which')}
        options={reportsApi.ReportStatus.options}
        labelOf={(option) => t(`reports.status.${option}`)}
        value={status}
        onChange={(chosen) => chosen && setStatus(chosen)}
      />
      <PagedList
        list={reports}
        keyOf={({ id }) => id}
        height={180}
        empty={<EmptyState icon="check" title={t('reports.none')} hint={t('reports.noneHint')} />}
      >
        {(report) => <ReportCard report={report} />}
      </PagedList>
    </Stack>
  )
}
