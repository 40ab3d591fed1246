import type { workApi } from '@fitvibe/contract'
import { toMilligrams } from '@fitvibe/training/rounding'
import { timesOf, volumeOf } from '@fitvibe/training/sets'

import { dayOf } from '../../utils/calendar.ts'

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
