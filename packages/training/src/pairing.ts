import { explode, isCounted, isWarmup, timesOf, type Work } from './sets.ts'

/** A planned set and the set done for it, `sets` times in a row. Null where one of them is missing. */
interface SetPair {
  readonly planned: Work | null
  readonly actual: Work | null
  readonly sets: number
}

/**
 * Pairs planned with done sets in order: warm-ups with warm-ups and all others among themselves, so
 * that an extra warm-up does not shift the working sets. Pairs come in the order in which they were
 * done; skipped sets keep their place in the plan, unplanned sets follow the plan.
 */
export function pairSets(planned: readonly Work[], actual: readonly Work[]): SetPair[] {
  const [plan, done] = [runsOf(planned), runsOf(actual)]
  const warmups = pairRuns(plan.filter(isWarmup), done.filter(isWarmup))
  const others = pairRuns(plan.filter(isCounted), done.filter(isCounted))
  return inOrder(warmups, others)
}

/** The planned set beside each done set; null where the done set is unplanned. */
export function plannedBeside(planned: readonly Work[], actual: readonly Work[]): (Work | null)[] {
  const plan = explode(planned)
  const [warmups, others] = [plan.filter(isWarmup), plan.filter(isCounted)]
  return explode(actual).map((set) => (isWarmup(set) ? warmups : others).shift() ?? null)
}

/** Equal sets in a row: `at` counts the sets before them in their list. */
interface Run {
  readonly setType: Work['setType']
  readonly block: Work
  at: number
  left: number
}

interface PlacedPair extends SetPair {
  readonly plannedAt: number | null
  readonly actualAt: number | null
}

function runsOf(work: readonly Work[]): Run[] {
  let at = 0
  return work.flatMap((block) => {
    const run = { setType: block.setType, block, at, left: timesOf(block) }
    at += run.left
    return run.left > 0 ? [run] : []
  })
}

/** Works on runs, not on single sets: a block may have 100 sets, and an exercise many blocks. */
function pairRuns(plan: Run[], done: Run[]): PlacedPair[] {
  const pairs: PlacedPair[] = []
  for (;;) {
    const [planned, actual] = [plan[0], done[0]]
    const sets = Math.min(planned?.left ?? Infinity, actual?.left ?? Infinity)
    if (sets === Infinity) return pairs
    pairs.push({
      planned: planned?.block ?? null,
      actual: actual?.block ?? null,
      sets,
      plannedAt: planned?.at ?? null,
      actualAt: actual?.at ?? null,
    })
    for (const runs of [plan, done]) {
      const [run] = runs
      if (!run) continue
      run.at += sets
      run.left -= sets
      if (run.left === 0) runs.shift()
    }
  }
}

function inOrder(warmups: readonly PlacedPair[], others: readonly PlacedPair[]): SetPair[] {
  const pairs: SetPair[] = []
  let [warmup, other] = [0, 0]
  for (;;) {
    const [one, two] = [warmups[warmup], others[other]]
    const next = one && (!two || comesFirst(one, two)) ? one : two
    if (!next) return pairs
    if (next === one) warmup += 1
    else other += 1
    const { planned, actual, sets } = next
    pairs.push({ planned, actual, sets })
  }
}

function comesFirst(one: PlacedPair, other: PlacedPair): boolean {
  if (one.actualAt !== null && other.actualAt !== null) return one.actualAt < other.actualAt
  if (one.plannedAt !== null && other.plannedAt !== null) return one.plannedAt < other.plannedAt
  const isSkipped = one.actualAt === null
  return isSkipped
}
