import { row, rows, type Db } from '../../db/knex.ts'

interface Key {
  readonly owner: string
  readonly id: string
}

export interface ImportedSeries {
  readonly formerId: string
  readonly seriesId: string
}

/** What imports made of these series of files. */
export function listImported(
  db: Db,
  owner: string,
  formerIds: readonly string[],
): Promise<ImportedSeries[]> {
  return rows(
    db,
    /* sql */ `
    select i.former_id as "formerId", i.series_id as "seriesId" from imported_series i
    where i.owner = :owner and i.former_id = any(:formerIds::uuid[])`,
    { owner, formerIds: [...formerIds] },
  )
}

/** A series without what planning it further changes, in 32 characters. */
const SERIES_DIGEST = /* sql */ `
  md5(row(r.rule, r.timezone, r.start_on, r.start_time, r.template)::text)`

/** Notes series that an import has made, as they are; the last one made of a series counts. */
export async function insertSeries(
  db: Db,
  { owner, id }: Key,
  series: readonly ImportedSeries[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into imported_series (owner, former_id, import_id, series_id, digest)
    select :owner, n."formerId", :id, n."seriesId", ${SERIES_DIGEST}
    from jsonb_to_recordset(:series::jsonb) as n("formerId" uuid, "seriesId" uuid)
    join series r on r.owner = :owner and r.id = n."seriesId"
    on conflict (owner, former_id) do update
    set import_id = excluded.import_id, series_id = excluded.series_id, digest = excluded.digest`,
    { owner, id, series: JSON.stringify(series) },
  )
}

/** The series of an import that are as it made them, which nobody changes until the end. */
export async function lockUntouched(db: Db, { owner, id }: Key): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    /* sql */ `
    select r.id from series r
    join imported_series i on i.owner = r.owner and i.series_id = r.id
    where r.owner = :owner and i.owner = :owner and i.import_id = :id
      and i.digest = ${SERIES_DIGEST}
    order by r.id for update of r`,
    { owner, id },
  )
  return found.map((one) => one.id)
}
