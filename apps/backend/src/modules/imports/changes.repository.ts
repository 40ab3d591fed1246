import { row, rows, type Db, type Key } from '../../db/knex.ts'
import { SESSIONS } from './digests.repository.ts'

/** Stores sessions before an import changes them. */
export async function insertChanges(
  db: Db,
  { owner, id }: Key,
  changes: readonly { readonly sessionId: string; readonly former: unknown }[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into import_changes
      (owner, import_id, session_id, number, former, key, content, was_unchanged)
    select :owner, :id, n."sessionId", 1 + (
        select coalesce(max(c.number), 0) from import_changes c
        where c.owner = :owner and c.session_id = n."sessionId"),
      n.former, w.key, w.content, coalesce(w.digest = ${SESSIONS.digest}, false)
    from jsonb_to_recordset(:changes::jsonb) as n("sessionId" uuid, former jsonb)
    join imported_workouts w on w.owner = :owner and w.session_id = n."sessionId"
    join sessions t on t.owner = :owner and t.id = n."sessionId"`,
    { owner, id, changes: JSON.stringify(changes) },
  )
}

export interface StoredChange<Former> {
  readonly sessionId: string
  readonly title: string
  readonly startedAt: Date
  readonly former: Former
  readonly key: string
  readonly content: string
  readonly wasUnchanged: boolean
  /** Whether the session is as the latest import left it. */
  readonly isUnchanged: boolean
  /** Whether a later import has changed the session, and whether it was unchanged before that. */
  readonly later: { readonly importId: string; readonly wasUnchanged: boolean } | null
}

/** Locks the sessions that an import changed and that are not deleted. */
export function lockChanged<Former>(db: Db, { owner, id }: Key): Promise<StoredChange<Former>[]> {
  return rows(
    db,
    /* sql */ `
    select c.session_id as "sessionId", t.title, coalesce(t.started_at, t.happens_at) as "startedAt",
      c.former, c.key, c.content, c.was_unchanged as "wasUnchanged",
      coalesce(w.digest = ${SESSIONS.digest}, false) as "isUnchanged", (
        select json_build_object('importId', n.import_id, 'wasUnchanged', n.was_unchanged)
        from import_changes n
        where n.owner = c.owner and n.session_id = c.session_id and n.number > c.number
        order by n.number limit 1) as later
    from import_changes c
    join sessions t on t.owner = c.owner and t.id = c.session_id
    join imported_workouts w on w.owner = c.owner and w.session_id = c.session_id
    where c.owner = :owner and c.import_id = :id and t.owner = :owner and w.owner = :owner
      and t.archived_at is null
    order by t.id for update of t`,
    { owner, id },
  )
}

/**
 * Gives the next change of each session the former state of the undone one: undoing it later restores
 * the session as it was before both.
 */
export async function setFormerOfNext(
  db: Db,
  { owner, id }: Key,
  sessionIds: readonly string[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update import_changes n set former = c.former, key = c.key, content = c.content,
      was_unchanged = c.was_unchanged
    from import_changes c
    where c.owner = :owner and c.import_id = :id and c.session_id = any(:sessionIds::uuid[])
      and n.owner = :owner and n.session_id = c.session_id and n.number = (
        select min(l.number) from import_changes l
        where l.owner = :owner and l.session_id = c.session_id and l.number > c.number)`,
    { owner, id, sessionIds: [...sessionIds] },
  )
}

export async function deleteChanges(db: Db, { owner, id }: Key): Promise<void> {
  await db('import_changes').where({ owner, import_id: id }).delete()
}
