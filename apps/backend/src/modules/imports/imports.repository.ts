import type { importsApi } from '@fitvibe/contract'

import { row, rows, type Db, type Key } from '../../db/knex.ts'
import type { FileFormat } from './importFile.ts'
import type { StoredProgress } from './progress.repository.ts'

type Times = 'createdAt' | 'committedAt' | 'undoneAt'

export type Import = Omit<importsApi.Import, Times | 'progress'> & {
  readonly [K in Times]: K extends 'createdAt' ? Date : Date | null
}

type NewImport = Pick<Import, 'source' | 'fileName' | 'workouts' | 'sets' | 'createdAt'> & {
  readonly format: FileFormat
  readonly kept: Uint8Array
}

export async function insertImport(
  db: Db,
  { owner, id }: Key,
  { source, format, fileName, kept, workouts, sets, createdAt }: NewImport,
): Promise<void> {
  await db('imports').insert({
    owner,
    id,
    source,
    format,
    file_name: fileName,
    kept: Buffer.from(kept),
    workouts,
    sets,
    created_at: createdAt,
  })
}

/** Deletes the open imports of an owner except the newest ones. */
export async function deleteOldestOpen(
  db: Db,
  { owner, kept }: { owner: string; kept: number },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    delete from imports i where i.owner = :owner and i.id in (
      select o.id from imports o where o.owner = :owner and o.status = 'open'
      order by o.created_at desc, o.id desc offset :kept)`,
    { owner, kept },
  )
}

/** Lists the latest imports of an owner with the progress of their commits. */
export function listImports(
  db: Db,
  { owner, limit }: { owner: string; limit: number },
): Promise<(Import & StoredProgress)[]> {
  return rows(
    db,
    /* sql */ `
    select i.id, i.source, i.file_name as "fileName", i.status, i.workouts, i.sets,
      i.created_at as "createdAt", i.committed_at as "committedAt", i.undone_at as "undoneAt",
      coalesce(p.step, 'none') as step, coalesce(p.done, 0) as done,
      coalesce(p.total, 0) as total, p.problem, p.touched_at as "touchedAt"
    from imports i
    left join import_progress p on p.owner = i.owner and p.import_id = i.id
    where i.owner = :owner
    order by i.created_at desc, i.id desc limit :limit`,
    { owner, limit },
  )
}

/** Returns the format of an import, and its packed file while it is open. */
export function findKept(
  db: Db,
  key: Key,
): Promise<{ format: FileFormat; kept: Buffer | null } | undefined> {
  return row(db, 'select i.format, i.kept from imports i where i.owner = :owner and i.id = :id', {
    ...key,
  })
}

/** Commits an import and deletes its packed file; returns false if it is not open. */
export async function setCommitted(db: Db, key: Key, committedAt: Date): Promise<boolean> {
  const changed = await db('imports')
    .where({ owner: key.owner, id: key.id, status: 'open' })
    .update({ status: 'committed', kept: null, committed_at: committedAt })
  return changed > 0
}

export async function setCounts(
  db: Db,
  key: Key,
  counts: { workouts: number; sets: number },
): Promise<void> {
  await db('imports').where({ owner: key.owner, id: key.id }).update(counts)
}

/** Marks a committed import as undone; returns false if there is none. */
export async function setUndone(db: Db, key: Key, undoneAt: Date): Promise<boolean> {
  const changed = await db('imports')
    .where({ owner: key.owner, id: key.id, status: 'committed' })
    .update({ status: 'undone', undone_at: undoneAt })
  return changed > 0
}

/** Deletes an open import; returns false if there is none. */
export async function deleteOpen(db: Db, key: Key): Promise<boolean> {
  const deleted = await db('imports')
    .where({ owner: key.owner, id: key.id, status: 'open' })
    .delete()
  return deleted > 0
}

/** Deletes open imports of all users from before a time, and returns how many. */
export async function deleteExpired(
  db: Db,
  { until, limit }: { until: Date; limit: number },
): Promise<number> {
  const deleted = await rows(
    db,
    /* sql */ `
    delete from imports i where (i.owner, i.id) in (
      select o.owner, o.id from imports o where o.status = 'open' and o.created_at <= :until
      limit :limit)
    returning i.id`,
    { until, limit },
  )
  return deleted.length
}

/** A workout that an import wrote, with the format of its file. */
export interface StoredImport {
  readonly key: string
  readonly identity: string | null
  readonly twin: number
  readonly content: string
  readonly sessionId: string
  readonly format: FileFormat
}

/** Lists the imported workouts with these keys or identities. */
export function listImported(
  db: Db,
  {
    owner,
    keys,
    identities,
  }: { owner: string; keys: readonly string[]; identities: readonly string[] },
): Promise<StoredImport[]> {
  return rows(
    db,
    /* sql */ `
    select w.key, w.identity, w.twin, w.content, w.session_id as "sessionId", i.format
    from imported_workouts w
    join imports i on i.owner = w.owner and i.id = w.import_id
    where w.owner = :owner and i.owner = :owner
      and (w.key = any(:keys::text[]) or w.identity = any(:identities::text[]))`,
    { owner, keys: [...keys], identities: [...identities] },
  )
}

export interface ClaimedWorkout {
  readonly key: string
  readonly identity: string
  readonly twin: number
  readonly sessionId: string
  readonly content: string
}

/** Assigns workouts to an import; returns the keys of those that no other import has. */
export async function insertWorkouts(
  db: Db,
  { owner, id }: Key,
  workouts: readonly ClaimedWorkout[],
): Promise<string[]> {
  const inserted = await rows<{ key: string }>(
    db,
    /* sql */ `
    insert into imported_workouts (owner, key, identity, twin, import_id, session_id, content)
    select :owner, w.key, w.identity, w.twin, :id, w."sessionId", w.content
    from jsonb_to_recordset(:workouts::jsonb)
      as w(key text, identity text, twin int, "sessionId" uuid, content text)
    order by w.key collate "C"
    on conflict do nothing
    returning key`,
    { owner, id, workouts: JSON.stringify(workouts) },
  )
  return inserted.map(({ key }) => key)
}

/** Stores the title and the content that workouts have in a later file. */
export async function setContents(
  db: Db,
  owner: string,
  workouts: readonly {
    readonly sessionId: string
    readonly key: string
    readonly content: string
  }[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update imported_workouts w set key = n.key, content = n.content
    from jsonb_to_recordset(:workouts::jsonb) as n("sessionId" uuid, key text, content text)
    where w.owner = :owner and w.session_id = n."sessionId"`,
    { owner, workouts: JSON.stringify(workouts) },
  )
}

/** The content of a session here, to be compared with a file. */
export interface SessionHere {
  readonly id: string
  readonly title: string
  readonly startedAt: Date
  /** Including warm-ups, as all of these sums. */
  readonly sets: number
  readonly reps: number
  readonly volume: number
  readonly distance: number
}

/** Lists completed sessions that are not deleted, with sums of their sets. */
export function listSessionsHere(
  db: Db,
  { owner, ids }: { owner: string; ids: readonly string[] },
): Promise<SessionHere[]> {
  return rows(
    db,
    /* sql */ `
    select s.id, s.title, coalesce(s.started_at, s.happens_at) as "startedAt",
      coalesce(sum(coalesce(a.sets, 1)) filter (where a.owner is not null), 0)::float as sets,
      coalesce(sum(coalesce(a.sets, 1) * a.reps), 0)::float as reps,
      coalesce(sum(coalesce(a.sets, 1) * a.reps * a.load_kg), 0)::float as volume,
      coalesce(sum(coalesce(a.sets, 1) * a.distance_m), 0)::float as distance
    from sessions s
    left join session_exercises e on e.owner = s.owner and e.session_id = s.id
    left join actual_exercise_attributes a on a.owner = e.owner and a.session_exercise_id = e.id
    where s.owner = :owner and s.id = any(:ids::uuid[]) and s.status = 'completed'
      and s.archived_at is null
    group by s.owner, s.id`,
    { owner, ids: [...ids] },
  )
}

export async function insertExercises(
  db: Db,
  { owner, id }: Key,
  exerciseIds: readonly string[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into imported_exercises (owner, exercise_id, import_id)
    select :owner, e.id, :id from unnest(:exerciseIds::uuid[]) as e(id)`,
    { owner, id, exerciseIds: [...exerciseIds] },
  )
}

/** Counts the sessions and exercises that are still assigned to an import. */
export async function countLeft(
  db: Db,
  { owner, id }: Key,
): Promise<{ workouts: number; exercises: number }> {
  const counts = await row<{ workouts: number; exercises: number }>(
    db,
    /* sql */ `
    select
      (select count(*)::int from imported_workouts w
        where w.owner = :owner and w.import_id = :id) as workouts,
      (select count(*)::int from imported_exercises e
        where e.owner = :owner and e.import_id = :id) as exercises`,
    { owner, id },
  )
  return counts as { workouts: number; exercises: number }
}
