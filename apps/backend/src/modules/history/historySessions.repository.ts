import { rows, type Db } from '../../db/knex.ts'
import { sessions, type SessionRow } from '../../db/tables/sessions.ts'
import { insertRows, updateRows } from '../../db/tables/table.ts'

export const insertSessions = (
  db: Db,
  owner: string,
  inserted: readonly SessionRow[],
): Promise<void> => insertRows(db, sessions, owner, inserted)

interface Ids {
  readonly owner: string
  readonly ids: readonly string[]
}

/** Deletes the rows of sessions and all that belongs to them. Returns their number. */
export function deleteSessions(db: Db, { owner, ids }: Ids): Promise<number> {
  return db('sessions').where({ owner }).whereIn('id', ids).delete()
}

/** Returns those of `ids` that are sessions of the user, including archived ones. */
export async function listKnown(db: Db, { owner, ids }: Ids): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    'select s.id from sessions s where s.owner = :owner and s.id = any(:ids::uuid[])',
    { owner, ids: [...ids] },
  )
  return found.map(({ id }) => id)
}

/** Returns those of these local minutes in which a completed session of the user began. */
export async function listKnownStarts(
  db: Db,
  { owner, minutes }: { owner: string; minutes: readonly string[] },
): Promise<string[]> {
  const found = await rows<{ minute: string }>(
    db,
    /* sql */ `
    select x.minute from (
      select to_char(coalesce(s.started_at, s.happens_at) at time zone s.timezone, :format) as minute
      from sessions s where s.owner = :owner and s.status = 'completed') x
    where x.minute = any(:minutes::text[])`,
    { owner, minutes: [...minutes], format: 'YYYY-MM-DD"T"HH24:MI' },
  )
  return found.map(({ minute }) => minute)
}

/** Locks completed sessions that are not deleted, and returns their revisions by id. */
export async function lockCompleted(
  db: Db,
  { owner, ids }: Ids,
): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ id: string; revision: number }>(
    db,
    /* sql */ `
    select s.id, s.revision from sessions s
    where s.owner = :owner and s.id = any(:ids::uuid[]) and s.status = 'completed'
      and s.archived_at is null
    order by s.id for update`,
    { owner, ids: [...ids] },
  )
  return new Map(found.map(({ id, revision }) => [id, revision]))
}

export async function deleteExercises(db: Db, { owner, ids }: Ids): Promise<void> {
  await db('session_exercises').where({ owner }).whereIn('session_id', ids).delete()
}

/** Columns that a later file of the same history may change. */
const REWRITTEN = [
  'title',
  'notes',
  'type',
  'timezone',
  'startedAt',
  'completedAt',
  'trainedOn',
  'updatedAt',
  'exerciseNames',
  'exerciseIds',
  'volume',
  'bodyVolume',
  'distance',
  'durationSec',
  'sets',
  'reps',
  'adherence',
  'adherenceStatus',
  'plannedVolume',
  'plannedDistance',
  'plannedSeconds',
  'plannedSets',
  'plannedReps',
  'revision',
] as const

export const rewriteSessions = (
  db: Db,
  owner: string,
  rewritten: readonly SessionRow[],
): Promise<void> => updateRows(db, sessions, owner, REWRITTEN, rewritten)
