import type { Context } from './context.ts'
import * as badgesService from './modules/points/badges.service.ts'
import * as pointsService from './modules/points/points.service.ts'
import * as recordsService from './modules/progress/records.service.ts'
import { sessionsCompleted } from './utils/metrics.ts'
import type { Consequences, SessionCompleted } from './utils/sessionCompleted.ts'

/**
 * Tells all who have to do with it, in the transaction that completes the session: either
 * everything that follows from it is written, or nothing.
 */
export async function announceCompleted(
  ctx: Context,
  event: SessionCompleted,
): Promise<Consequences> {
  const awarded = await pointsService.award(ctx, event)
  const badges = await badgesService.award(ctx, event, awarded.award.details)
  const records = await recordsService.setBy(ctx, event)
  if (event.revision === 0) sessionsCompleted.inc()
  return { ...awarded, badges, records }
}
