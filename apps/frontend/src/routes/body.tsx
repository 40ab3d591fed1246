import { type MeasurementKind, measurementKinds } from '@fitvibe/training/measurements'
import { Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../components/emptyState.tsx'
import { ErrorNote } from '../components/errorNote.tsx'
import { Page } from '../components/page.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { MeasurementForm } from '../features/measurements/measurementForm.tsx'
import { MeasurementList } from '../features/measurements/measurementList.tsx'
import { useTrends } from '../features/measurements/measurementQueries.ts'
import { MeasurementTrend } from '../features/measurements/measurementTrend.tsx'

/** Body weight and measurements: a form for a day, and each kind over time. */
export function BodyRoute() {
  const { t } = useTranslation()
  const trends = useTrends()
  const [chosen, setChosen] = useState<MeasurementKind | null>(null)
  const items = trends.data?.items ?? []
  const used = measurementKinds.filter((kind) => items.some((item) => item.kind === kind))
  // The last value of the chosen kind may have been deleted: its list still offers to undo that.
  const kinds = chosen !== null && !used.includes(chosen) ? [chosen, ...used] : used
  const shown = chosen ?? used[0]
  return (
    <Page title={t('body.title')} subtitle={t('body.lead')}>
      {trends.isLoadingError ? (
        <ErrorNote error={trends.error} onRetry={() => void trends.refetch()} />
      ) : trends.isPending ? (
        <CardSkeletons count={3} />
      ) : (
        <Stack gap="md">
          <MeasurementForm trends={items} />
          {shown === undefined ? (
            <EmptyState icon="chart" title={t('body.none')} hint={t('body.noneHint')} />
          ) : (
            <>
              <MeasurementTrend kind={shown} kinds={kinds} onChoose={setChosen} />
              <MeasurementList kind={shown} onDelete={() => setChosen(shown)} />
            </>
          )}
        </Stack>
      )}
    </Page>
  )
}
