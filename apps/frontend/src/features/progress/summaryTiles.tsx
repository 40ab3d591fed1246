import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { StatTile } from '../../components/statTile.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useSummary } from './progressQueries.ts'

interface Tile {
  readonly label: string
  readonly value: string | undefined
  readonly hint?: string | undefined
}

interface SummaryTilesProps {
  readonly query: Parameters<typeof useSummary>[0]
  /** Shows only the first four tiles. */
  readonly isShort?: boolean
}

export function SummaryTiles({ query, isShort = false }: SummaryTilesProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const summary = useSummary(query)
  if (summary.isLoadingError) {
    return <ErrorNote error={summary.error} onRetry={() => void summary.refetch()} />
  }
  const sums = summary.data
  const adherence = sums?.adherence ?? null
  const short: Tile[] = [
    {
      label: t('progress.completed'),
      value: sums && format.number(sums.completed),
      hint: sums && sums.planned > 0 ? t('progress.planned', { count: sums.planned }) : undefined,
    },
    { label: t('progress.measures.durationSec'), value: sums && format.span(sums.durationSec) },
    {
      label: t('measure.volume'),
      value: sums && format.volume(sums.volume),
      hint:
        sums && sums.plannedTotals.volume > 0
          ? t('adherence.plannedSum', { sum: format.volume(sums.plannedTotals.volume) })
          : undefined,
    },
    { label: t('points.name'), value: sums && format.number(sums.points) },
  ]
  const rest: Tile[] = [
    { label: t('measure.distance'), value: sums && format.distance(sums.distance) },
    { label: t('measure.sets'), value: sums && format.number(sums.sets) },
    { label: t('progress.activeDays'), value: sums && format.number(sums.activeDays) },
    {
      label: t('progress.adherence'),
      value: sums && (adherence === null ? '–' : format.percent(adherence)),
      hint:
        sums && sums.met.skipped > 0
          ? t('adherence.count.skipped', { count: sums.met.skipped })
          : undefined,
    },
  ]
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" aria-busy={summary.isPending}>
      {(isShort ? short : [...short, ...rest]).map(({ label, value, hint }) => (
        <StatTile key={label} label={label} value={value} {...(hint && { hint })} />
      ))}
    </SimpleGrid>
  )
}
