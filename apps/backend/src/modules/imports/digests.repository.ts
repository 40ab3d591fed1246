import { row, rows, type Db, type Key } from '../../db/knex.ts'

/** A table with rows `t` that imports write, and the table with the digests of these rows. */
export interface Kind {
  readonly table: string
  readonly digestTable: string
  readonly idColumn: string
  /** SQL for the digest of the current row, 32 characters. */
  readonly digest: string
}

interface Ids {
  readonly owner: string
  readonly ids: readonly string[]
}

/** The status of a session; in progress, also its start and the time of its last set. */
const STATUS = /* sql */ `
  case when t.status <> 'planned' or t.started_at is null then t.status else
    concat(t.status, extract(epoch from t.started_at), '|', (
      select extract(epoch from max(w.logged_at)) from session_exercises x
      join actual_exercise_attributes w on w.owner = x.owner and w.session_exercise_id = x.id
      where x.owner = t.owner and x.session_id = t.id)) end`

/** The visibility, and whether notes are shared, which rows of older imports do not say. */
const AUDIENCE = /* sql */ `concat(t.visibility, case when t.shares_notes then ' notes' end)`

/**
 * Any change to a session changes its digest: a correction raises the revision, a new plan has
 * exercises with new ids, and a session in progress has a start and a last set. The digest leaves
 * out the sets themselves, because reading those of thousands of sessions takes seconds.
 */
export const SESSIONS: Kind = {
  table: 'sessions',
  digestTable: 'imported_workouts',
  idColumn: 'session_id',
  digest: /* sql */ `
    md5(row(t.title, t.notes, ${STATUS}, ${AUDIENCE}, t.timezone,
      extract(epoch from t.planned_for), t.archived_at is null, t.revision, t.calories, t.series_id,
      array(select x.id from session_exercises x where x.owner = t.owner and x.session_id = t.id
        order by x.position))::text)`,
}

export const EXERCISES: Kind = {
  table: 'exercises',
  digestTable: 'imported_exercises',
  idColumn: 'exercise_id',
  digest: /* sql */ `
    md5(row(t.name, t.type, t.metric, t.equipment, t.muscle_group, t.primary_muscles,
      t.secondary_muscles, t.tags, t.is_public, t.archived_at is null)::text)`,
}

/** Leaves out `next_on`, which changes as the series is extended. */
export const SERIES: Kind = {
  table: 'series',
  digestTable: 'imported_series',
  idColumn: 'series_id',
  digest: /* sql */ `
    md5(row(t.rule, t.timezone, t.start_on, t.start_time, t.template)::text)`,
}

/** Stores the digests of imported rows as they are now. */
export async function setDigests(
  db: Db,
  { table, digestTable, idColumn, digest }: Kind,
  { owner, ids }: Ids,
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update ${digestTable} w set digest = ${digest}
    from ${table} t
    where w.owner = :owner and t.owner = :owner and t.id = w.${idColumn}
      and t.id = any(:ids::uuid[])`,
    { owner, ids: [...ids] },
  )
}

/** Lists the rows that an import wrote and that still belong to it, by id. */
export async function listImported(
  db: Db,
  { owner, id }: Key,
  { digestTable, idColumn }: Kind,
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    /* sql */ `
    select w.${idColumn} as id from ${digestTable} w
    where w.owner = :owner and w.import_id = :id
    order by 1`,
    { owner, id },
  )
  return found.map((row) => row.id)
}

/** Locks those of the rows that are as an import wrote them, and returns their ids. */
export async function lockUnchanged(
  db: Db,
  { table, digestTable, idColumn, digest }: Kind,
  { owner, ids }: Ids,
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    /* sql */ `
    select t.id from ${table} t
    join ${digestTable} w on w.owner = t.owner and w.${idColumn} = t.id
    where t.owner = :owner and w.owner = :owner and t.id = any(:ids::uuid[]) and w.digest = ${digest}
    order by t.id for update of t`,
    { owner, ids: [...ids] },
  )
  return found.map((row) => row.id)
}

export async function deleteDigests(
  db: Db,
  { digestTable, idColumn }: Kind,
  { owner, ids }: Ids,
): Promise<void> {
  await db(digestTable).where({ owner }).whereIn(idColumn, ids).delete()
}
