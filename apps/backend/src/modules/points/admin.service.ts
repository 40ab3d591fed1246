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
 * Adds a manual entry to an athlete's ledger. An idempotency key books at most one entry, ever: a
 * repeat within a week returns the first answer, a later one throws CONFLICT.
 * @throws AppError NOT_FOUND, CONFLICT
 */
export function adjustPoints(
  ctx: Context,
  admin: User,
  athleteId: string,
  body: Adjustment,
  key: string | undefined,
): Promise<{ id: string; total: number }> {
  const request = { owner: admin.id, key, name: `adjust:${athleteId}`, body }
  return idempotencyService.once(ctx, request, (ctx) => book(ctx, admin, athleteId, body, key))
}

async function book(
  ctx: Context,
  admin: User,
  athleteId: string,
  { points, reason: note }: Adjustment,
  key: string | undefined,
) {
  const id = ctx.newId()
  const at = ctx.clock()
  const isBooked = await pointsRepository.insertAdjustment(ctx.db, {
    owner: athleteId,
    id,
    points,
    reason: `adjustment-${key === undefined ? id : hashOf(admin.id, key)}`,
    note,
    version: ALGORITHM_VERSION,
    at,
  })
  if (!isBooked) throw notFound('errors.notFound.account')
  const details = { entry: id, points, reason: note }
  await auditService.record(ctx, {
    owner: athleteId,
    event: 'points.adjusted',
    actor: admin.id,
    details,
  })
  return { id, total: await pointsRepository.findTotal(ctx.db, { owner: athleteId }) }
}

/** Hides the administrator and the key, because the athlete can read the entry's reason. */
const hashOf = (adminId: string, key: string) =>
  createHash('sha256').update(`${adminId} ${key}`).digest('base64url').slice(0, 22)
