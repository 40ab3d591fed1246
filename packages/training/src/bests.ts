import { e1rmOf, type Formula } from './e1rm.ts'
import { MAX_SUM } from './limits.ts'
import { metricRules, type Metric, type RecordKind } from './metrics.ts'
import { toHundredths } from './rounding.ts'
import { amountOf, countsForRecords, timesOf, type Work } from './sets.ts'

/**
 * The best values of one exercise in one session; personal records and charts are read from them.
 * Null or empty if the exercise has no such value.
 */
export interface Bests {
  readonly sessionExerciseId: string
  /** Working sets with at least one repetition, if the exercise has repetitions. */
  readonly doneSets: number
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
  readonly metric: Metric
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
    return { ...bests, volumeKg: toHundredths(Math.min(volume, MAX_SUM)) }
  })
}

function bestsOfOne({ id, metric, actual }: DoneExercise): Omit<Bests, 'volumeKg'> {
  const blocks = actual
    .map((block, index) => ({ ...block, position: block.position ?? index }))
    .filter(countsForRecords)
  const blocksFor = (kind: RecordKind) => (keeps(metric, kind) ? blocks : [])
  const reps = repsByLoad(blocksFor('reps'))
  const lifts = blocksFor('e1rm')
  const [epley, brzycki, rpe] = [
    bestE1rm(lifts, 'epley'),
    bestE1rm(lifts, 'brzycki'),
    bestE1rm(lifts, 'rpe'),
  ]
  return {
    sessionExerciseId: id,
    doneSets: blocks.reduce((sum, block) => sum + timesOf(block), 0),
    loadKg: highest(blocksFor('weight').map(({ load }) => load)),
    repLoads: reps.map(({ load }) => load),
    repCounts: reps.map(({ reps }) => reps),
    epleyKg: epley.kg,
    epleyPosition: epley.position,
    brzyckiKg: brzycki.kg,
    brzyckiPosition: brzycki.position,
    rpeKg: rpe.kg,
    rpePosition: rpe.position,
    distanceM: highest(blocksFor('distance').map(({ distance }) => distance)),
    durationSeconds: highest(blocksFor('duration').map(({ durationSec }) => durationSec)),
    paces: PACE_BANDS.map((band) => fastestPace(blocksFor('pace'), band)),
  }
}

const keeps = (metric: Metric, kind: RecordKind) => metricRules[metric].records.includes(kind)

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

const volumeIn = ({ metric, actual }: DoneExercise) =>
  keeps(metric, 'volume') ? amountOf(actual, 'volume') : 0

const identityOf = ({ exerciseId, name }: DoneExercise) => exerciseId ?? name.trim().toLowerCase()

function highest(values: readonly (number | null)[]): number | null {
  const value = Math.max(0, ...values.map((value) => value ?? 0))
  return value > 0 ? value : null
}
