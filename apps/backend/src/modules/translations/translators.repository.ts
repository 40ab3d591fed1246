import { row, type Db } from '../../db/knex.ts'

/*
 * The breaker and the daily budget of a provider, which all instances share.
 */

export interface TranslatorState {
  readonly restsUntil: Date | null
  /** Characters sent on the day. */
  readonly characters: number
}

export async function findState(
  db: Db,
  { provider, day }: { provider: string; day: string },
): Promise<TranslatorState> {
  const found = await row<TranslatorState>(
    db,
    /* sql */ `
    select rests_until as "restsUntil", case when day = :day::date then characters else 0 end as characters
    from translators where provider = :provider`,
    { provider, day },
  )
  return found ?? { restsUntil: null, characters: 0 }
}

interface Spending {
  readonly provider: string
  readonly day: string
  readonly characters: number
  readonly budget: number
  readonly now: Date
  /** A provider that has failed this often gets a single request in `trialSeconds`. */
  readonly maxFailures: number
  readonly trialSeconds: number
}

/** Counts characters before they are sent. Returns false if the provider rests or the budget is spent. */
export async function spend(db: Db, spending: Spending): Promise<boolean> {
  const spent = await row(
    db,
    /* sql */ `
    insert into translators as t (provider, day, characters)
    select :provider::text, :day::date, :characters::int where :characters::int <= :budget::int
    on conflict (provider) do update set
      day = excluded.day,
      characters = excluded.characters + case when t.day = excluded.day then t.characters else 0 end,
      rests_until = case when t.failures >= :maxFailures::int
        then :now::timestamptz + :trialSeconds::int * interval '1 second' end
    where (t.rests_until is null or t.rests_until <= :now)
      and (t.day <> excluded.day or t.characters + excluded.characters <= :budget::int)
    returning 1`,
    { ...spending },
  )
  return spent !== undefined
}

export async function setSucceeded(db: Db, provider: string): Promise<void> {
  await db('translators')
    .where({ provider })
    .andWhere('failures', '>', 0)
    .update({ failures: 0, rests_until: null })
}

interface Rest {
  readonly provider: string
  readonly now: Date
  readonly maxFailures: number
  readonly restSeconds: number
  readonly maxRestSeconds: number
}

/** Counts a failure. From `maxFailures` in a row, the provider rests, each time twice as long. */
export async function setFailed(db: Db, rest: Rest): Promise<void> {
  await row(
    db,
    /* sql */ `
    update translators set failures = failures + 1,
      rests_until = case when failures + 1 >= :maxFailures::int then
        :now::timestamptz + interval '1 second' * least(
          :maxRestSeconds::int, :restSeconds::int * 2 ^ least(failures + 1 - :maxFailures::int, 20)) end
    where provider = :provider`,
    { ...rest },
  )
}
