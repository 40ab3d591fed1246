import { metricRules, type Metric } from './metrics.ts'
import { pairSets } from './pairing.ts'
import { amountOf, isCounted, isMeasured, type Quantity, type Work } from './sets.ts'

export const ADHERENCE_STATUSES = [
  'completed',
  'partial',
  'moved',
  'skipped',
  'substituted',
  'unplanned',
] as const
export type AdherenceStatus = (typeof ADHERENCE_STATUSES)[number]

export interface PlannedExercise {
  readonly id: string
  readonly metric: Metric
  readonly planned: readonly Work[]
  readonly actual: readonly Work[]
  /** Added while the session was in progress. */
  readonly isAdded: boolean
  /** Skipped on purpose. */
  readonly isSkipped?: boolean
  /** The id of the planned exercise that this one replaces. */
  readonly substitutes: string | null
}

/** The result for a number of equal sets in a row. */
export interface SetRun {
  sets: number
  readonly status: AdherenceStatus
  /** Percent; null if nothing was planned. */
  readonly share: number | null
}

export interface Comparison {
  readonly status: AdherenceStatus
  /** Percent; null if nothing was planned. */
  readonly share: number | null
  readonly sets: SetRun[]
}

/** A plan is met from this percentage. Up to 120 % it is shown in green. */
const MET_FROM_PERCENT = 80

/** Extra work counts at most twice, so that it cannot hide a skipped exercise. */
const MAX_SHARE = 2

/**
 * Done ÷ planned work of a session, percent: the mean over the planned exercises, weighted by their
 * planned sets. Null if nothing was planned.
 */
export function adherenceOf(exercises: readonly PlannedExercise[]): number | null {
  const shares = exercises.flatMap((exercise) => {
    const share = shareOf(exercise, substituteOf(exercise, exercises))
    return share === null ? [] : [{ weight: amountOf(exercise.planned, 'sets'), share }]
  })
  const total = shares.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return null
  return percent(shares.reduce((sum, { weight, share }) => sum + weight * share, 0) / total)
}

/** Compares one exercise of a session, and each of its sets, with the plan. */
export function compare(exercise: PlannedExercise, all: readonly PlannedExercise[]): Comparison {
  const substitute = substituteOf(exercise, all)
  const share = shareOf(exercise, substitute)
  return {
    status: statusOfExercise(exercise, share, substitute),
    share: share === null ? null : percent(share),
    sets: compareSets(exercise),
  }
}

function statusOfExercise(
  { planned, actual, isAdded, isSkipped = false }: PlannedExercise,
  share: number | null,
  substitute: PlannedExercise | undefined,
): AdherenceStatus {
  const done = amountOf(actual, 'sets')
  if (share === null) {
    if (done > 0) return 'unplanned'
    // An exercise without sets, such as an hour of yoga, is done when its session is.
    const isMissed = isAdded || isSkipped || planned.some(isMeasured)
    return isMissed ? 'skipped' : 'completed'
  }
  if (substitute && amountOf(substitute.actual, 'sets') > 0) return 'substituted'
  return done === 0 ? 'skipped' : statusOfShare(share)
}

const statusOfShare = (share: number) =>
  percent(share) >= MET_FROM_PERCENT ? ('completed' as const) : ('partial' as const)

/** Returns null if no working set was planned. */
function shareOf(
  { metric, planned, actual }: PlannedExercise,
  substitute: PlannedExercise | undefined,
): number | null {
  const quantity = comparedBy(metric, planned)
  if (!quantity || (!substitute && isDoneWithoutNumbers(planned, actual))) return null
  const own = doneAmount(planned, actual, quantity) / amountOf(planned, quantity)
  return Math.min(own + (substitute ? shareOfSubstitute(planned, substitute.actual) : 0), MAX_SHARE)
}

/** A plan without numbers is done when its session is: there is no set to log. */
const isDoneWithoutNumbers = (planned: readonly Work[], actual: readonly Work[]) =>
  actual.length === 0 && planned.length > 0 && !planned.some(isMeasured)

/** Sums done work. If the plan names no sides, a set of the left and one of the right are one set. */
function doneAmount(planned: readonly Work[], actual: readonly Work[], quantity: Quantity): number {
  if (planned.some(({ side }) => side !== null)) return amountOf(actual, quantity)
  const [whole, sided] = [
    actual.filter(({ side }) => side === null),
    actual.filter(({ side }) => side !== null),
  ]
  return amountOf(whole, quantity) + amountOf(sided, quantity) / 2
}

/**
 * Loads and distances of different exercises are not comparable: a substitute is compared in time if
 * both exercises have times, otherwise in sets.
 */
function shareOfSubstitute(planned: readonly Work[], done: readonly Work[]): number {
  const haveTimes = [planned, done].every((work) => amountOf(work, 'durationSec') > 0)
  const quantity = haveTimes ? 'durationSec' : 'sets'
  return amountOf(done, quantity) / amountOf(planned, quantity)
}

const substituteOf = ({ id }: PlannedExercise, all: readonly PlannedExercise[]) =>
  all.find(({ substitutes }) => substitutes === id)

/** Returns the first quantity of the metric that the plan contains. */
const comparedBy = (metric: Metric, planned: readonly Work[]): Quantity | undefined =>
  metricRules[metric].comparedBy.find((quantity) => amountOf(planned, quantity) > 0)

/**
 * Compares the working sets in order, planned with done. Equal results in a row are one run; the runs
 * cover the working sets of `pairSets` one by one.
 */
export function compareSets({
  metric,
  planned,
  actual,
}: Pick<PlannedExercise, 'metric' | 'planned' | 'actual'>): SetRun[] {
  const open = planned.filter(isCounted)
  if (open.length > 0 && isDoneWithoutNumbers(planned, actual))
    return [{ sets: amountOf(open, 'sets'), status: 'completed', share: null }]
  const runs: SetRun[] = []
  for (const pair of pairSets(planned.filter(isCounted), actual.filter(isCounted)))
    addRun(runs, { sets: pair.sets, ...compareSet(metric, pair.planned, pair.actual) })
  return runs
}

function compareSet(metric: Metric, planned: Work | null, done: Work | null) {
  if (!planned) return { status: 'unplanned', share: null } as const
  if (!done) return { status: 'skipped', share: 0 } as const
  const [plan, actual] = [[{ ...planned, sets: 1 }], [{ ...done, sets: 1 }]]
  const quantity = comparedBy(metric, plan) ?? 'sets'
  const share = Math.min(amountOf(actual, quantity) / amountOf(plan, quantity), MAX_SHARE)
  return { status: statusOfShare(share), share: percent(share) }
}

function addRun(runs: SetRun[], run: SetRun): void {
  const last = runs.at(-1)
  if (last && last.status === run.status && last.share === run.share) last.sets += run.sets
  else runs.push(run)
}

/** Judges a completed session: skipped work outweighs a changed day. */
export function statusOfCompleted(session: {
  readonly adherence: number | null
  /** The session's day in its series, otherwise its own planned day. */
  readonly plannedOn: string | null
  /** The days on which it began and ended. */
  readonly days: readonly string[]
}): Exclude<AdherenceStatus, 'substituted'> {
  const { adherence, plannedOn, days } = session
  if (adherence === null && plannedOn === null) return 'unplanned'
  if (adherence !== null && adherence < MET_FROM_PERCENT)
    return adherence > 0 ? 'partial' : 'skipped'
  return plannedOn === null || days.includes(plannedOn) ? 'completed' : 'moved'
}

const percent = (share: number) => Math.round(share * 100)
