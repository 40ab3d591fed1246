import { rows, type Db } from '../../db/knex.ts'
import { sessions, type SessionRow } from '../../db/tables/sessions.ts'
import { insertRows } from '../../db/tables/table.ts'

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
