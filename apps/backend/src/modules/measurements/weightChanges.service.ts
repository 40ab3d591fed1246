import { MAX_RECOUNTED_AT_ONCE } from '@fitvibe/training/limits'

import type { Context } from '../../context.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import * as recountsService from '../training/recounts.service.ts'
import * as weightChangesRepository from './weightChanges.repository.ts'

/**
 * Derives volumes, bests and estimated calories of the sessions that count the body weight of a day,
 * after it has been changed or deleted: in the caller's transaction if they are few. A job follows in
 * any case, for the others and for sessions that are being written meanwhile. Before the first body
 * weight, sessions count the first one.
 */
export async function recount(ctx: Context, owner: string, on: string): Promise<void> {
  const { before, isFirst, isOnly } = await weightChangesRepository.findNeighbours(ctx.db, {
    owner,
    on,
  })
  const days = { from: isFirst ? null : on, before }
  await recountsService.recountDaysAtOnce(ctx, owner, days, MAX_RECOUNTED_AT_ONCE)
  await enqueue(ctx.db, 'recountBests', { owner, ...days })
  // The first weight of all and the deletion of the last one count in plans too.
  if (isOnly) await enqueue(ctx.db, 'recountBests', { owner })
}
