import type { AdherenceStatus, Metric, sessionsApi, workApi } from '@fitvibe/contract'
import { compareSets, type SetRun } from '@fitvibe/training/adherence'
import { pairSets } from '@fitvibe/training/pairing'
import { isSameWork, isWarmup } from '@fitvibe/training/sets'

type Work = workApi.Work

/** An exercise chosen for a session: a search result, or only a name. */
export interface PickedExercise {
  readonly exerciseId: string | null
  readonly name: string
  readonly metric: Metric
}

export type ShownExercise = Pick<
  sessionsApi.SessionExercise,
  'name' | 'metric' | 'planned' | 'actual'
> &
  Partial<Pick<sessionsApi.ComparedExercise, 'adherence'>>

/** A row of the set table: the sets `from` to `to`, which are equal as planned and as done. */
export interface WorkRow {
  readonly from: number
  readonly to: number
  readonly setType: Work['setType']
  readonly planned: Work | null
  readonly actual: Work | null
  /** The server's result for these sets; null for warm-ups, which have none. */
  readonly status: AdherenceStatus | null
  readonly share: number | null
}

/**
 * Lists planned sets beside done sets, with the results that the API computed for them. Sessions of
 * the feed come without results; they are compared here by the same rule.
 */
export function workRows({ metric, planned, actual, adherence }: ShownExercise): WorkRow[] {
  const rows: WorkRow[] = []
  const resultOf = resultsOf(adherence?.sets ?? compareSets({ metric, planned, actual }))
  let from = 1
  for (const { sets, ...pair } of pairSets(planned, actual)) {
    const { setType = 'working' } = pair.actual ?? pair.planned ?? {}
    const result = isWarmup({ setType }) ? { status: null, share: null } : resultOf(sets)
    const to = from + sets - 1
    const last = rows.at(-1)
    if (last && isSamePair(last, pair)) rows[rows.length - 1] = { ...last, to }
    else rows.push({ ...pair, ...result, from, to, setType })
    from = to + 1
  }
  return rows
}

/** Hands out the results in order; a run of results covers one or more pairs completely. */
function resultsOf(runs: readonly SetRun[]) {
  let [index, used] = [0, 0]
  return (sets: number) => {
    const run = runs[index]
    used += sets
    if (run && used >= run.sets) [index, used] = [index + 1, 0]
    return { status: run?.status ?? null, share: run?.share ?? null }
  }
}

function isSamePair(row: WorkRow, pair: Pick<WorkRow, 'planned' | 'actual'>): boolean {
  return isSameWork(row.planned, pair.planned) && isSameWork(row.actual, pair.actual)
}

/** Names supersets A, B, C … */
export function supersetLetter(group: number): string {
  return String.fromCharCode(64 + (((group - 1) % 26) + 1))
}
