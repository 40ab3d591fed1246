import type { Context, User } from '../../context.ts'
import { cursorPage, seek, type CursorQuery } from '../../utils/lists.ts'
import * as blocksRepository from './blocks.repository.ts'
import * as followsRepository from './follows.repository.ts'
import * as peopleService from './people.service.ts'

/**
 * Blocks a user and deletes follows and requests between the two, in one transaction. If two users
 * block each other at the same time, only the first block counts.
 * @throws AppError NOT_FOUND, UNPROCESSABLE for the user's own username
 */
export function block(ctx: Context, user: User, username: string): Promise<void> {
  const selfKey = 'errors.blockSelf'
  return peopleService.lockedPair(ctx, user, username, selfKey, async (ctx, pair, relationship) => {
    if (relationship?.block === 'own') return
    peopleService.assertVisible(relationship)
    await blocksRepository.insertBlock(ctx.db, { ...pair, id: ctx.newId(), now: ctx.clock() })
    await followsRepository.deleteBetween(ctx.db, pair)
  })
}

/** @throws AppError NOT_FOUND for a user who is neither blocked by the caller nor visible */
export async function unblock(ctx: Context, user: User, username: string): Promise<void> {
  const { pair, relationship } = await peopleService.getRelationship(ctx, user, username)
  if (relationship?.block !== 'own') peopleService.assertVisible(relationship)
  await blocksRepository.deleteBlock(ctx.db, pair)
}

export async function list(ctx: Context, user: User, query: CursorQuery) {
  const found = await blocksRepository.listBlocked(ctx.db, { viewer: user.id, ...seek(query) })
  return cursorPage(found, query.limit, ({ blockedAt: at, id }) => ({ at, id }))
}
