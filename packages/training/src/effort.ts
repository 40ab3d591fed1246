import { implausibleIn, type Implausible } from './plausible.ts'
import { amountOf, isCounted, type Work } from './sets.ts'

export const EXERCISE_TYPES = [
  'strength',
  'cardio',
  'endurance',
  'powerlifting',
  'weightlifting',
  'strongman',
  'plyometrics',
  'mobility',
] as const
export type ExerciseType = (typeof EXERCISE_TYPES)[number]

/** How demanding one exercise of a session was; points and badges are computed from it. */
export interface Effort {
  /** The exercise's name in the session. */
  readonly name: string
  readonly type: ExerciseType | null
  /** Its share of the session's length. */
  readonly seconds: number
  /** Mean rate of perceived exertion over the blocks that note one; null if none does. */
  readonly rpe: number | null
  /** Heaviest load, kg. */
  readonly load: number
  /** Most repetitions of one set. */
  readonly reps: number
  /** Fastest set, m/s; 0 if no set has both distance and time. */
  readonly speed: number
  readonly sets: number
  /** Repetitions of all sets. */
  readonly totalReps: number
  /** m, of all sets */
  readonly distance: number
  /** The first figure of a set that no human body reaches; null if all are plausible. */
  readonly implausible: Implausible | null
}

/** Summarises an exercise that took `seconds`. Warm-ups only count in the time. */
export function effortOf(
  exercise: Pick<Effort, 'name' | 'type'> & { readonly actual: readonly Work[] },
  seconds: number,
): Effort {
  const blocks = exercise.actual.filter(isCounted)
  const noted = blocks.flatMap(({ rpe }) => rpe ?? [])
  const most = (value: (block: Work) => number) => Math.max(0, ...blocks.map(value))
  return {
    name: exercise.name,
    type: exercise.type,
    seconds,
    rpe: noted.length > 0 ? noted.reduce((sum, rpe) => sum + rpe, 0) / noted.length : null,
    load: most(({ load }) => load ?? 0),
    reps: most(({ reps }) => reps ?? 0),
    speed: most(({ distance, durationSec }) =>
      distance && durationSec ? distance / durationSec : 0,
    ),
    sets: amountOf(blocks, 'sets'),
    totalReps: amountOf(blocks, 'reps'),
    distance: amountOf(blocks, 'distance'),
    implausible:
      blocks.map((block) => implausibleIn(exercise, block)).find((figure) => figure !== null) ??
      null,
  }
}
