import type { Format } from '../../lib/format.ts'

export const chartMeasures = [
  'volume',
  'durationSec',
  'completed',
  'distance',
  'sets',
  'points',
  'calories',
] as const
export type ChartMeasure = (typeof chartMeasures)[number]

/** The measures that plans have totals of. */
const plannedMeasures = ['volume', 'durationSec', 'distance', 'sets'] as const

/** The planned value of a measure in a bucket; null where plans have no such value. */
export function plannedOf(
  measure: ChartMeasure,
  bucket: { readonly planned: number; readonly plannedTotals: Readonly<Record<string, number>> },
): number | null {
  if (measure === 'completed') return bucket.planned
  const known = plannedMeasures.find((planned) => planned === measure)
  return known ? (bucket.plannedTotals[known] ?? 0) : null
}

/** Formats the total of a measure. */
export function formatMeasure(measure: ChartMeasure, value: number, format: Format): string {
  switch (measure) {
    case 'volume':
      return format.volume(value)
    case 'durationSec':
      return format.span(value)
    case 'distance':
      return format.distance(value)
    case 'calories':
      return `${format.number(value, 0)} kcal`
    default:
      return format.number(value, 0)
  }
}
