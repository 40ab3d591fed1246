import { RETENTION_SECONDS } from '../../config/retention.ts'
import type { Context } from '../../context.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as deletionsRepository from './deletions.repository.ts'
import type { DueDeletion } from './deletions.repository.ts'

interface Owner {
  readonly owner: string
}

/**
 * Marks an account for deletion in the caller's transaction and returns when it is erased. Until then
 * it counts as not active everywhere. Returns undefined if it is neither active nor suspended.
 */
export async function start(ctx: Context, { owner }: Owner): Promise<Date | undefined> {
  const requestedAt = ctx.clock()
  const erasesAt = secondsAfter(requestedAt, RETENTION_SECONDS.deletion)
  const deletion = { owner, requestedAt, erasesAt }
  return (await deletionsRepository.insertDeletion(ctx.db, deletion)) ? erasesAt : undefined
}

export function findErasesAt(ctx: Context, { owner }: Owner): Promise<Date | undefined> {
  return deletionsRepository.findErasesAt(ctx.db, { owner })
}

/**
 * Gives an account its former status back, in the caller's transaction. Returns false if its erasure
 * has begun, or if it is not to be deleted.
 */
export function cancel(ctx: Context, { owner }: Owner): Promise<boolean> {
  return deletionsRepository.deleteDeletion(ctx.db, { owner })
}

export function listDue(ctx: Context, limit: number): Promise<string[]> {
  return deletionsRepository.listDue(ctx.db, ctx.clock(), limit)
}

/** Begins or continues an erasure. Returns undefined if it is not due or complete. */
export function beginErasure(ctx: Context, { owner }: Owner): Promise<DueDeletion | undefined> {
  return deletionsRepository.setErasing(ctx.db, { owner, now: ctx.clock() })
}

const BATCH = 5_000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Marks the accounts that `isErased` recognises for erasure at once; returns their ids. */
export async function replay(
  ctx: Context,
  isErased: (owner: string) => boolean,
): Promise<string[]> {
  const found: string[] = []
  let after = FIRST_ID
  for (;;) {
    const ids = await deletionsRepository.listIds(ctx.db, after, BATCH)
    const owners = ids.filter(isErased)
    if (owners.length > 0)
      await deletionsRepository.insertReplays(ctx.db, { owners, now: ctx.clock() })
    found.push(...owners)
    const last = ids.at(-1)
    if (last === undefined || ids.length < BATCH) return found
    after = last
  }
}
