import type { Context } from '../../context.ts'
import * as inDatabase from './guesses.repository.ts'
import type { Count, Counter } from './guesses.repository.ts'
import * as inRedis from './guessesInRedis.repository.ts'

/*
 * Counters that all instances share: in Redis where there is one, else in the database.
 */

type Counters = readonly Counter[]

/** Counts on each in turn, up to the first that makes its caller wait. */
export function count({ db, redis, clock }: Context, counters: Counters): Promise<Count> {
  return redis
    ? inRedis.countGuess(redis, counters, clock())
    : inDatabase.countGuess(db, counters, clock())
}

/** When all of them let somebody in again; undefined where none makes anyone wait. */
export function findBlockedUntil({ db, redis, clock }: Context, counters: Counters) {
  return redis
    ? inRedis.findBlockedUntil(redis, counters, clock())
    : inDatabase.findBlockedUntil(db, counters, clock())
}

/** Takes back what was counted once. */
export function takeBack({ db, redis }: Context, counters: Counters): Promise<void> {
  return redis ? inRedis.takeBack(redis, counters) : inDatabase.takeBack(db, counters)
}

/** Forgets the first counter; of the others, takes back what was counted once. */
export function forget({ db, redis }: Context, counters: Counters): Promise<void> {
  return redis ? inRedis.forget(redis, counters) : inDatabase.forget(db, counters)
}

/** Deletes counters whose time is over and budgets of minutes gone by. */
export async function forgetOld({ db, clock }: Context): Promise<number> {
  const counters = await inDatabase.deleteExpired(db, clock())
  return counters + (await inDatabase.deleteSpent(db, clock()))
}
