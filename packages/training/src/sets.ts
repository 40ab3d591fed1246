export const SET_TYPES = ['warmup', 'working', 'drop', 'failure', 'amrap'] as const
export type SetType = (typeof SET_TYPES)[number]

/** A block of equal sets, planned or done; the contract's `Work` has the same shape. */
export interface Work {
  readonly setType: SetType
  /** Number of equal sets; null means one. */
  readonly sets: number | null
  readonly reps: number | null
  /** kg */
  readonly load: number | null
  /** m, of each set */
  readonly distance: number | null
  readonly durationSec: number | null
  readonly rpe: number | null
  readonly rir: number | null
  readonly restSec: number | null
}

/** A working set without any values. */
export const blankWork: Work = {
  setType: 'working',
  sets: null,
  reps: null,
  load: null,
  distance: null,
  durationSec: null,
  rpe: null,
  rir: null,
  restSec: null,
}

/** Picks the work of an object that has more properties. */
export const toWork = (block: Work): Work => ({
  setType: block.setType,
  sets: block.sets,
  reps: block.reps,
  load: block.load,
  distance: block.distance,
  durationSec: block.durationSec,
  rpe: block.rpe,
  rir: block.rir,
  restSec: block.restSec,
})

export const isWarmup = ({ setType }: Pick<Work, 'setType'>): boolean => setType === 'warmup'

/** Whether a block counts in totals, adherence and effort. Warm-ups only take time. */
export const isCounted = (block: Pick<Work, 'setType'>): boolean => !isWarmup(block)

/**
 * Whether a block counts for personal records: a working set with 0 repetitions was attempted and
 * failed. It still counts as a set in totals and adherence.
 */
export const countsForRecords = (block: Pick<Work, 'setType' | 'sets' | 'reps'>): boolean =>
  isCounted(block) && block.sets !== 0 && block.reps !== 0

export const timesOf = ({ sets }: Pick<Work, 'sets'>): number => sets ?? 1

/** The work of one set, by quantity. */
const quantities = {
  volume: ({ load, reps }: Work) => (load ?? 0) * (reps ?? 0),
  reps: ({ reps }: Work) => reps ?? 0,
  durationSec: ({ durationSec }: Work) => durationSec ?? 0,
  distance: ({ distance }: Work) => distance ?? 0,
  sets: () => 1,
}
export type Quantity = keyof typeof quantities

/** Sums a quantity over all sets of the blocks, without warm-ups. */
export function amountOf(work: readonly Work[], quantity: Quantity): number {
  const amount = quantities[quantity]
  return work.filter(isCounted).reduce((total, block) => total + timesOf(block) * amount(block), 0)
}

/** Load × repetitions, kg, without warm-ups. */
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
    one.reps === other.reps &&
    one.load === other.load &&
    one.distance === other.distance &&
    one.durationSec === other.durationSec &&
    one.rpe === other.rpe &&
    one.rir === other.rir &&
    one.restSec === other.restSec
  )
}
