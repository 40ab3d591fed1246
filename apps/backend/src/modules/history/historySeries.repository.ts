import { rows, type Db } from '../../db/knex.ts'
import { series, type SeriesRow } from '../../db/tables/series.ts'
import { insertRows } from '../../db/tables/table.ts'

interface Ids {
  readonly owner: string
  readonly ids: readonly string[]
}

/** Inserts series without sessions. */
export const insertSeries = (
  db: Db,
  owner: string,
  inserted: readonly SeriesRow[],
): Promise<void> => insertRows(db, series, owner, inserted)

/** Returns those of `ids` that are series of the user, and locks them until the transaction ends. */
export function lockKnown(db: Db, { owner, ids }: Ids): Promise<string[]> {
  return db('series').where({ owner }).whereIn('id', ids).orderBy('id').forUpdate().pluck('id')
}

/** Lists the days of these series that have a session, in whatever state. */
export function listDays(
  db: Db,
  { owner, ids }: Ids,
): Promise<{ readonly seriesId: string; readonly on: string }[]> {
  return rows(
    db,
    /* sql */ `
    select s.series_id as "seriesId", s.occurrence_on as "on" from sessions s
    where s.owner = :owner and s.series_id = any(:ids::uuid[])`,
    { owner, ids: [...ids] },
  )
}

/** Deletes planned sessions of these series that are neither started nor edited individually. */
export async function deletePlannedOf(db: Db, { owner, ids }: Ids): Promise<void> {
  await db('sessions')
    .where({ owner, status: 'planned', started_at: null, by_hand: false })
    .whereIn('series_id', ids)
    .delete()
}

/** Deletes those of these series that have no session, and returns their ids. */
export async function deleteUnused(db: Db, { owner, ids }: Ids): Promise<string[]> {
  const deleted = await rows<{ id: string }>(
    db,
    /* sql */ `
    delete from series r
    where r.owner = :owner and r.id = any(:ids::uuid[]) and not exists (
      select from sessions s where s.owner = r.owner and s.series_id = r.id)
    returning r.id`,
    { owner, ids: [...ids] },
  )
  return deleted.map(({ id }) => id)
}
