import type { Metric, workApi } from '@fitvibe/contract'

type Work = workApi.Work
export type Measure = 'load' | 'reps' | 'distance' | 'durationSec'

const measures: Record<Metric, readonly Measure[]> = {
  weight_reps: ['load', 'reps'],
  reps: ['reps'],
  duration: ['durationSec'],
  distance_duration: ['distance', 'durationSec'],
  weight_distance: ['load', 'distance'],
}

/** What one writes down for a set, in the order of the columns. */
export function measuresOf(metric: Metric): readonly Measure[] {
  return measures[metric]
}

/** An exercise somebody picked for a session: from search, or by nothing but a name. */
export interface PickedExercise {
  readonly exerciseId: string | null
  readonly name: string
  readonly metric: Metric
}

/** A row of a comparison: sets `from`–`to`, equal in what was planned and what was done. */
export interface WorkRow {
  readonly from: number
  readonly to: number
  readonly setType: Work['setType']
  readonly planned: Work | null
  readonly actual: Work | null
}

/** Blocks as single sets. */
export function explode(blocks: readonly Work[]): Work[] {
  return blocks.flatMap((block) =>
    Array.from({ length: block.sets ?? 1 }, () => ({ ...block, sets: 1 })),
  )
}

/** Equal neighbours as one block: what `explode` took apart. */
export function merge(sets: readonly Work[]): Work[] {
  const blocks: Work[] = []
  for (const set of sets) {
    const last = blocks.at(-1)
    if (last && isSameWork(last, set)) last.sets = (last.sets ?? 1) + (set.sets ?? 1)
    else blocks.push({ ...set, sets: set.sets ?? 1 })
  }
  return blocks
}

/** Sets as planned beside sets as done, in order, equal rows folded. */
export function alignWork(planned: readonly Work[], actual: readonly Work[]): WorkRow[] {
  const [plannedSets, actualSets] = [explode(planned), explode(actual)]
  const rows: WorkRow[] = []
  const length = Math.max(plannedSets.length, actualSets.length)
  for (let index = 0; index < length; index++) {
    const pair = { planned: plannedSets[index] ?? null, actual: actualSets[index] ?? null }
    const last = rows.at(-1)
    if (last && isSamePair(last, pair)) rows[rows.length - 1] = { ...last, to: index + 1 }
    else {
      const setType = (pair.actual ?? pair.planned)?.setType ?? 'working'
      rows.push({ ...pair, from: index + 1, to: index + 1, setType })
    }
  }
  return rows
}

/** Equal in everything but the number of sets. */
function isSameWork(one: Work | null, other: Work | null): boolean {
  if (!one || !other) return one === other
  return (
    one.setType === other.setType &&
    isSameEffort(one, other) &&
    one.rpe === other.rpe &&
    one.rir === other.rir &&
    one.restSec === other.restSec
  )
}

/** Equal in what was lifted or covered; how hard it felt aside. */
export function isSameEffort(one: Work, other: Work): boolean {
  return (
    one.reps === other.reps &&
    one.load === other.load &&
    one.distance === other.distance &&
    one.durationSec === other.durationSec
  )
}

function isSamePair(row: WorkRow, pair: Pick<WorkRow, 'planned' | 'actual'>): boolean {
  return isSameWork(row.planned, pair.planned) && isSameWork(row.actual, pair.actual)
}

/** Supersets are called A, B, C … */
export function supersetLetter(group: number): string {
  return String.fromCharCode(64 + (((group - 1) % 26) + 1))
}
