import {
  adherenceOf,
  statusOfCompleted,
  type AdherenceStatus,
  type PlannedExercise,
} from './adherence.ts'
import { bestsOf, type Bests, type DoneExercise } from './bests.ts'
import { effortOf, type Effort, type ExerciseType } from './effort.ts'
import { bodyVolumeOf, mainType, shareSeconds, totalsOf, type Totals } from './totals.ts'

interface Exercise extends PlannedExercise, DoneExercise {
  readonly type: ExerciseType | null
  readonly actual: DoneExercise['actual']
}

/** Everything that follows from a completed session. */
export interface Outcome {
  readonly totals: Totals
  /** The part of the volume that is body weight, kg; other users do not see it. */
  readonly bodyVolume: number
  /** In the order of the exercises, like `bests`. */
  readonly efforts: readonly Effort[]
  readonly bests: readonly Bests[]
  /** Percent; null if nothing was planned. */
  readonly adherence: number | null
  readonly adherenceStatus: Exclude<AdherenceStatus, 'substituted'>
  readonly type: ExerciseType | null
  /** The day of the session: the day on which it began. */
  readonly trainedOn: string
}

/**
 * Derives everything that follows from a completed session, whether it was logged, corrected or
 * imported. Days are those of the session's own time zone.
 */
export function outcomeOf(
  exercises: readonly Exercise[],
  plan: {
    /** The session's day in its series, otherwise its own planned day. */
    readonly plannedOn: string | null
    /** Used if no exercise has a type. */
    readonly type: ExerciseType | null
  },
  times: {
    readonly startedOn: string
    readonly completedOn: string
    readonly durationSec: number
  },
): Outcome {
  const { startedOn, completedOn, durationSec } = times
  const efforts = effortsOf(exercises, durationSec)
  const adherence = adherenceOf(exercises)
  return {
    totals: totalsOf(exercises, durationSec),
    bodyVolume: bodyVolumeOf(exercises),
    efforts,
    bests: bestsOf(exercises),
    adherence,
    adherenceStatus: statusOfCompleted({
      adherence,
      plannedOn: plan.plannedOn,
      days: [startedOn, completedOn],
    }),
    type: mainType(efforts) ?? plan.type,
    trainedOn: startedOn,
  }
}

/** Returns the efforts of the exercises, which share the time of the session. */
export function effortsOf(exercises: readonly Exercise[], durationSec: number): Effort[] {
  const seconds = shareSeconds(exercises, durationSec)
  return exercises.map((exercise, index) => effortOf(exercise, seconds[index] ?? 0))
}
