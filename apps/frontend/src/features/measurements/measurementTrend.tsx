import type { MeasurementKind } from '@fitvibe/training/measurements'
import { SimpleGrid, Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { StatTile } from '../../components/statTile.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { addDays } from '../../lib/zones.ts'
import { useMeasurementChart } from './measurementQueries.ts'
import { useMeasurementFormat } from './useMeasurementFormat.ts'

// The chart library is larger than the rest of the app.
const TimeChart = lazy(async () => ({
  default: (await import('../../components/timeChart.tsx')).TimeChart,
}))

const periods = ['quarter', 'year', 'all'] as const
type Period = (typeof periods)[number]

const daysBack: Readonly<Record<Period, number | null>> = { quarter: 90, year: 365, all: null }

interface MeasurementTrendProps {
  readonly kind: MeasurementKind
  /** The kinds to choose from. */
  readonly kinds: readonly MeasurementKind[]
  readonly onChoose: (kind: MeasurementKind) => void
}

/** A kind over time: latest value, changes, range and chart. */
export function MeasurementTrend({ kind, kinds, onChoose }: MeasurementTrendProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const measured = useMeasurementFormat()
  const [period, setPeriod] = useState<Period>('year')
  const days = daysBack[period]
  const from = days === null ? undefined : addDays(format.today(), -days)
  const { data, error, isLoadingError, refetch } = useMeasurementChart(kind, from)
  if (isLoadingError) return <ErrorNote error={error} onRetry={() => void refetch()} />
  // The values of another kind stay on the screen until those of this kind are there.
  const shown = data?.kind === kind ? data : undefined
  const points = shown?.points.map(({ on, value }) => ({ on, value: measured.shown(kind, value) }))
  const { latest } = shown ?? {}
  const change = (value: number | null | undefined) =>
    value === undefined ? undefined : measured.change(kind, value)
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Choice
          label={t('body.show')}
          options={kinds}
          labelOf={(option) => t(`body.kinds.${option}`)}
          value={kind}
          onChange={(chosen) => chosen && onChoose(chosen)}
        />
        <Choice
          label={t('body.period')}
          options={periods}
          labelOf={(option) => t(`body.periods.${option}`)}
          value={period}
          onChange={(chosen) => chosen && setPeriod(chosen)}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        <StatTile
          label={t('body.latest')}
          value={shown && (latest ? measured.value(kind, latest.value) : '–')}
          {...(latest && { hint: format.dayWithYear(latest.measuredOn) })}
        />
        <StatTile label={t('body.change30')} value={change(shown?.change30)} />
        <StatTile label={t('body.change90')} value={change(shown?.change90)} />
        <StatTile
          label={t('body.range')}
          value={shown && measured.range(kind, shown.range)}
          hint={t(`body.periods.${period}`)}
        />
      </SimpleGrid>
      {points && points.length > 1 && (
        <Suspense fallback={<Skeleton height={320} radius="lg" />}>
          <TimeChart
            label={t('body.chart', {
              kind: t(`body.kinds.${kind}`),
              unit: measured.unitOf(kind),
            })}
            points={points}
          />
        </Suspense>
      )}
    </Stack>
  )
}
