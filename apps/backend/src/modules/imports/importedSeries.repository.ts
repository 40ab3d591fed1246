import { row, rows, type Db, type Key } from '../../db/knex.ts'

export interface ImportedSeries {
  readonly formerId: string
  readonly seriesId: string
}

/** Maps the ids of series in files to the series that imports created from them. */
export function listImported(
  db: Db,
  { owner, formerIds }: { owner: string; formerIds: readonly string[] },
): Promise<ImportedSeries[]> {
  return rows(
    db,
    /* sql */ `
    select i.former_id as "formerId", i.series_id as "seriesId" from imported_series i
    where i.owner = :owner and i.former_id = any(:formerIds::uuid[])`,
    { owner, formerIds: [...formerIds] },
  )
}

/** Assigns series to the import that created them. A later import of the same series wins. */
export async function insertSeries(
  db: Db,
  { owner, id }: Key,
  series: readonly ImportedSeries[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into imported_series (owner, former_id, import_id, series_id)
    select :owner, n."formerId", :id, n."seriesId"
    from jsonb_to_recordset(:series::jsonb) as n("formerId" uuid, "seriesId" uuid)
    on conflict (owner, former_id) do update
    set import_id = excluded.import_id, series_id = excluded.series_id`,
    { owner, id, series: JSON.stringify(series) },
  )
}
