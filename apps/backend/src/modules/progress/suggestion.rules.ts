import type { Equipment, recordsApi } from '@fitvibe/contract'
import {
  chartPercent,
  e1rmOf,
  MAX_E1RM_REPS,
  reserveOf,
  type Formula,
} from '@fitvibe/training/e1rm'
import { metricRules, type Metric } from '@fitvibe/training/metrics'
import { amountOf, countsForRecords, type Work } from '@fitvibe/training/sets'

import { daysBetween } from '../../utils/calendar.ts'
import { gridOf, type Grid, type Unit } from './grid.rules.ts'

/** One session's planned and done sets of an exercise. */
export interface Exposure {
  readonly on: string
  readonly planned: readonly Work[]
  readonly sets: readonly Work[]
  /** The part of the body weight that each repetition moved, kg. */
  readonly bodyKg?: number | null
}

interface Situation {
  readonly metric: Metric
  readonly equipment: Equipment | null
  readonly unit: Unit
  readonly today: string
  /** The planned sets of the next session; empty if none are planned. */
  readonly plan: readonly Work[]
  /** Newest first. */
  readonly exposures: readonly Exposure[]
}

export interface Suggestion {
  readonly action: recordsApi.Suggestion['action']
  readonly why: recordsApi.Suggestion['why']
  readonly sets: number | null
  readonly reps: number | null
  readonly load: number | null
  /** The numbers that the reason mentions. */
  readonly figures: Readonly<Record<string, number>>
}

const FEWEST_EXPOSURES = 2
/** Strength declines after a longer break (Mujika and Padilla, Sports Med 30:145). */
const BREAK_DAYS = 28
/** A stall: no higher e1RM in this many sessions, over this many days. */
const STALL_EXPOSURES = 4
const STALL_DAYS = 21
/** A deload takes a tenth off. A session below `WAS_DELOAD` of the previous load was one. */
const DELOAD = 0.9
const WAS_DELOAD = 0.925

/**
 * Suggests the next session by double progression: more repetitions at the same load until all sets
 * reach the top of the range, then more load from its bottom (2 to 10 %: ACSM position stand 2009).
 * Help (a load below 0) goes down by the same steps. If an effort is planned, the RPE chart gives the
 * load. Suggests a deload after a stall, or when the
 * effort rises while load and repetitions do not.
 */
export function suggest(situation: Situation): Suggestion {
  const { metric, plan, exposures, today } = situation
  if (!metricRules[metric].isProgressive) return none('metric')
  const done = exposures.map(topOf).filter((top) => top !== undefined)
  const [last, before] = done
  if (!last || !before || done.length < FEWEST_EXPOSURES) return none('too_few')

  const grid = gridOf(situation.equipment, situation.unit)
  const same = { sets: last.sets, reps: last.reps, load: last.load }
  if (daysBetween(last.on, today) > BREAK_DAYS)
    return { ...same, action: 'repeat', why: 'after_break', figures: {} }
  // A lighter load for more repetitions is a different style of training, not a deload.
  const isDeload = isMuchLighter(last, before) && last.reps <= before.reps
  if (isDeload)
    return {
      ...same,
      reps: before.reps,
      load: before.load,
      action: 'repeat',
      why: 'after_deload',
      figures: {},
    }
  const tired = stallOf(done) ?? riseOf(done)
  if (tired) return { ...deloadOf(last, grid), action: 'deload', ...tired }

  const target = topOf({ on: today, planned: [], sets: plan })
  return (
    byEffort(target, last, exposures[0], grid) ??
    byEstimate(target, last, grid) ??
    byRepetitions(last, target, grid)
  )
}

const none = (why: 'metric' | 'too_few'): Suggestion => ({
  action: 'none',
  why,
  sets: null,
  reps: null,
  load: null,
  figures: {},
})

/** The sets at the heaviest load of a session. */
interface Top {
  readonly on: string
  readonly load: number | null
  /** The counted body weight beside the load, kg; 0 without a load. */
  readonly bodyKg: number
  readonly sets: number
  /** The fewest repetitions among them. */
  readonly reps: number
  /** The fewest repetitions in reserve; null unless every set has a noted effort. */
  readonly reserve: number | null
  readonly e1rm: number | null
  /** The plan for these sets. */
  readonly goal: { readonly sets: number; readonly reps: number } | null
}

function topOf({ on, planned, sets, bodyKg: body }: Exposure): Top | undefined {
  const top = heaviestOf(sets)
  const [first] = top
  if (!first) return undefined
  const bodyKg = first.load ? (body ?? 0) : 0
  const efforts = top.flatMap((block) => reserveOf(block) ?? [])
  const estimates = estimatesOf(sets, bodyKg, 'epley')
  const goal = heaviestOf(planned)
  return {
    on,
    load: first.load || null,
    bodyKg,
    sets: setsIn(top),
    reps: fewestIn(top),
    reserve: efforts.length === top.length ? Math.min(...efforts) : null,
    e1rm: estimates.length > 0 ? Math.max(...estimates) : null,
    goal: goal.length > 0 ? { sets: setsIn(goal), reps: fewestIn(goal) } : null,
  }
}

function heaviestOf(work: readonly Work[]): Work[] {
  const blocks = countedIn(work)
  const heaviest = Math.max(...blocks.map(({ load }) => load ?? 0))
  return blocks.filter(({ load }) => (load ?? 0) === heaviest)
}

const estimatesOf = (sets: readonly Work[], bodyKg: number, formula: Formula) =>
  countedIn(sets).flatMap((block) => {
    const load = bodyKg > 0 ? (block.load ?? 0) + bodyKg : block.load
    return e1rmOf({ ...block, load }, formula) ?? []
  })

const fewestIn = (blocks: readonly Work[]) => Math.min(...blocks.map(({ reps }) => reps ?? 0))

const countedIn = (blocks: readonly Work[]) =>
  blocks.filter((block) => countsForRecords(block) && block.reps !== null)

const setsIn = (blocks: readonly Work[]) => amountOf(blocks, 'sets')

/** Detects a stall: the latest sessions have no higher e1RM than those before, for long enough. */
function stallOf(done: readonly Top[]) {
  const estimated = done.filter(({ e1rm }) => e1rm !== null)
  const recent = estimated.slice(0, STALL_EXPOSURES)
  const earlier = estimated.slice(STALL_EXPOSURES)
  const [latest] = recent
  if (!latest || earlier.length === 0) return undefined
  const best = earlier.reduce((a, b) => ((b.e1rm ?? 0) > (a.e1rm ?? 0) ? b : a))
  const days = daysBetween(best.on, latest.on)
  if (days < STALL_DAYS || recent.some(({ e1rm }) => (e1rm ?? 0) > (best.e1rm ?? 0)))
    return undefined
  const figures = { exposures: recent.length, weeks: Math.floor(days / 7), e1rm: best.e1rm ?? 0 }
  return { why: 'stall' as const, figures }
}

/** Detects effort that rose twice in a row, by a point in total, for no more load or repetitions. */
function riseOf(done: readonly Top[]) {
  const [last, second, third] = done
  if (!last || !second || !third) return undefined
  const isSame = [second, third].every(({ load, reps }) => load === last.load && reps >= last.reps)
  const [now, then, once] = [last.reserve, second.reserve, third.reserve]
  if (!isSame || now === null || then === null || once === null) return undefined
  if (now >= then || then >= once || once - now < 1) return undefined
  return { why: 'effort_rises' as const, figures: { from: 10 - once, to: 10 - now } }
}

/** Takes a tenth off the load, or adds a tenth to the help; without a load, halves the sets. */
function deloadOf({ load, sets, reps, bodyKg }: Top, grid: Grid) {
  if (load === null) return { load, reps, sets: Math.ceil(sets / 2) }
  const eased = bodyKg > 0 ? (load + bodyKg) * DELOAD - bodyKg : easedTo(load, DELOAD)
  // A load is eased to none, not to help, which the athlete may not have.
  return { load: load > 0 && eased <= 0 ? 0 : loadAt(eased, bodyKg, grid), reps, sets }
}

/** Whether a session was a deload: much less load or much more help than the one before. */
function isMuchLighter(last: Top, before: Top): boolean {
  const [now, then, bodyKg] = [last.load ?? 0, before.load ?? 0, last.bodyKg]
  return bodyKg > 0 ? now + bodyKg < (then + bodyKg) * WAS_DELOAD : now < easedTo(then, WAS_DELOAD)
}

/** Takes a share off a load; help grows by as much. */
const easedTo = (load: number, share: number) => load - Math.abs(load) * (1 - share)

/** Returns the load of the equipment; beside the body weight it may also be none, or help. */
const loadAt = (loadKg: number, bodyKg: number, grid: Grid) =>
  bodyKg > 0 && loadKg >= 0 && loadKg < grid.above(0) ? 0 : grid.atMost(loadKg)

/** Suggests the load for the planned repetitions and effort, from last session's e1RM. */
function byEffort(
  target: Top | undefined,
  { bodyKg }: Top,
  last: Exposure | undefined,
  grid: Grid,
) {
  if (!target || target.reserve === null || !last) return undefined
  const percent = chartPercent(target.reps, target.reserve)
  const estimates = estimatesOf(last.sets, bodyKg, 'rpe')
  if (percent === null || estimates.length === 0) return undefined
  const e1rm = Math.max(...estimates)
  const load = loadAt((e1rm * percent) / 100 - bodyKg, bodyKg, grid)
  const { sets, reps } = target
  const figures = { percent, e1rm, rpe: 10 - target.reserve }
  return { action: 'load' as const, why: 'effort' as const, sets, reps, load, figures }
}

/** Suggests the load with the same e1RM (Epley) if other repetitions are planned than last time. */
function byEstimate(target: Top | undefined, last: Top, grid: Grid): Suggestion | undefined {
  if (!target || last.e1rm === null || target.reps > MAX_E1RM_REPS) return undefined
  const { sets, reps } = target
  if (reps === (last.goal?.reps ?? last.reps)) return undefined
  const total = reps === 1 ? last.e1rm : last.e1rm / (1 + reps / 30)
  const load = loadAt(total - last.bodyKg, last.bodyKg, grid)
  return { action: 'load', why: 'other_reps', sets, reps, load, figures: { e1rm: last.e1rm } }
}

/** Repetition ranges for strength, growth and endurance (ACSM position stand 2009). */
const RANGES = [
  { low: 3, high: 6 },
  { low: 8, high: 12 },
  { low: 15, high: 20 },
]

/** Suggests by double progression; planned repetitions replace the range. */
function byRepetitions(last: Top, target: Top | undefined, grid: Grid): Suggestion {
  const goal = last.goal
  const next = target?.reps ?? goal?.reps
  const range = RANGES.find(({ high }) => last.reps <= high) ?? { low: 20, high: 20 }
  const [low, high] = next === undefined ? [range.low, range.high] : [next, next]
  const sets = target?.sets ?? last.sets
  const { load, reps } = last
  const figures = { low, high, last: reps }
  const isShort = goal !== null && (last.sets < goal.sets || reps < goal.reps)
  if (load === null)
    return isShort
      ? { action: 'repeat', why: 'missed', sets, reps: high, load, figures }
      : { action: 'reps', why: 'bodyweight', sets, reps: reps + 1, load, figures }
  if (isShort || reps < low)
    return { action: 'repeat', why: 'missed', sets, reps: low, load, figures }
  if (reps >= high) {
    const above = grid.above(load)
    const why = load > 0 ? 'reached' : above < 0 ? 'less_help' : 'no_help'
    return { action: 'increase', why, sets, reps: low, load: above, figures }
  }
  return { action: 'reps', why: 'within', sets, reps: reps + 1, load, figures }
}
