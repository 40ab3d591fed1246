import { bodyShareOf } from './bodyShare.ts'
import { e1rmOf, type Formula } from './e1rm.ts'
import type { ExerciseType } from './effort.ts'
import { nameKey } from './exerciseNames.ts'
import { MAX_SUM } from './limits.ts'
import { metricRules, type Metric, type RecordKind } from './metrics.ts'
import { implausibleIn } from './plausible.ts'
import { toHundredths, toMilligrams } from './rounding.ts'
import { amountOf, countsForRecords, timesOf, type Work } from './sets.ts'

/**
 * The best values of one exercise in one session; personal records and charts are read from them.
 * Null or empty if the exercise has no such value.
 */
export interface Bests {
  readonly sessionExerciseId: string
  /** Working sets with at least one repetition, if the exercise has repetitions. */
  readonly doneSets: number
  /** The heaviest load; below 0, the least help. 0 if it was noted, or done beside help. */
  readonly loadKg: number | null
  /** Loads in descending order, each with more repetitions than any heavier one. */
  readonly repLoads: readonly number[]
  readonly repCounts: readonly number[]
  /** e1RM by formula, each with the position of the block that it is estimated from. */
  readonly epleyKg: number | null
  readonly epleyPosition: number | null
  readonly brzyckiKg: number | null
  readonly brzyckiPosition: number | null
  readonly rpeKg: number | null
  readonly rpePosition: number | null
  /** Sum over all entries of the exercise in the session, stored with the first that has sets. */
  readonly volumeKg: number | null
  readonly distanceM: number | null
  readonly durationSeconds: number | null
  /** Fastest mean pace, s/km, of a set of at least each of `PACE_BANDS`. */
  readonly paces: readonly (number | null)[]
}

export interface DoneExercise {
  readonly id: string
  readonly exerciseId: string | null
  readonly name: string
  readonly type?: ExerciseType | null
  readonly metric: Metric
  /** The part of the body weight that each repetition moves, kg. */
  readonly bodyKg?: number | null
  /** `position` is set where it differs from the index in the list. */
  readonly actual: readonly (Work & { readonly position?: number | undefined })[]
}

/** Distances that runners compare: 1, 5 and 10 km, half marathon and marathon, m. */
export const PACE_BANDS = [1_000, 5_000, 10_000, 21_097.5, 42_195]

/** A slower pace, s/km, is a data error: one kilometre in a day. */
const SLOWEST_PACE = 86_400

/** Returns the bests of each exercise of a session, in its order. */
export function bestsOf(exercises: readonly DoneExercise[]): Bests[] {
  const volumes = new Map<string, number>()
  for (const exercise of exercises) {
    const key = identityOf(exercise)
    volumes.set(key, (volumes.get(key) ?? 0) + volumeIn(exercise))
  }
  return exercises.map((exercise) => {
    const bests = bestsOfOne(exercise)
    const key = identityOf(exercise)
    const volume = volumes.get(key) ?? 0
    if (bests.doneSets === 0 || volume === 0) return { ...bests, volumeKg: null }
    volumes.delete(key)
    return { ...bests, volumeKg: toMilligrams(Math.min(volume, MAX_SUM)) }
  })
}

function bestsOfOne(exercise: DoneExercise): Omit<Bests, 'volumeKg'> {
  const { actual, bodyKg } = exercise
  const done = actual
    .map((block, index) => ({ ...block, position: block.position ?? index }))
    .filter(countsForRecords)
  const blocks = plausibleOf(exercise, done)
  const blocksFor = (kind: RecordKind) => (keeps(exercise, kind) ? blocks : [])
  const reps = repsByLoad(blocksFor('reps'))
  const lifts = blocksFor('e1rm').map((block) => ({
    ...block,
    load: bodyKg ? (block.load ?? 0) + bodyKg : block.load,
  }))
  const [epley, brzycki, rpe] = [
    bestE1rm(lifts, 'epley'),
    bestE1rm(lifts, 'brzycki'),
    bestE1rm(lifts, 'rpe'),
  ]
  return {
    sessionExerciseId: exercise.id,
    doneSets: done.reduce((sum, block) => sum + timesOf(block), 0),
    loadKg: heaviest(blocksFor('weight')),
    repLoads: reps.map(({ load }) => load),
    repCounts: reps.map(({ reps }) => reps),
    epleyKg: epley.kg,
    epleyPosition: epley.position,
    brzyckiKg: brzycki.kg,
    brzyckiPosition: brzycki.position,
    rpeKg: rpe.kg,
    rpePosition: rpe.position,
    distanceM: highest(blocksFor('distance').map(({ distance }) => distance)),
    durationSeconds: highest(timedOnly(exercise, blocksFor('duration'))),
    paces: PACE_BANDS.map((band) => fastestPace(blocksFor('pace'), band)),
  }
}

const keeps = (exercise: DoneExercise, kind: RecordKind) =>
  metricRules[exercise.metric].records.includes(kind) || keepsWithBody(exercise, kind)

const LOAD_KINDS: readonly RecordKind[] = ['weight', 'e1rm', 'volume']

/**
 * Exercises that move the body weight have loads even if their metric is repetitions, once the body
 * weight counts or a set notes help.
 */
function keepsWithBody(exercise: DoneExercise, kind: RecordKind): boolean {
  const { name, metric, bodyKg, actual } = exercise
  if (metric !== 'reps' || !LOAD_KINDS.includes(kind) || bodyShareOf(name) === null) return false
  return Boolean(bodyKg) || (kind === 'weight' && actual.some(({ load }) => (load ?? 0) < 0))
}

/** Leaves out sets with figures that no human body reaches. */
const plausibleOf = <T extends Work>({ name, type = null }: DoneExercise, blocks: readonly T[]) =>
  blocks.filter((block) => implausibleIn({ name, type }, block) === null)

/** The times of sets. With a distance, a longer time is a slower set and no better one. */
const timedOnly = (exercise: DoneExercise, blocks: readonly Work[]) =>
  blocks.map(({ distance, durationSec }) =>
    distance && keeps(exercise, 'distance') ? null : durationSec,
  )

/** Returns the highest e1RM and its block; the first block of equal ones. */
function bestE1rm(blocks: readonly (Work & { readonly position: number })[], formula: Formula) {
  let best: { kg: number | null; position: number | null } = { kg: null, position: null }
  for (const block of blocks) {
    const kg = e1rmOf(block, formula)
    if (kg !== null && kg > (best.kg ?? 0)) best = { kg, position: block.position }
  }
  return best
}

function repsByLoad(blocks: readonly Work[]): { load: number; reps: number }[] {
  const heaviestFirst = blocks
    .flatMap(({ load, reps }) => (reps ? [{ load: load ?? 0, reps }] : []))
    .toSorted((a, b) => b.load - a.load || b.reps - a.reps)
  let most = 0
  return heaviestFirst.filter(({ reps }) => {
    const isMore = reps > most
    if (isMore) most = reps
    return isMore
  })
}

function fastestPace(blocks: readonly Work[], band: number): number | null {
  const paces = blocks.flatMap(({ distance, durationSec }) =>
    distance && durationSec && distance >= band ? [durationSec / (distance / 1_000)] : [],
  )
  const pace = Math.min(SLOWEST_PACE + 1, ...paces)
  return pace > SLOWEST_PACE ? null : toHundredths(pace)
}

const volumeIn = (exercise: DoneExercise) =>
  keeps(exercise, 'volume')
    ? amountOf(plausibleOf(exercise, exercise.actual), 'volume', exercise.bodyKg ?? 0)
    : 0

const identityOf = ({ exerciseId, name }: DoneExercise) => exerciseId ?? nameKey(name)

/** Returns the heaviest load; null if no set notes one. Help is below 0, and a set without it at 0. */
function heaviest(blocks: readonly Work[]): number | null {
  if (blocks.every(({ load }) => load === null)) return null
  return Math.max(...blocks.map(({ load }) => load ?? 0))
}

function highest(values: readonly (number | null)[]): number | null {
  const value = Math.max(0, ...values.map((value) => value ?? 0))
  return value > 0 ? value : null
}
