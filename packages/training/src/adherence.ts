import type { AdherenceStatus, Metric, sessionsApi, workApi } from '@fitvibe/contract'

import { amountOf, isCounted, measures, setsOf, type Measure } from './measures.rules.ts'

type Work = workApi.Work
type Comparison = NonNullable<sessionsApi.ComparedExercise['adherence']>
type SetRun = Comparison['sets'][number]

export interface Compared {
  readonly id: string
  readonly metric: Metric
  readonly planned: readonly Work[]
  readonly actual: readonly Work[]
  /** Put in while the session was under way. */
  readonly isAdded: boolean
  /** The planned exercise it was done in place of. */
  readonly substitutes: string | null
}

/** Percent of a plan from which it is met; up to 120 it is green. */
const GREEN_FROM = 80

/** An exercise overdone counts at most twice: it must not hide one that was left out. */
const MOST = 2

/**
 * Done ÷ planned work in percent: the mean over the planned exercises, each weighted by its
 * planned sets. Null where nothing was planned.
 */
export function adherenceOf(exercises: readonly Compared[]): number | null {
  const shares = exercises.flatMap((exercise) => {
    const share = shareOf(exercise, standInOf(exercise, exercises))
    return share === null ? [] : [{ weight: amountOf(exercise.planned, setsOf), share }]
  })
  const weight = shares.reduce((total, one) => total + one.weight, 0)
  if (weight === 0) return null
  return percent(shares.reduce((total, one) => total + one.weight * one.share, 0) / weight)
}

/** How one exercise of a session was met, and its sets in runs of equal ones. */
export function compare(exercise: Compared, all: readonly Compared[]): Comparison {
  const standIn = standInOf(exercise, all)
  const share = shareOf(exercise, standIn)
  return {
    status: statusOfExercise(exercise, share, standIn),
    share: share === null ? null : percent(share),
    sets: compareSets(exercise),
  }
}

function statusOfExercise(
  { planned, actual, isAdded }: Compared,
  share: number | null,
  standIn: Compared | undefined,
): AdherenceStatus {
  const done = amountOf(actual, setsOf)
  if (share === null) {
    if (done > 0) return 'unplanned'
    // An hour of yoga has no sets: with the session it is done.
    return isAdded || planned.length > 0 ? 'skipped' : 'completed'
  }
  if (standIn && amountOf(standIn.actual, setsOf) > 0) return 'substituted'
  return done === 0 ? 'skipped' : statusOfShare(share)
}

const statusOfShare = (share: number) =>
  percent(share) >= GREEN_FROM ? ('completed' as const) : ('partial' as const)

/** Null where no working set was planned. */
function shareOf(exercise: Compared, standIn: Compared | undefined): number | null {
  const { metric, planned, actual } = exercise
  const measure = spokenOf(metric, planned)
  if (!measure) return null
  const own = amountOf(actual, measure) / amountOf(planned, measure)
  return Math.min(own + (standIn ? shareOfStandIn(planned, standIn.actual) : 0), MOST)
}

/**
 * What was done in place of an exercise: a load or a distance of another one says nothing, so that
 * it is compared in time where both speak of it, and else in sets.
 */
function shareOfStandIn(planned: readonly Work[], done: readonly Work[]): number {
  const seconds = (block: Work) => block.durationSec ?? 0
  const measure = [planned, done].every((work) => amountOf(work, seconds) > 0) ? seconds : setsOf
  return amountOf(done, measure) / amountOf(planned, measure)
}

const standInOf = ({ id }: Compared, all: readonly Compared[]) =>
  all.find(({ substitutes }) => substitutes === id)

/** The first measure of a metric that a plan speaks of. */
const spokenOf = (metric: Metric, planned: readonly Work[]): Measure | undefined =>
  measures[metric].find((measure) => amountOf(planned, measure) > 0)

/** Planned sets beside those done, in order, warm-ups left out; equal neighbours as one run. */
function compareSets({ metric, planned, actual }: Compared): SetRun[] {
  const [plan, done] = [runsOf(planned), runsOf(actual)]
  const runs: SetRun[] = []
  for (;;) {
    const [one, other] = [plan[0], done[0]]
    const sets = Math.min(one?.left ?? Infinity, other?.left ?? Infinity)
    if (sets === Infinity) return runs
    addRun(runs, { sets, ...compareSet(metric, one?.block, other?.block) })
    for (const run of [plan, done]) if (run[0] && (run[0].left -= sets) === 0) run.shift()
  }
}

function compareSet(metric: Metric, planned: Work | undefined, done: Work | undefined) {
  if (!planned) return { status: 'unplanned', share: null } as const
  if (!done) return { status: 'skipped', share: 0 } as const
  const [plan, actual] = [[{ ...planned, sets: 1 }], [{ ...done, sets: 1 }]]
  const measure = spokenOf(metric, plan) ?? setsOf
  const share = Math.min(amountOf(actual, measure) / amountOf(plan, measure), MOST)
  return { status: statusOfShare(share), share: percent(share) }
}

function addRun(runs: SetRun[], run: SetRun): void {
  const last = runs.at(-1)
  if (last && last.status === run.status && last.share === run.share) last.sets += run.sets
  else runs.push(run)
}

const runsOf = (work: readonly Work[]) =>
  work
    .filter(isCounted)
    .map((block) => ({ block, left: block.sets ?? 1 }))
    .filter(({ left }) => left > 0)

/** How a completed session met its plan: what was left out weighs more than the day. */
export function statusOfCompleted(session: {
  readonly adherence: number | null
  /** The day it was planned for, by its series or else by itself. */
  readonly plannedOn: string | null
  /** The days on which it began and ended. */
  readonly days: readonly string[]
}): Exclude<AdherenceStatus, 'substituted'> {
  const { adherence, plannedOn, days } = session
  if (adherence === null && plannedOn === null) return 'unplanned'
  if (adherence !== null && adherence < GREEN_FROM) return adherence > 0 ? 'partial' : 'skipped'
  return plannedOn === null || days.includes(plannedOn) ? 'completed' : 'moved'
}

const percent = (share: number) => Math.round(share * 100)
