import { row, type Db } from '../../db/knex.ts'

/** The day and time zone that the year of the demo account ends in, and how much of it is written. */
interface Year {
  readonly beganAt: Date
  readonly timezone: string
  readonly stepsDone: number
  readonly isFinished: boolean
}

/** Returns whether the database has no account at all. */
export async function isWithoutAccounts(db: Db): Promise<boolean> {
  const found = await row<{ is: boolean }>(db, 'select not exists (select from users) as is', {})
  return found?.is ?? false
}

export async function insertYear(
  db: Db,
  year: { owner: string } & Pick<Year, 'beganAt' | 'timezone'>,
): Promise<void> {
  await db('demo_years').insert({
    owner: year.owner,
    began_at: year.beganAt,
    timezone: year.timezone,
  })
}

const YEAR = /* sql */ `
  select began_at as "beganAt", timezone, steps_done as "stepsDone", is_finished as "isFinished"
  from demo_years where owner = :owner`

export function findYear(db: Db, { owner }: { owner: string }): Promise<Year | undefined> {
  return row<Year>(db, YEAR, { owner })
}

/** Finds the year and locks it until the transaction ends, so that two processes take turns. */
export function lockYear(db: Db, { owner }: { owner: string }): Promise<Year | undefined> {
  return row<Year>(db, `${YEAR} for update`, { owner })
}

export async function setStepsDone(
  db: Db,
  { owner }: { owner: string },
  { stepsDone, isFinished }: Pick<Year, 'stepsDone' | 'isFinished'>,
): Promise<void> {
  await db('demo_years').where({ owner }).update({ steps_done: stepsDone, is_finished: isFinished })
}
