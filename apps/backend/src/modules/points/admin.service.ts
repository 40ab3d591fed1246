import { createHash } from 'node:crypto'

import type { Context, User } from '../../context.ts'
import { notFound } from '../../errors.ts'
import * as auditService from '../system/audit.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as pointsRepository from './points.repository.ts'
import { ALGORITHM_VERSION } from './points.rules.ts'

interface Adjustment {
  readonly points: number
  readonly reason: string
}

/**
 * Adds an entry to an athlete's ledger by hand. With a key it is booked once for ever: repeated
 * within a week it gets the first answer, later it is refused.
 * @throws AppError NOT_FOUND, CONFLICT for a key that was used long ago
 */
export function adjust(
  ctx: Context,
  actor: User,
  owner: string,
  body: Adjustment,
  key: string | undefined,
): Promise<{ id: string; total: number }> {
  const request = { owner: actor.id, key, name: `adjust:${owner}`, body }
  return idempotencyService.once(ctx, request, (ctx) => book(ctx, actor, owner, body, key))
}

async function book(
  ctx: Context,
  actor: User,
  owner: string,
  { points, reason: note }: Adjustment,
  key: string | undefined,
) {
  const id = ctx.newId()
  const at = ctx.clock()
  const isBooked = await pointsRepository.insertAdjustment(ctx.db, {
    owner,
    id,
    points,
    reason: `adjustment-${key === undefined ? id : wordOf(actor.id, key)}`,
    note,
    version: ALGORITHM_VERSION,
    at,
  })
  if (!isBooked) throw notFound('errors.notFound.account')
  const details = { entry: id, points, reason: note }
  await auditService.record(ctx, { owner, event: 'points.adjusted', actor: actor.id, details })
  return { id, total: await pointsRepository.findTotal(ctx.db, owner) }
}

/** An administrator's key, without naming either: the athlete sees it. */
const wordOf = (actor: string, key: string) =>
  createHash('sha256').update(`${actor} ${key}`).digest('base64url').slice(0, 22)
