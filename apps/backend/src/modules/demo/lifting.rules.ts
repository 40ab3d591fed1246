import type { Random } from './random.rules.ts'
import type { Block, Trained } from './step.ts'

/** A lift and its working loads in the first and the latest block of training, kg. */
export interface Lift {
  readonly slug: string
  readonly from: number
  readonly to: number
  /** Added every week of a block, kg. */
  readonly weekly: number
  /** The smallest step of the bar, stack or dumbbells, kg. */
  readonly plates: number
  readonly sets: number
  readonly reps: number
  readonly hasWarmup?: true
}

/** Five weeks that get heavier, then a deload. */
export const BLOCK_WEEKS = 6
const DELOAD = BLOCK_WEEKS - 1
const DELOAD_SHARE = 0.65

/** The place of a session in the programme. */
export interface Phase {
  /** 0 for the first block of training, 1 for the latest. */
  readonly progress: number
  /** Week of the block, from 0. */
  readonly week: number
}

export const isDeload = ({ week }: Phase) => week === DELOAD

/** RPE by week of the block. */
const EFFORT = [7, 7.5, 8, 8.5, 9, 5]

function loadOf({ from, to, weekly, plates }: Lift, phase: Phase): number {
  // Gains get smaller with every block.
  const base = from + (to - from) * phase.progress ** 0.9
  const load = isDeload(phase) ? base * DELOAD_SHARE : base + weekly * phase.week
  return Math.round(load / plates) * plates
}

/** Returns the planned blocks of a lift. */
export function plannedSets(lift: Lift, phase: Phase): Block[] {
  const load = loadOf(lift, phase)
  return [
    ...warmup(lift, load),
    {
      sets: lift.sets,
      reps: lift.reps,
      load,
      rpe: EFFORT[phase.week] ?? null,
      restSec: rest(lift),
    },
  ]
}

/** Returns the sets done: mostly as planned, the last set sometimes a rep better or worse. */
function doneSets(lift: Lift, phase: Phase, random: Random): Block[] {
  const { sets, reps } = lift
  const load = loadOf(lift, phase)
  const rpe = EFFORT[phase.week] ?? null
  const last = isDeload(phase) ? reps : lastReps(reps, phase, random)
  const common = { load, restSec: rest(lift) }
  if (last === reps) return [...warmup(lift, load), { ...common, sets, reps, rpe }]
  return [
    ...warmup(lift, load),
    { ...common, sets: sets - 1, reps, rpe },
    { ...common, sets: 1, reps: last, rpe: last < reps ? 10 : rpe },
  ]
}

export const lifted = (lift: Lift, phase: Phase, random: Random): Trained => ({
  slug: lift.slug,
  planned: plannedSets(lift, phase),
  actual: doneSets(lift, phase, random),
})

function lastReps(reps: number, { week }: Phase, random: Random): number {
  if (random.isIn(week >= 3 ? 20 : 4)) return reps - 1
  return random.isIn(28) ? reps + random.between(1, 2) : reps
}

const warmup = ({ hasWarmup, plates }: Lift, load: number): Block[] =>
  hasWarmup
    ? [{ setType: 'warmup', sets: 2, reps: 5, load: Math.round((load * 0.6) / plates) * plates }]
    : []

const rest = ({ reps }: Lift) => (reps <= 6 ? 150 : 90)

/** Returns an exercise without load, done as planned or, in the last set, a little more or less. */
export function bodyweight(slug: string, sets: number, reps: number, random: Random): Trained {
  const last = Math.max(1, reps + random.between(-1, 1))
  return {
    slug,
    planned: [{ sets, reps, restSec: 90 }],
    actual: [
      { sets: sets - 1, reps, restSec: 90 },
      { sets: 1, reps: last, restSec: 90 },
    ],
  }
}

/** Returns an exercise that is held for seconds. */
export function held(slug: string, sets: number, durationSec: number): Trained {
  const blocks = [{ sets, durationSec, restSec: 60 }]
  return { slug, planned: blocks, actual: blocks }
}
