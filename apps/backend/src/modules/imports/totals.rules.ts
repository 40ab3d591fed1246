import type { workApi } from '@fitvibe/contract'
import { toMilligrams } from '@fitvibe/training/rounding'
import { timesOf, volumeOf } from '@fitvibe/training/sets'

import { dayOf } from '../../utils/calendar.ts'
import type { SetSums, WorkoutOutline } from './importFile.ts'

interface Measured {
  readonly measurements: readonly { readonly values: object }[]
}

type Summed = Pick<WorkoutOutline, 'sums'>

const total = (workouts: readonly Summed[], sum: keyof SetSums): number =>
  workouts.reduce((all, { sums }) => all + sums[sum], 0)

export const countSets = (workouts: readonly Summed[]): number => total(workouts, 'sets')

/** Load × repetitions in kg, without warm-ups. */
export const totalVolumeOf = (workouts: readonly Summed[]): number =>
  toMilligrams(total(workouts, 'workingVolume'))

/** The first and the last day of the workouts. */
export function spanOf(workouts: readonly Pick<WorkoutOutline, 'at'>[], timezone: string) {
  const sorted = workouts
    .flatMap(({ at }) => at ?? [])
    .toSorted((a, b) => a.getTime() - b.getTime())
  const day = (time: Date | undefined) => (time ? dayOf(time, timezone) : null)
  return { from: day(sorted.at(0)), to: day(sorted.at(-1)) }
}

/** Sums the sets of a session. */
export function sumsOf(
  exercises: readonly { readonly actual: readonly workApi.Work[] }[],
): SetSums {
  const sums = { sets: 0, reps: 0, volume: 0, workingVolume: 0, distance: 0 }
  for (const { actual } of exercises) {
    sums.workingVolume += volumeOf(actual)
    for (const block of actual) {
      const times = timesOf(block)
      sums.sets += times
      sums.reps += times * (block.reps ?? 0)
      sums.volume += times * (block.reps ?? 0) * (block.load ?? 0)
      sums.distance += times * (block.distance ?? 0)
    }
  }
  return sums
}

export const countMeasurements = ({ measurements }: Measured): number =>
  measurements.reduce((count, { values }) => count + Object.keys(values).length, 0)
