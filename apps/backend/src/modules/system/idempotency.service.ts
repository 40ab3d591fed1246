import { createHash } from 'node:crypto'

import { inTransaction, type Context } from '../../context.ts'
import { isLockTimeout } from '../../db/failures.ts'
import { AppError, conflict } from '../../errors.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as idempotencyRepository from './idempotency.repository.ts'

const KEPT_SECONDS = 7 * 86_400

interface Request {
  readonly owner: string
  /** The caller's word for it; without one the work is simply done. */
  readonly key: string | undefined
  readonly name: string
  readonly body: unknown
}

/**
 * Does the work of a request in one transaction, and once: the same request with the same key gets
 * the first one's answer, which is stored with what it wrote.
 * @throws AppError UNPROCESSABLE when the key was used for another request, CONFLICT while that
 * one is under way
 */
export async function once<T>(
  ctx: Context,
  { owner, key, name, body }: Request,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  if (key === undefined) return inTransaction(ctx, work)
  const hash = createHash('sha256')
    .update(JSON.stringify([name, body]))
    .digest()
  return inTransaction(ctx, async (ctx) => {
    const createdAt = ctx.clock()
    if (!(await take(ctx, { owner, key }, { hash, createdAt })))
      return replay<T>(ctx, { owner, key }, hash)
    const answer = await work(ctx)
    await idempotencyRepository.setAnswer(ctx.db, { owner, key }, answer)
    return answer
  })
}

/** Forgets keys after a week. */
export function forgetOld(ctx: Context): Promise<number> {
  return idempotencyRepository.deleteOldKeys(ctx.db, secondsAfter(ctx.clock(), -KEPT_SECONDS))
}

async function take(
  ctx: Context,
  key: { owner: string; key: string },
  request: { hash: Buffer; createdAt: Date },
): Promise<boolean> {
  try {
    return await idempotencyRepository.insertKey(ctx.db, key, request)
  } catch (error) {
    if (isLockTimeout(error)) throw conflict('errors.idempotencyInFlight')
    throw error
  }
}

async function replay<T>(
  ctx: Context,
  key: { owner: string; key: string },
  hash: Buffer,
): Promise<T> {
  const stored = await idempotencyRepository.findAnswer(ctx.db, key)
  if (!stored?.hash.equals(hash)) throw new AppError('UNPROCESSABLE', 'errors.idempotencyMismatch')
  return stored.answer as T
}
