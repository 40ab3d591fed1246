import type { Metric, recordsApi } from '@fitvibe/contract'

import { fromKg, type Unit } from '../../lib/units.ts'

type Measure = 'e1rm' | 'reps' | 'distance' | 'duration' | 'weight'

export interface Point {
  readonly on: string
  readonly value: number
}

/** What a chart of an exercise shows. */
export const measureOf: Record<Metric, Measure> = {
  weight_reps: 'e1rm',
  reps: 'reps',
  duration: 'duration',
  distance_duration: 'distance',
  weight_distance: 'weight',
}

/** A point for each time it was measured, the oldest first. */
export function pointsOf(
  exposures: readonly recordsApi.Exposure[],
  measure: Measure,
  unit: Unit,
): Point[] {
  const read: Record<Measure, (exposure: recordsApi.Exposure) => number | null> = {
    e1rm: ({ e1rm }) => e1rm && fromKg(e1rm.value, unit),
    weight: ({ weight }) => weight && fromKg(weight, unit),
    distance: ({ distance }) => distance && distance / 1_000,
    duration: ({ durationSec }) => durationSec && durationSec / 60,
    reps: ({ sets }) =>
      Math.max(...sets.map(({ setType, reps }) => (setType === 'warmup' ? 0 : (reps ?? 0)))),
  }
  return exposures
    .flatMap((exposure) => {
      const value = read[measure](exposure)
      return value ? [{ on: exposure.on, value }] : []
    })
    .toReversed()
}
