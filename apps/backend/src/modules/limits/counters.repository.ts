import { row, type Db } from '../../db/knex.ts'

/** A counter of guesses or mails: its key and its limits. */
export interface Counter {
  readonly key: string
  readonly free: number
  readonly firstWaitSeconds: number
  readonly longestWaitSeconds: number
  readonly resetAfterSeconds: number
}

export interface Count {
  /** False if one of the counters blocks the caller. */
  readonly isCounted: boolean
  /** Returns whether a counter is above its free attempts. */
  readonly isOverFree: boolean
}

type Counters = readonly Counter[]

/**
 * Increments the counters in order. A counter that blocks the caller stays unchanged, and so do the
 * counters after it. Concurrent calls are each counted.
 */
export async function increment(db: Db, counters: Counters, now: Date): Promise<Count> {
  const steps = counters.map((_, i) => countingStep(i))
  const last = counters.length - 1
  const over = counters.map((_, i) => `select is_over_free from step${i}`).join(' union all ')
  const result = await row<Count>(
    db,
    /* sql */ `
    with ${steps.join(', ')}
    select exists (select 1 from step${last}) as "isCounted",
      coalesce((select bool_or(is_over_free) from (${over}) as steps), false) as "isOverFree"`,
    { now, ...bindings(counters) },
  )
  return result ?? { isCounted: false, isOverFree: false }
}

/** Returns when the last of these counters stops blocking; undefined if none blocks. */
export async function findBlockedUntil(
  db: Db,
  counters: Counters,
  now: Date,
): Promise<Date | undefined> {
  const found = await row<{ until: Date | null }>(
    db,
    /* sql */ `
    select max(blocked_until) as until from guess_counters
    where key = any(:keys) and blocked_until > :now and expires_at > :now`,
    { keys: counters.map(({ key }) => key), now },
  )
  return found?.until ?? undefined
}

/** Decrements every counter by one and ends its wait. */
export async function decrement(db: Db, counters: Counters): Promise<void> {
  await decrementAfter(db, counters, decrementingStep(0))
}

/** Deletes the first counter and decrements the others. */
export async function clear(db: Db, counters: Counters): Promise<void> {
  await decrementAfter(db, counters, 'delete from guess_counters where key = :key0')
}

export async function deleteKeys(db: Db, keys: readonly string[]): Promise<void> {
  await db('guess_counters').whereIn('key', keys).delete()
}

export async function deleteExpired(db: Db, now: Date, limit: number): Promise<number> {
  const expired = () => db('guess_counters').where('expires_at', '<=', now)
  return expired().whereIn('key', expired().select('key').limit(limit)).delete()
}

/** Deletes expired budgets of rate-limiter-flexible, which stores Unix time in milliseconds. */
export async function deleteExpiredBudgets(db: Db, now: Date, limit: number): Promise<number> {
  const expired = () => db('rate_limits').where('expire', '<=', now.getTime())
  return expired().whereIn('key', expired().select('key').limit(limit)).delete()
}

/** Locks rows in the order of the counters, as `increment` does, to avoid deadlocks. */
async function decrementAfter(db: Db, counters: Counters, first: string): Promise<void> {
  const steps = counters.map((_, i) => {
    const step =
      i === 0 ? first : `${decrementingStep(i)} and (select count(*) from step${i - 1}) >= 0`
    return `step${i} as (${step} returning key)`
  })
  const keys = Object.fromEntries(counters.map(({ key }, i) => [`key${i}`, key]))
  await row(db, `with ${steps.join(', ')} select count(*) from step${counters.length - 1}`, keys)
}

const decrementingStep = (i: number) => /* sql */ `
  update guess_counters set failures = greatest(failures - 1, 0), blocked_until = null
  where key = :key${i}`

function countingStep(i: number): string {
  const failures = 'case when g.expires_at > :now then g.failures + 1 else 1 end'
  return /* sql */ `
    step${i} as (
      insert into guess_counters as g (key, failures, blocked_until, expires_at)
      select :key${i}::text, 1, ${waitAfter('1', i)},
        :now::timestamptz + :reset${i}::int * interval '1 second'
      ${i === 0 ? '' : `where exists (select 1 from step${i - 1})`}
      on conflict (key) do update set
        failures = ${failures},
        blocked_until = ${waitAfter(failures, i)},
        expires_at = excluded.expires_at
      where g.expires_at <= :now or g.blocked_until is null or g.blocked_until <= :now
      returning g.failures > :free${i}::int as is_over_free
    )`
}

/** Once the free attempts are used up: 1, 2, 4 … times the first wait. */
const waitAfter = (failures: string, i: number) => /* sql */ `
  case when ${failures} >= :free${i}::int then
    :now::timestamptz + interval '1 second' * least(
      :longest${i}::int, :first${i}::int * 2 ^ least(${failures} - :free${i}::int, 20))
  end`

function bindings(counters: Counters) {
  return Object.fromEntries(
    counters.flatMap((counter, i) => [
      [`key${i}`, counter.key],
      [`free${i}`, counter.free],
      [`first${i}`, counter.firstWaitSeconds],
      [`longest${i}`, counter.longestWaitSeconds],
      [`reset${i}`, counter.resetAfterSeconds],
    ]),
  )
}
