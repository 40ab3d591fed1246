import type { reportsApi } from '@fitvibe/contract'
import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { PagedList } from '../../components/pagedList.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useOwnReports } from './reportQueries.ts'
import { useSubjectText } from './useSubjectText.ts'

/** The athlete's own reports and their outcomes. */
export function OwnReports() {
  const { t } = useTranslation()
  const reports = useOwnReports()
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('reports.ownTitle')}
        </Title>
        <PagedList
          list={reports}
          keyOf={({ id }) => id}
          empty={<Text size="sm">{t('reports.ownNone')}</Text>}
        >
          {(report) => <OwnReport report={report} />}
        </PagedList>
      </Stack>
    </Paper>
  )
}

function OwnReport({ report }: { readonly report: reportsApi.OwnReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const subjectText = useSubjectText()
  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Text fw={600} className="fvCardTitle">
          {subjectText(report.kind, report.username, report.title)}
        </Text>
        <Text size="sm" c="dimmed">
          {t(`reports.reasons.${report.reason}`)} · {format.dateTime(report.createdAt)}
        </Text>
      </div>
      <Badge variant="light">{t(`reports.states.${report.status}`)}</Badge>
    </Group>
  )
}
