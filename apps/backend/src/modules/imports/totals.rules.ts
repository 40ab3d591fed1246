import type { workApi } from '@fitvibe/contract'
import { toMilligrams } from '@fitvibe/training/rounding'
import { timesOf, volumeOf } from '@fitvibe/training/sets'

import { dayOf } from '../../utils/calendar.ts'

interface Measured {
  readonly measurements: readonly { readonly values: object }[]
}

interface Counted {
  readonly session: {
    readonly startedAt: Date | null
    readonly plannedFor: Date | null
    readonly exercises: readonly { readonly actual: readonly workApi.Work[] }[]
  }
}

const blocksOf = (workouts: readonly Counted[]) =>
  workouts.flatMap(({ session }) => session.exercises.flatMap(({ actual }) => actual))

export const countSets = (workouts: readonly Counted[]): number =>
  blocksOf(workouts).reduce((count, block) => count + timesOf(block), 0)

/** Load × repetitions in kg, without warm-ups. */
export const totalVolumeOf = (workouts: readonly Counted[]): number =>
  toMilligrams(volumeOf(blocksOf(workouts)))

/** The first and the last day of the workouts. */
export function spanOf(workouts: readonly Counted[], timezone: string) {
  const times = workouts.flatMap(({ session }) => session.startedAt ?? session.plannedFor ?? [])
  const sorted = times.toSorted((a, b) => a.getTime() - b.getTime())
  const day = (time: Date | undefined) => (time ? dayOf(time, timezone) : null)
  return { from: day(sorted.at(0)), to: day(sorted.at(-1)) }
}

/** Sums of all sets of a session, including warm-ups. */
export function sumsOf({ exercises }: Counted['session']) {
  const sums = { sets: 0, reps: 0, volume: 0, distance: 0 }
  for (const { actual } of exercises)
    for (const block of actual) {
      const times = timesOf(block)
      sums.sets += times
      sums.reps += times * (block.reps ?? 0)
      sums.volume += times * (block.reps ?? 0) * (block.load ?? 0)
      sums.distance += times * (block.distance ?? 0)
    }
  return sums
}

export const countMeasurements = ({ measurements }: Measured): number =>
  measurements.reduce((count, { values }) => count + Object.keys(values).length, 0)
