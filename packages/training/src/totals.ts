import type { ExerciseType, Metric, workApi } from '@fitvibe/contract'

import { isCounted, timesOf } from './measures.rules.ts'

type Work = workApi.Work

interface Done {
  readonly type: ExerciseType | null
  readonly metric: Metric
  readonly planned: readonly Work[]
  readonly actual: readonly Work[]
}

/** Seconds a repetition takes, two down and two up: the tempo strength training is taught with. */
const SECONDS_PER_REP = 4
/** Rest between sets of strength work where none is given (ACSM position stand 2009: 1 to 2 min). */
const REST_SECONDS = 90
/** Easy running, 6 min/km, for a distance without a time. */
const SECONDS_PER_METRE = 0.36

/** What a sum is held at, so that it can be stored: no body comes near. */
const MOST_IN_SUM = 1e9

/** Sums over all blocks but warm-ups. */
export function totalsOf(
  exercises: readonly Pick<Done, 'metric' | 'actual'>[],
  durationSec: number,
): workApi.Totals {
  const blocks = exercises.flatMap(({ actual }) => actual).filter(isCounted)
  const sum = (value: (block: Work) => number) =>
    Math.min(
      blocks.reduce((total, block) => total + timesOf(block) * value(block), 0),
      MOST_IN_SUM,
    )
  return {
    volume: round(sum((block) => (block.load ?? 0) * (block.reps ?? 0))),
    distance: round(sum((block) => block.distance ?? 0)),
    durationSec,
    sets: sum(() => 1),
    reps: sum((block) => block.reps ?? 0),
  }
}

/** Seconds an exercise took, rest included: as logged, else estimated from its sets. */
export function secondsOf({ metric, actual }: Pick<Done, 'metric' | 'actual'>): number {
  const rest = metric === 'weight_reps' || metric === 'reps' ? REST_SECONDS : 0
  return actual.reduce((total, block) => {
    const moving =
      block.durationSec ??
      (block.reps !== null
        ? block.reps * SECONDS_PER_REP
        : (block.distance ?? 0) * SECONDS_PER_METRE)
    return total + timesOf(block) * (moving + (moving > 0 ? (block.restSec ?? rest) : 0))
  }, 0)
}

/** Longest session: two days. */
export const MOST_SECONDS = 172_800

/** Seconds a session took by its sets, when nobody looked at the clock. */
export function estimateSeconds(exercises: readonly Pick<Done, 'metric' | 'actual'>[]): number {
  const seconds = exercises.reduce((total, exercise) => total + secondsOf(exercise), 0)
  return Math.round(Math.min(seconds, MOST_SECONDS))
}

/** A plan in sums; its time is estimated. */
export function plannedTotalsOf(
  exercises: readonly Pick<Done, 'metric' | 'planned'>[],
): workApi.Totals {
  const asDone = exercises.map(({ metric, planned }) => ({ metric, actual: planned }))
  return totalsOf(asDone, estimateSeconds(asDone))
}

/**
 * How the time of a session falls to its exercises: as their sets would have it. Where there are no
 * sets at all, as in an hour of yoga, those that were planned without any have equal shares.
 */
export function shareSeconds(
  exercises: readonly Pick<Done, 'metric' | 'planned' | 'actual'>[],
  durationSec: number,
): number[] {
  const own = exercises.map(secondsOf)
  const weights = own.some((seconds) => seconds > 0)
    ? own
    : exercises.map(({ planned, actual }) => (planned.length + actual.length === 0 ? 1 : 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (total > 0 ? (durationSec * weight) / total : 0))
}

/** The kind of training that took most of the time, if any has one. */
export function mainType(
  exercises: readonly { type: ExerciseType | null; seconds: number }[],
): ExerciseType | null {
  const seconds = new Map<ExerciseType, number>()
  for (const { type, seconds: own } of exercises)
    if (type) seconds.set(type, (seconds.get(type) ?? 0) + own)
  const [most] = [...seconds].toSorted(([, a], [, b]) => b - a)
  return most?.[0] ?? null
}

const round = (value: number) => Math.round(value * 100) / 100
