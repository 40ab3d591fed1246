import { row, type Db } from '../../db/knex.ts'

/** Something that is counted: its name and its limits. */
export interface Counter {
  readonly key: string
  readonly free: number
  readonly firstWaitSeconds: number
  readonly longestWaitSeconds: number
  readonly forgottenAfterSeconds: number
}

export interface Count {
  /** False when one of the counters makes the caller wait. */
  readonly isCounted: boolean
  /** Whether a counter is beyond what is free. */
  readonly isLate: boolean
}

type Counters = readonly Counter[]

/**
 * Counts a guess on each counter in turn, as far as they let it: one that makes its caller wait
 * stays as it is, and so do those behind it. However many race, each is counted on its own.
 */
export async function countGuess(db: Db, counters: Counters, now: Date): Promise<Count> {
  const steps = counters.map((_, i) => countingStep(i))
  const last = counters.length - 1
  const late = counters.map((_, i) => `select is_late from step${i}`).join(' union all ')
  const counted = await row<Count>(
    db,
    /* sql */ `
    with ${steps.join(', ')}
    select exists (select 1 from step${last}) as "isCounted",
      coalesce((select bool_or(is_late) from (${late}) as late), false) as "isLate"`,
    { now, ...bindings(counters) },
  )
  return counted ?? { isCounted: false, isLate: false }
}

/** When the last of these counters lets a guess in again, if one makes it wait. */
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

/** Takes back one guess on each counter, and with it the wait it brought. */
export async function takeBack(db: Db, counters: Counters): Promise<void> {
  await undo(db, counters, takingBackStep(0))
}

/** Forgets the first counter and takes back one guess on each of the others. */
export async function forget(db: Db, counters: Counters): Promise<void> {
  await undo(db, counters, 'delete from guess_counters where key = :key0')
}

export async function deleteExpired(db: Db, now: Date): Promise<number> {
  return db('guess_counters').where('expires_at', '<', now).delete()
}

/** Budgets are the library's, which counts in milliseconds since 1970. */
export async function deleteSpent(db: Db, now: Date): Promise<number> {
  return db('rate_limits').where('expire', '<', now.getTime()).delete()
}

/** Rows are locked in the order of the counters, as in counting, so that nobody deadlocks. */
async function undo(db: Db, counters: Counters, first: string): Promise<void> {
  const steps = counters.map((_, i) => {
    const step =
      i === 0 ? first : `${takingBackStep(i)} and (select count(*) from step${i - 1}) >= 0`
    return `step${i} as (${step} returning key)`
  })
  const keys = Object.fromEntries(counters.map(({ key }, i) => [`key${i}`, key]))
  await row(db, `with ${steps.join(', ')} select count(*) from step${counters.length - 1}`, keys)
}

const takingBackStep = (i: number) => /* sql */ `
  update guess_counters set failures = greatest(failures - 1, 0), blocked_until = null
  where key = :key${i}`

function countingStep(i: number): string {
  const failures = 'case when g.expires_at > :now then g.failures + 1 else 1 end'
  return /* sql */ `
    step${i} as (
      insert into guess_counters as g (key, failures, blocked_until, expires_at)
      select :key${i}::text, 1, ${waitAfter('1', i)},
        :now::timestamptz + :forgotten${i}::int * interval '1 second'
      ${i === 0 ? '' : `where exists (select 1 from step${i - 1})`}
      on conflict (key) do update set
        failures = ${failures},
        blocked_until = ${waitAfter(failures, i)},
        expires_at = excluded.expires_at
      where g.expires_at <= :now or g.blocked_until is null or g.blocked_until <= :now
      returning g.failures > :free${i}::int as is_late
    )`
}

/** 1, 2, 4 … times the first wait, once what is free is used up. */
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
      [`forgotten${i}`, counter.forgottenAfterSeconds],
    ]),
  )
}
