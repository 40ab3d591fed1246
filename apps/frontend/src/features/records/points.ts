import type { recordsApi } from '@fitvibe/contract'
import type { ChartedValue } from '@fitvibe/training/metrics'
import { isCounted } from '@fitvibe/training/sets'

import type { Point } from '../../components/timeChart.tsx'
import { metresPer } from '../../lib/distances.ts'
import type { Preferences } from '../../lib/me.ts'
import { estimateFromKg, fromKg } from '../../lib/units.ts'

/** Returns a point for each session that has the value, oldest first. */
export function pointsOf(
  exposures: readonly recordsApi.Exposure[],
  charted: ChartedValue,
  { unit, distanceUnit }: Pick<Preferences, 'unit' | 'distanceUnit'>,
): Point[] {
  const read: Record<ChartedValue, (exposure: recordsApi.Exposure) => number | null> = {
    e1rm: ({ e1rm }) => e1rm && estimateFromKg(e1rm.value, unit),
    weight: ({ weight }) => weight && fromKg(weight, unit),
    distance: ({ distance }) => distance && distance / metresPer(distanceUnit),
    duration: ({ durationSec }) => durationSec && durationSec / 60,
    reps: ({ sets }) => Math.max(0, ...sets.filter(isCounted).map(({ reps }) => reps ?? 0)),
  }
  return exposures
    .flatMap((exposure) => {
      const value = read[charted](exposure)
      return value ? [{ on: exposure.on, value }] : []
    })
    .toReversed()
}
