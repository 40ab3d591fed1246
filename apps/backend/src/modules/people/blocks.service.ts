import type { Context, User } from '../../context.ts'
import { cursorPage, seek, type CursorQuery } from '../../utils/lists.ts'
import * as blocksRepository from './blocks.repository.ts'
import * as followsRepository from './follows.repository.ts'
import * as peopleService from './people.service.ts'

/**
 * Blocks somebody and ends what follows there are between the two, all or nothing. Of two who
 * block each other at once, one does.
 * @throws AppError NOT_FOUND, UNPROCESSABLE for oneself
 */
export function block(ctx: Context, user: User, username: string): Promise<void> {
  const selfKey = 'errors.blockSelf'
  return peopleService.withPerson(ctx, user, username, selfKey, async (ctx, pair, found) => {
    if (found?.block === 'own') return
    peopleService.seen(found)
    await blocksRepository.insertBlock(ctx.db, { ...pair, id: ctx.newId(), now: ctx.clock() })
    await followsRepository.deleteBetween(ctx.db, pair.viewer, pair.other)
  })
}

/** @throws AppError NOT_FOUND for somebody neither blocked nor to be seen */
export async function unblock(ctx: Context, user: User, username: string): Promise<void> {
  const { pair, found } = await peopleService.acquaintance(ctx, user, username)
  if (found?.block !== 'own') peopleService.seen(found)
  await blocksRepository.deleteBlock(ctx.db, pair)
}

export async function list(ctx: Context, user: User, query: CursorQuery) {
  const found = await blocksRepository.listBlocked(ctx.db, { viewer: user.id, ...seek(query) })
  return cursorPage(found, query.limit, ({ blockedAt: at, id }) => ({ at, id }))
}
