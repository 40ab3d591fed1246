import { row, rows, type Db, type Key } from '../../db/knex.ts'

/** What imports write: rows `t` of one table, which another one notes with how they were written. */
interface Kind {
  readonly table: string
  readonly notedIn: string
  readonly idColumn: string
  /** A row as it stands, in 32 characters. */
  readonly digest: string
}

/** The status of a session; of one under way with what tells its log from others. */
const STANDING = /* sql */ `
  case when t.status <> 'planned' or t.started_at is null then t.status else
    concat(t.status, extract(epoch from t.started_at), '|', (
      select extract(epoch from max(w.logged_at)) from session_exercises x
      join actual_exercise_attributes w on w.owner = x.owner and w.session_exercise_id = x.id
      where x.owner = t.owner and x.session_id = t.id)) end`

/**
 * Every change that can be made to a session changes its digest: correcting its sets raises the
 * revision, a changed plan has exercises with new ids, and one that is under way has a start and a
 * last set. The sets themselves are not read: with thousands of sessions that takes seconds.
 */
export const SESSIONS: Kind = {
  table: 'sessions',
  notedIn: 'imported_workouts',
  idColumn: 'session_id',
  digest: /* sql */ `
    md5(row(t.title, t.notes, ${STANDING}, t.visibility, t.timezone,
      extract(epoch from t.planned_for), t.archived_at is null, t.revision, t.calories, t.series_id,
      array(select x.id from session_exercises x where x.owner = t.owner and x.session_id = t.id
        order by x.position))::text)`,
}

export const EXERCISES: Kind = {
  table: 'exercises',
  notedIn: 'imported_exercises',
  idColumn: 'exercise_id',
  digest: /* sql */ `
    md5(row(t.name, t.type, t.metric, t.equipment, t.muscle_group, t.primary_muscles,
      t.secondary_muscles, t.tags, t.is_public, t.archived_at is null)::text)`,
}

/** A series without what planning it further changes. */
export const SERIES: Kind = {
  table: 'series',
  notedIn: 'imported_series',
  idColumn: 'series_id',
  digest: /* sql */ `
    md5(row(t.rule, t.timezone, t.start_on, t.start_time, t.template)::text)`,
}

/** Notes how what an import wrote stands. */
export async function setDigests(
  db: Db,
  { owner, id }: Key,
  { table, notedIn, idColumn, digest }: Kind,
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update ${notedIn} w set digest = ${digest}
    from ${table} t
    where w.owner = :owner and w.import_id = :id and t.owner = :owner and t.id = w.${idColumn}`,
    { owner, id },
  )
}

/** What stands as an import wrote it, which nobody changes until the end. */
export async function lockUntouched(
  db: Db,
  { owner, id }: Key,
  { table, notedIn, idColumn, digest }: Kind,
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    /* sql */ `
    select t.id from ${table} t
    join ${notedIn} w on w.owner = t.owner and w.${idColumn} = t.id
    where t.owner = :owner and w.owner = :owner and w.import_id = :id and w.digest = ${digest}
    order by t.id for update of t`,
    { owner, id },
  )
  return found.map((one) => one.id)
}

/** Forgets that these came from an import. */
export async function deleteNotes(
  db: Db,
  { owner, id }: Key,
  { notedIn, idColumn }: Kind,
  ids: readonly string[],
): Promise<void> {
  await db(notedIn).where({ owner, import_id: id }).whereIn(idColumn, ids).delete()
}
