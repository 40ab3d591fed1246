import { createHash } from 'node:crypto'

import { RETENTION_SECONDS } from '../../config/retention.ts'
import { inTransaction, type Context } from '../../context.ts'
import { isLockTimeout } from '../../db/failures.ts'
import { AppError, conflict } from '../../errors.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import * as idempotencyRepository from './idempotency.repository.ts'

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
  const hash = hashOf({ name, body })
  return inTransaction(ctx, async (ctx) => {
    const createdAt = ctx.clock()
    if (!(await claim(ctx, { owner, key }, { hash, createdAt })))
      return replay<T>(ctx, { owner, key }, hash)
    const answer = await work(ctx)
    await idempotencyRepository.setAnswer(ctx.db, { owner, key }, answer)
    return answer
  })
}

/**
 * Finds the answer to an earlier request with the same key.
 * @throws AppError UNPROCESSABLE if the key was used for another request
 */
export async function findAnswer<T>(
  ctx: Context,
  { owner, key, name, body }: Request,
): Promise<T | undefined> {
  if (key === undefined) return undefined
  const stored = await idempotencyRepository.findAnswer(ctx.db, { owner, key })
  return stored && (answerOf(stored, hashOf({ name, body })) as T)
}

/** Deletes keys after a week. */
export function deleteOld({ db, clock }: Context): Promise<number> {
  const until = secondsAfter(clock(), -RETENTION_SECONDS.repeatedRequest)
  return repeatInBatches((limit) => idempotencyRepository.deleteOldKeys(db, until, limit))
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
  return answerOf(await idempotencyRepository.findAnswer(ctx.db, key), hash) as T
}

type Stored = Awaited<ReturnType<typeof idempotencyRepository.findAnswer>>

function answerOf(stored: Stored, hash: Buffer): unknown {
  if (!stored?.hash.equals(hash)) throw new AppError('UNPROCESSABLE', 'errors.idempotencyMismatch')
  return stored.answer
}

const hashOf = (request: Pick<Request, 'name' | 'body'>): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([request.name, request.body]))
    .digest()
