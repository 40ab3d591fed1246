import { Group, Paper, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

import { AdherenceBadge } from '../../components/adherenceBadge.tsx'
import { Choice } from '../../components/choice.tsx'
import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { metresPer } from '../../lib/distances.ts'
import { usePreferences } from '../../lib/me.ts'
import { fromKg } from '../../lib/units.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { type ChartMeasure, chartMeasures, formatMeasure, plannedOf } from './chartMeasures.ts'
import { type ChartRow, ChartTable } from './chartTable.tsx'
import { type ProgressFilter, useCharts } from './progressQueries.ts'

/** Bars by week, month or year, and the same numbers in a table. */
export function ProgressChart({ filter }: { readonly filter: ProgressFilter }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { unit, distanceUnit } = usePreferences()
  const charts = useCharts(filter)
  const [measure, setMeasure] = useState<ChartMeasure>('volume')
  if (charts.isLoadingError) {
    return <ErrorNote error={charts.error} onRetry={() => void charts.refetch()} />
  }
  const buckets = charts.data?.buckets ?? []
  // A day and a month name two weeks once the chart is longer than a year.
  const isLong = buckets.length > 52
  const label = (on: string) =>
    ({
      week: isLong ? format.dayWithYear(on) : format.shortDay(on),
      month: format.shortMonth(on),
      year: on.slice(0, 4),
    })[filter.interval ?? 'week']
  const scale: Partial<Record<ChartMeasure, (value: number) => number>> = {
    volume: (kg) => fromKg(kg, unit),
    durationSec: (seconds) => seconds / 3600,
    distance: (metres) => metres / metresPer(distanceUnit),
  }
  const scaled = (value: number) => scale[measure]?.(value) ?? value
  const bars = charts.data?.buckets.map((bucket) => {
    const planned = plannedOf(measure, bucket)
    return {
      on: bucket.on,
      name: label(bucket.on),
      raw: bucket[measure],
      value: scaled(bucket[measure]),
      rawPlanned: planned,
      planned: planned === null ? null : scaled(planned),
      adherence: bucket.adherence,
    }
  })
  const hasPlan = bars?.some(({ planned }) => planned !== null && planned > 0) ?? false

  return (
    <Paper className="fvSurface">
      <Group justify="space-between" align="end" mb="md" gap="sm">
        <Choice
          label={t('progress.measure')}
          options={chartMeasures}
          labelOf={(option) => t(`progress.measures.${option}`)}
          value={measure}
          onChange={(chosen) => chosen && setMeasure(chosen)}
        />
        <Text size="sm" c="dimmed">
          {t(`progress.axis.${measure}`, { unit, distanceUnit })}
          {hasPlan && ` · ${t('adherence.legend')}`}
        </Text>
      </Group>
      <div className="fvChart">
        {!bars && <Skeleton height="100%" radius="md" />}
        {bars?.every(({ raw }) => raw === 0) && !hasPlan && (
          <EmptyState icon="chart" title={t('progress.none')} hint={t('progress.noneHint')} />
        )}
        {bars && (hasPlan || bars.some(({ raw }) => raw > 0)) && (
          <ResponsiveContainer width="100%" height="100%">
            <BarChart data={bars} margin={{ top: 8, right: 0, bottom: 0, left: 0 }}>
              <CartesianGrid vertical={false} stroke="var(--fv-line)" />
              <XAxis
                dataKey="name"
                tickLine={false}
                axisLine={false}
                interval="equidistantPreserveStart"
                minTickGap={12}
                tick={{ fill: 'var(--mantine-color-dimmed)', fontSize: 12 }}
              />
              <YAxis
                width="auto"
                tickLine={false}
                axisLine={false}
                tickFormatter={(value: number) => format.number(value)}
                tick={{ fill: 'var(--mantine-color-dimmed)', fontSize: 12 }}
              />
              <Tooltip
                cursor={{ fill: 'var(--fv-sunken)' }}
                content={<BarTooltip measure={measure} />}
              />
              {hasPlan && (
                <Bar
                  dataKey="planned"
                  fill="var(--mantine-color-placeholder)"
                  radius={[6, 6, 0, 0]}
                  maxBarSize={36}
                  isAnimationActive={false}
                />
              )}
              <Bar
                dataKey="value"
                fill="var(--fv-accent)"
                radius={[6, 6, 0, 0]}
                maxBarSize={36}
                isAnimationActive={false}
              />
            </BarChart>
          </ResponsiveContainer>
        )}
      </div>
      {bars && <ChartTable measure={measure} rows={bars} />}
    </Paper>
  )
}

interface BarTooltipProps {
  readonly measure: ChartMeasure
  /** Set by the chart, like `payload`. */
  readonly active?: boolean
  readonly payload?: readonly { readonly payload?: ChartRow }[]
}

function BarTooltip({ measure, active, payload }: BarTooltipProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const bar = payload?.[0]?.payload
  if (!active || !bar) return null
  return (
    <div className="fvTooltip">
      <span>{bar.name}</span>
      <strong>{formatMeasure(measure, bar.raw, format)}</strong>
      {bar.rawPlanned !== null && (
        <span>
          {t('adherence.plannedSum', { sum: formatMeasure(measure, bar.rawPlanned, format) })}
        </span>
      )}
      <AdherenceBadge share={bar.adherence} />
    </div>
  )
}
