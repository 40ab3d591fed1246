import type { Context } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import { inBatches } from '../../utils/batches.ts'
import * as digestsRepository from './digests.repository.ts'
import type { Kind } from './digests.repository.ts'

export { EXERCISES, SERIES, SESSIONS } from './digests.repository.ts'

/** An import may have 20,000 workouts, whose digests in one statement would exceed its timeout. */
const BATCH = 2_000

/** Stores the digests of imported rows as they are now, in the caller's transaction. */
export async function store(
  ctx: Context,
  kind: Kind,
  { owner, ids }: { readonly owner: string; readonly ids: readonly string[] },
): Promise<void> {
  for (const batch of inBatches(ids, BATCH))
    await digestsRepository.setDigests(ctx.db, kind, { owner, ids: batch })
}

/** Locks the rows that are as an import wrote them, in the caller's transaction. Returns their ids. */
export async function lockUnchanged(ctx: Context, key: Key, kind: Kind): Promise<string[]> {
  const imported = await digestsRepository.listImported(ctx.db, key, kind)
  const unchanged: string[] = []
  for (const ids of inBatches(imported, BATCH))
    unchanged.push(
      ...(await digestsRepository.lockUnchanged(ctx.db, kind, { owner: key.owner, ids })),
    )
  return unchanged
}

/** Deletes the digests of rows that an import wrote and that are deleted. */
export async function forget(
  ctx: Context,
  kind: Kind,
  { owner, ids }: { readonly owner: string; readonly ids: readonly string[] },
): Promise<void> {
  for (const batch of inBatches(ids, BATCH))
    await digestsRepository.deleteDigests(ctx.db, kind, { owner, ids: batch })
}
