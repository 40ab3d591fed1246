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
