import type { Metric } from '@fitvibe/contract'
import { type Measure, metricRules } from '@fitvibe/training/metrics'
import { useTranslation } from 'react-i18next'

import { usePreferences } from '../lib/me.ts'
import { useCodecs } from '../lib/useFormat.ts'
import { NumberCell } from './numberCell.tsx'

export type Column = Measure | 'sets' | 'rpe' | 'rir' | 'restSec'

const widths: Record<Column, number> = {
  sets: 0.8,
  load: 1.1,
  reps: 0.9,
  distance: 1.05,
  durationSec: 1.3,
  rpe: 0.75,
  rir: 0.75,
  restSec: 1.1,
}

/** Grid tracks for columns of cells: a duration needs more room than an RPE. */
export function columnTracks(columns: readonly Column[]): string {
  return columns.map((column) => `minmax(0, ${widths[column]}fr)`).join(' ')
}

interface MeasureCellProps {
  readonly column: Column
  readonly metric: Metric
  /** Names the exercise and the set for screen readers. */
  readonly context: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly placeholder?: string
  /** The number to show in grey until the user types one. */
  readonly ghost?: number | null
  readonly onEnter?: (input: HTMLInputElement) => void
}

/** One number of a set, typed in the unit its column names. */
export function MeasureCell({ column, metric, context, ghost, ...rest }: MeasureCellProps) {
  const { t } = useTranslation()
  const codecs = useCodecs()
  const codec =
    column === 'distance' ? codecs[isOnRoads(metric) ? 'road' : 'metres'] : codecs[column]
  const shown = ghost === undefined ? {} : { placeholder: codec.format(ghost) || '–' }
  return (
    <NumberCell
      {...rest}
      {...shown}
      codec={codec}
      label={`${context}, ${t(`measure.${column}`)}`}
    />
  )
}

/** Column headings: short, with the unit. */
export function useColumnHeading() {
  const { t } = useTranslation()
  const { unit, distanceUnit } = usePreferences()
  return (column: Column, metric: Metric): string => {
    if (column === 'load') return unit
    if (column === 'distance') return isOnRoads(metric) ? distanceUnit : 'm'
    return t(`column.${column}`)
  }
}

function isOnRoads(metric: Metric): boolean {
  return metricRules[metric].distanceUnit === 'km'
}
