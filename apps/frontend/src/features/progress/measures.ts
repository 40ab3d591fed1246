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

/** What plans have sums of as well. */
const plannedMeasures = ['volume', 'durationSec', 'distance', 'sets'] as const

/** A measure of a bucket as planned; null where plans do not speak of it. */
export function plannedOf(
  measure: ChartMeasure,
  bucket: { readonly planned: number; readonly plannedTotals: Readonly<Record<string, number>> },
): number | null {
  if (measure === 'completed') return bucket.planned
  const known = plannedMeasures.find((one) => one === measure)
  return known ? (bucket.plannedTotals[known] ?? 0) : null
}

/** How a sum reads. */
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
