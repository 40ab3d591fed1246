import { rows, type Db } from '../../db/knex.ts'

/** Of these ids, those of series the owner has, which nobody else changes or extends until the end. */
export function lockKnown(db: Db, owner: string, ids: readonly string[]): Promise<string[]> {
  return db('series').where({ owner }).whereIn('id', ids).orderBy('id').forUpdate().pluck('id')
}

/** The days of these series that are taken, whatever became of them. */
export function listDays(
  db: Db,
  owner: string,
  seriesIds: readonly string[],
): Promise<{ seriesId: string; on: string }[]> {
  return rows(
    db,
    /* sql */ `
    select s.series_id as "seriesId", s.occurrence_on as "on" from sessions s
    where s.owner = :owner and s.series_id = any(:seriesIds::uuid[])`,
    { owner, seriesIds: [...seriesIds] },
  )
}

/** Deletes what is planned of these series, not begun and not changed by itself. */
export async function deletePlannedOf(
  db: Db,
  owner: string,
  seriesIds: readonly string[],
): Promise<void> {
  await db('sessions')
    .where({ owner, status: 'planned', started_at: null, by_hand: false })
    .whereIn('series_id', seriesIds)
    .delete()
}

/** Deletes those of these series that no session belongs to, and returns their ids. */
export async function deleteUnused(
  db: Db,
  owner: string,
  ids: readonly string[],
): Promise<string[]> {
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
