import {
  MAX_DISTANCE_M,
  MAX_HELP_KG,
  MAX_LOAD_KG,
  MAX_REPS,
  MAX_REST_SECONDS,
  MAX_SET_SECONDS,
  MAX_SETS,
} from './limits.ts'

export const SET_TYPES = ['warmup', 'working', 'drop', 'failure', 'amrap'] as const
export type SetType = (typeof SET_TYPES)[number]

/** The sides of the body that a set can be limited to. */
export const SIDES = ['left', 'right'] as const
type Side = (typeof SIDES)[number]

/** A block of equal sets, planned or done; the contract's `Work` has the same shape. */
export interface Work {
  readonly setType: SetType
  /** Number of equal sets; null means one. */
  readonly sets: number | null
  readonly reps: number | null
  /** kg; below 0 it is help, by an assisted machine or a band. */
  readonly load: number | null
  /** m, of each set */
  readonly distance: number | null
  readonly durationSec: number | null
  readonly rpe: number | null
  readonly rir: number | null
  readonly restSec: number | null
  /** Null if both sides work, together or in turn. */
  readonly side: Side | null
}

type Measure = Exclude<keyof Work, 'setType'>

/** The values that a number can have; `step` is null if any fraction is allowed. */
export interface Bounds {
  readonly min: number
  readonly max: number
  readonly step: 1 | 0.5 | null
}

/**
 * The values that each measure can have; all can be null. Blank sets, comparisons and the contract's
 * schemas follow from it. Digests of imported sessions depend on the order: append.
 */
export const measures = {
  sets: { min: 0, max: MAX_SETS, step: 1 },
  reps: { min: 0, max: MAX_REPS, step: 1 },
  load: { min: -MAX_HELP_KG, max: MAX_LOAD_KG, step: null },
  distance: { min: 0, max: MAX_DISTANCE_M, step: null },
  durationSec: { min: 0, max: MAX_SET_SECONDS, step: 1 },
  rpe: { min: 1, max: 10, step: 0.5 },
  rir: { min: 0, max: 10, step: 0.5 },
  restSec: { min: 0, max: MAX_REST_SECONDS, step: 1 },
  side: SIDES,
} as const satisfies Readonly<Record<Measure, Bounds | readonly string[]>>

export const MEASURES = Object.keys(measures) as readonly Measure[]

const noValues = Object.fromEntries(MEASURES.map((measure) => [measure, null])) as Readonly<
  Record<Measure, null>
>

/** A working set without any values. */
export const blankWork: Work = { setType: 'working', ...noValues }

/** Picks the work of an object that has more properties. */
export function toWork(block: Work): Work {
  const values = Object.fromEntries(MEASURES.map((measure) => [measure, block[measure]]))
  return { setType: block.setType, ...(values as Pick<Work, Measure>) }
}

export const isWarmup = ({ setType }: Pick<Work, 'setType'>): boolean => setType === 'warmup'

/** Whether a block counts in totals, adherence and effort. Warm-ups only take time. */
export const isCounted = (block: Pick<Work, 'setType'>): boolean => !isWarmup(block)

/**
 * Whether a block counts for personal records: a working set with 0 repetitions was attempted and
 * failed. It still counts as a set in totals and adherence.
 */
export const countsForRecords = (block: Pick<Work, 'setType' | 'sets' | 'reps'>): boolean =>
  isCounted(block) && block.sets !== 0 && block.reps !== 0

/**
 * Whether a block says what was done: repetitions, a load, a distance or a time. An effort or a rest
 * alone is no set.
 */
export const isMeasured = ({
  reps,
  load,
  distance,
  durationSec,
}: Pick<Work, 'reps' | 'load' | 'distance' | 'durationSec'>): boolean =>
  reps !== null || Boolean(load) || Boolean(distance) || Boolean(durationSec)

export const timesOf = ({ sets }: Pick<Work, 'sets'>): number => sets ?? 1

/**
 * The mass that a repetition moves, kg: the load and the counted part of the body weight, less the
 * help. Help without a counted body weight moves nothing.
 */
const movedKg = ({ load }: Pick<Work, 'load'>, bodyKg: number): number =>
  Math.max((load ?? 0) + bodyKg, 0)

/** The work of one set, by quantity. */
const quantities = {
  volume: (work: Work, bodyKg: number) => movedKg(work, bodyKg) * (work.reps ?? 0),
  reps: ({ reps }: Work) => reps ?? 0,
  durationSec: ({ durationSec }: Work) => durationSec ?? 0,
  distance: ({ distance }: Work) => distance ?? 0,
  sets: () => 1,
}
export type Quantity = keyof typeof quantities

/**
 * Sums a quantity over all sets of the blocks, without warm-ups. `bodyKg` is the part of the body
 * weight that each repetition moves.
 */
export function amountOf(work: readonly Work[], quantity: Quantity, bodyKg = 0): number {
  const amount = quantities[quantity]
  return work
    .filter(isCounted)
    .reduce((total, block) => total + timesOf(block) * amount(block, bodyKg), 0)
}

/** Load × repetitions, kg, without warm-ups, help and body weight. */
export const volumeOf = (work: readonly Work[]): number => amountOf(work, 'volume')

/** Splits blocks into single sets. */
export function explode(blocks: readonly Work[]): Work[] {
  return blocks.flatMap((block) =>
    Array.from({ length: timesOf(block) }, () => ({ ...block, sets: 1 })),
  )
}

/** Joins equal neighbours into blocks; the inverse of `explode`. */
export function merge(sets: readonly Work[]): Work[] {
  const blocks: Work[] = []
  for (const set of sets) {
    const last = blocks.at(-1)
    if (last && isSameWork(last, set))
      blocks[blocks.length - 1] = { ...last, sets: timesOf(last) + timesOf(set) }
    else blocks.push({ ...set, sets: timesOf(set) })
  }
  return blocks
}

/** Whether two blocks are equal in everything except the number of sets. */
export function isSameWork(one: Work | null, other: Work | null): boolean {
  if (!one || !other) return one === other
  return (
    one.setType === other.setType &&
    MEASURES.every((measure) => measure === 'sets' || one[measure] === other[measure])
  )
}
