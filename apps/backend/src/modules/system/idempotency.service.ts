import { createHash } from 'node:crypto'

import { inTransaction, type Context } from '../../context.ts'
import { isLockTimeout } from '../../db/failures.ts'
import { AppError, conflict } from '../../errors.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as idempotencyRepository from './idempotency.repository.ts'

const KEPT_SECONDS = 7 * 86_400

interface Request {
  readonly owner: string
  /** Key chosen by the client; without one the request is not deduplicated. */
  readonly key: string | undefined
  readonly name: string
  readonly body: unknown
}

/**
 * Runs the work of a request once, in one transaction. A repeated request with the same key gets the
 * first answer, which is stored in that transaction.
 * @throws AppError UNPROCESSABLE if the key was used for another request, CONFLICT while the first
 * request is still running
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
    if (!(await claim(ctx, { owner, key }, { hash, createdAt })))
      return replay<T>(ctx, { owner, key }, hash)
    const answer = await work(ctx)
    await idempotencyRepository.setAnswer(ctx.db, { owner, key }, answer)
    return answer
  })
}

/** Deletes keys after a week. */
export function deleteOld(ctx: Context): Promise<number> {
  return idempotencyRepository.deleteOldKeys(ctx.db, secondsAfter(ctx.clock(), -KEPT_SECONDS))
}

async function claim(
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
