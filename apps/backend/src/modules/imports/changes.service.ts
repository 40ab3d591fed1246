import { importsApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import { inBatches } from '../../utils/batches.ts'
import * as formerSessionsService from '../history/formerSessions.service.ts'
import type { FormerSession } from '../history/formerSessions.service.ts'
import * as writeSessionsService from '../history/writeSessions.service.ts'
import type { ForeignSession } from '../history/writeSessions.service.ts'
import * as changesRepository from './changes.repository.ts'
import * as digestsService from './digests.service.ts'
import * as importsRepository from './imports.repository.ts'
import type { Change } from './known.service.ts'

/** Sessions in memory at a time, with their sets before the change. */
const BATCH = 250

/**
 * Rewrites the sessions whose changes in the file the user takes, and returns their number. Stores
 * how they were, for undoing the import.
 */
export async function take(
  ctx: Context,
  user: User,
  key: Key,
  changes: readonly (Change & { readonly session: ForeignSession })[],
): Promise<number> {
  let changed = 0
  for (const some of inBatches(changes, BATCH)) changed += await takeSome(ctx, user, key, some)
  return changed
}

async function takeSome(
  ctx: Context,
  user: User,
  key: Key,
  changes: readonly (Change & { readonly session: ForeignSession })[],
): Promise<number> {
  const sessions = changes.map(({ session }) => session)
  const before = await writeSessionsService.lock(ctx, user, sessions)
  const former = await formerSessionsService.list(ctx, user, before)
  await changesRepository.insertChanges(
    ctx.db,
    key,
    former.map((session) => ({ sessionId: session.id, former: session })),
  )
  const ids = new Set(await writeSessionsService.rewrite(ctx, user, sessions))
  const contents = changes.flatMap(({ workout: { key, content }, here }) =>
    ids.has(here.id) ? { sessionId: here.id, key, content } : [],
  )
  await importsRepository.setContents(ctx.db, user.id, contents)
  await digestsService.store(ctx, digestsService.SESSIONS, { owner: user.id, ids: [...ids] })
  return ids.size
}

/**
 * Restores the sessions that an import changed, in the caller's transaction. Sessions that the athlete
 * edited since stay and are returned; a change by a later import stays, and can be undone with it.
 */
export async function undo(ctx: Context, user: User, key: Key) {
  const changes = await changesRepository.lockChanged<FormerSession>(ctx.db, key)
  const replaced = changes.filter(({ later }) => later?.wasUnchanged)
  const restored = changes.filter(({ later, isUnchanged }) => !later && isUnchanged)
  const settled = new Set([...replaced, ...restored])
  const kept = changes.filter((change) => !settled.has(change))

  const idsOf = (some: typeof changes) => some.map(({ sessionId }) => sessionId)
  await changesRepository.setFormerOfNext(ctx.db, key, idsOf(replaced))
  for (const some of inBatches(restored, BATCH)) {
    const former = some.map((change) => change.former)
    await formerSessionsService.restore(ctx, user, former)
    await importsRepository.setContents(ctx.db, user.id, some)
  }
  const pristine = restored.filter(({ wasUnchanged }) => wasUnchanged)
  await digestsService.store(ctx, digestsService.SESSIONS, {
    owner: user.id,
    ids: idsOf(pristine),
  })
  await changesRepository.deleteChanges(ctx.db, key)
  return {
    restored: restored.length,
    notRestored: kept.length,
    keptChanges: kept
      .slice(0, importsApi.MAX_CHANGES)
      .map(({ sessionId, title, startedAt }) => ({ sessionId, title, startedAt })),
  }
}
