import type { workApi } from '@fitvibe/contract'
import { MAX_BLOCKS, MAX_EXERCISES, MAX_SESSION_BLOCKS, MAX_SETS } from '@fitvibe/training/limits'
import { isSameWork, timesOf } from '@fitvibe/training/sets'

type Block = workApi.Work & { readonly position?: number | undefined }

interface Fitted<E> {
  readonly exercises: readonly E[]
  /** Sets that exceed the bounds of a session, those of left out exercises included. */
  readonly leftOut: number
}

/**
 * Fits an imported session into the bounds of one that the API takes. Merges equal neighbouring sets
 * into blocks first, which loses nothing; then leaves out the last exercises, the last blocks of each
 * exercise, and the last blocks of the session.
 */
export function fitSession<E extends { readonly planned: Block[]; readonly actual: Block[] }>(
  exercises: readonly E[],
): Fitted<E> {
  const planned = fit(exercises.map((exercise) => exercise.planned))
  const actual = fit(exercises.map((exercise) => exercise.actual))
  if (planned === undefined && actual === undefined && exercises.length <= MAX_EXERCISES)
    return { exercises, leftOut: 0 }
  const fitted = exercises.slice(0, MAX_EXERCISES).map((exercise, index) => ({
    ...exercise,
    ...(planned && { planned: planned[index] ?? [] }),
    ...(actual && { actual: actual[index] ?? [] }),
  }))
  return { exercises: fitted, leftOut: setsOf(exercises) - setsOf(fitted) }
}

/** Returns the blocks of each exercise that fit; undefined if all do. */
function fit(lists: readonly Block[][]): Block[][] | undefined {
  const total = lists.reduce((sum, blocks) => sum + blocks.length, 0)
  const isWithin =
    total <= MAX_SESSION_BLOCKS &&
    lists.every((blocks) => blocks.length <= MAX_BLOCKS && lastPosition(blocks) < MAX_BLOCKS)
  if (isWithin) return undefined
  let room = MAX_SESSION_BLOCKS
  return lists.slice(0, MAX_EXERCISES).map((blocks) => {
    const kept = merge(blocks).slice(0, Math.min(MAX_BLOCKS, room))
    room -= kept.length
    return kept
  })
}

const lastPosition = (blocks: readonly Block[]) => blocks.at(-1)?.position ?? 0

/** Merges equal neighbours, and numbers the blocks again. */
function merge(blocks: readonly Block[]): Block[] {
  const merged: Block[] = []
  for (const { position: _, ...block } of blocks) {
    const last = merged.at(-1)
    const sets = timesOf(block) + (last ? timesOf(last) : 0)
    if (last && isSameWork(last, block) && sets <= MAX_SETS)
      merged[merged.length - 1] = { ...last, sets }
    else merged.push(block)
  }
  return merged
}

const setsOf = (exercises: readonly { readonly planned: Block[]; readonly actual: Block[] }[]) =>
  exercises.reduce(
    (sum, { planned, actual }) =>
      [...planned, ...actual].reduce((count, block) => count + timesOf(block), sum),
    0,
  )
