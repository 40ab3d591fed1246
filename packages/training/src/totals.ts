import type { ExerciseType } from './effort.ts'
import { MAX_SESSION_SECONDS, MAX_SUM } from './limits.ts'
import { metricRules, type Metric } from './metrics.ts'
import { toHundredths, toMilligrams } from './rounding.ts'
import { amountOf, timesOf, type Quantity, type Work } from './sets.ts'

interface Exercise {
  readonly type: ExerciseType | null
  readonly metric: Metric
  readonly planned: readonly Work[]
  readonly actual: readonly Work[]
  /** The part of the body weight that each repetition moves, kg. */
  readonly bodyKg?: number | null
}

/** Sums over all sets but warm-ups. */
export interface Totals {
  /** Load × repetitions, kg, with the counted body weight and without help. */
  readonly volume: number
  /** m */
  readonly distance: number
  readonly durationSec: number
  readonly sets: number
  readonly reps: number
}

/** A repetition takes 2 s down and 2 s up, the tempo that strength training is taught with. */
const SECONDS_PER_REP = 4
/** Easy running, 6 min/km, for a distance without a time. */
const SECONDS_PER_METRE = 0.36

/** Sums what was done. Warm-ups are left out. */
export function totalsOf(
  exercises: readonly Pick<Exercise, 'actual' | 'bodyKg'>[],
  durationSec: number,
): Totals {
  const sum = (quantity: Quantity) =>
    Math.min(
      exercises.reduce(
        (total, { actual, bodyKg }) => total + amountOf(actual, quantity, bodyKg ?? 0),
        0,
      ),
      MAX_SUM,
    )
  return {
    volume: toMilligrams(sum('volume')),
    distance: toHundredths(sum('distance')),
    durationSec,
    sets: sum('sets'),
    reps: sum('reps'),
  }
}

/** The part of the volume that is body weight, kg. */
export function bodyVolumeOf(exercises: readonly Pick<Exercise, 'actual' | 'bodyKg'>[]): number {
  const loadOnly = exercises.map(({ actual }) => ({ actual }))
  return toMilligrams(totalsOf(exercises, 0).volume - totalsOf(loadOnly, 0).volume)
}

/** Seconds that an exercise took with its rests: as logged, otherwise estimated from its sets. */
export function secondsOf({ metric, actual }: Pick<Exercise, 'metric' | 'actual'>): number {
  const { restSeconds } = metricRules[metric]
  return actual.reduce((total, block) => {
    const moving =
      block.durationSec ??
      (block.reps !== null
        ? block.reps * SECONDS_PER_REP
        : (block.distance ?? 0) * SECONDS_PER_METRE)
    return total + timesOf(block) * (moving + (moving > 0 ? (block.restSec ?? restSeconds) : 0))
  }, 0)
}

/** Estimates the length of a session, s, from its sets. */
export function estimateSeconds(exercises: readonly Pick<Exercise, 'metric' | 'actual'>[]): number {
  const seconds = exercises.reduce((total, exercise) => total + secondsOf(exercise), 0)
  return Math.round(Math.min(seconds, MAX_SESSION_SECONDS))
}

/**
 * Returns the least time, s, in which the sets can have been done: logged times in full, half the
 * estimate of repetitions and rests, and a quarter of that of distances, which may be rides.
 */
export function leastSeconds(exercises: readonly Pick<Exercise, 'metric' | 'actual'>[]): number {
  const seconds = exercises.reduce((total, { metric, actual }) => {
    const { restSeconds } = metricRules[metric]
    return actual.reduce((sum, block) => {
      const least =
        block.durationSec ??
        (block.reps !== null
          ? (block.reps * SECONDS_PER_REP) / 2
          : ((block.distance ?? 0) * SECONDS_PER_METRE) / 4)
      const rest = least > 0 ? (block.restSec ?? restSeconds) / 2 : 0
      return sum + timesOf(block) * (least + rest)
    }, total)
  }, 0)
  return Math.min(seconds, MAX_SESSION_SECONDS)
}

/** Sums a plan; its length is estimated. */
export function plannedTotalsOf(
  exercises: readonly Pick<Exercise, 'metric' | 'planned' | 'bodyKg'>[],
): Totals {
  const asDone = exercises.map(({ metric, planned, bodyKg = null }) => ({
    metric,
    actual: planned,
    bodyKg,
  }))
  return totalsOf(asDone, estimateSeconds(asDone))
}

/**
 * Divides the length of a session among its exercises, in proportion to their estimated times. In a
 * session without any sets, such as an hour of yoga, exercises planned without sets share equally.
 */
export function shareSeconds(
  exercises: readonly Pick<Exercise, 'metric' | 'planned' | 'actual'>[],
  durationSec: number,
): number[] {
  const own = exercises.map(secondsOf)
  const weights = own.some((seconds) => seconds > 0)
    ? own
    : exercises.map(({ planned, actual }) => (planned.length + actual.length === 0 ? 1 : 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (total > 0 ? (durationSec * weight) / total : 0))
}

/** Returns the type of training that took most of the time; null if no exercise has a type. */
export function mainType(
  exercises: readonly { readonly type: ExerciseType | null; readonly seconds: number }[],
): ExerciseType | null {
  const seconds = new Map<ExerciseType, number>()
  for (const { type, seconds: own } of exercises)
    if (type) seconds.set(type, (seconds.get(type) ?? 0) + own)
  const [most] = [...seconds].toSorted(([, a], [, b]) => b - a)
  return most?.[0] ?? null
}

/** Returns the main type of a plan. An exercise without planned sets counts as one second. */
export function plannedTypeOf(
  exercises: readonly Pick<Exercise, 'type' | 'metric' | 'planned'>[],
): ExerciseType | null {
  return mainType(
    exercises.map(({ type, metric, planned }) => ({
      type,
      seconds: secondsOf({ metric, actual: planned }) || 1,
    })),
  )
}
