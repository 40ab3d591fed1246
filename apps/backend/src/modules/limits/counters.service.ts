import type { Context } from '../../context.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import * as inDatabase from './counters.repository.ts'
import type { Count, Counter } from './counters.repository.ts'
import * as inRedis from './countersInRedis.repository.ts'

/*
 * Counters shared by all instances: in Redis if REDIS_URL is set, otherwise in the database.
 */

type Counters = readonly Counter[]

/** Increments the counters in order and stops at the first that blocks the caller. */
export function increment({ db, redis, clock }: Context, counters: Counters): Promise<Count> {
  return redis
    ? inRedis.increment(redis, counters, clock())
    : inDatabase.increment(db, counters, clock())
}

/** Returns when the last of these counters stops blocking; undefined if none blocks. */
export function findBlockedUntil({ db, redis, clock }: Context, counters: Counters) {
  return redis
    ? inRedis.findBlockedUntil(redis, counters, clock())
    : inDatabase.findBlockedUntil(db, counters, clock())
}

/** Decrements every counter by one and ends its wait. */
export function decrement({ db, redis }: Context, counters: Counters): Promise<void> {
  return redis ? inRedis.decrement(redis, counters) : inDatabase.decrement(db, counters)
}

/** Deletes the first counter and decrements the others. */
export function clear({ db, redis }: Context, counters: Counters): Promise<void> {
  return redis ? inRedis.clear(redis, counters) : inDatabase.clear(db, counters)
}

/** Deletes counters, whatever their count. */
export async function deleteKeys({ db, redis }: Context, keys: readonly string[]): Promise<void> {
  await (redis ? inRedis.deleteKeys(redis, keys) : inDatabase.deleteKeys(db, keys))
}

/** Deletes expired counters and rate-limit budgets; Redis expires its own. */
export async function deleteExpired({ db, clock }: Context): Promise<number> {
  const now = clock()
  const counters = await repeatInBatches((limit) => inDatabase.deleteExpired(db, now, limit))
  return (
    counters + (await repeatInBatches((limit) => inDatabase.deleteExpiredBudgets(db, now, limit)))
  )
}
