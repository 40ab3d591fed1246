import type { Metric } from '@fitvibe/contract'
import { metricRules } from '@fitvibe/training/metrics'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { usePreferences } from '../lib/me.ts'
import { type Column, columns as parts } from '../lib/measures.ts'
import { NumberCell } from './numberCell.tsx'

/** Grid tracks for columns of cells. */
export function columnTracks(columns: readonly Column[]): string {
  return columns.map((column) => `minmax(0, ${parts[column].width}fr)`).join(' ')
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
  const { locale, unit, distanceUnit: onRoads } = usePreferences()
  const distanceUnit = isOnRoads(metric) ? onRoads : 'm'
  const codec = useMemo(
    () => parts[column].codec({ locale, unit, distanceUnit }),
    [column, locale, unit, distanceUnit],
  )
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
