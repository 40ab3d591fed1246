import { row, type Db } from '../../db/knex.ts'

export interface Entry {
  readonly owner: string
  readonly id: string
  readonly event: string
  readonly actor: string | null
  readonly details: Readonly<Record<string, unknown>> | null
  readonly createdAt: Date
}

export async function insertEntry(db: Db, entry: Entry): Promise<void> {
  const details = entry.details && JSON.stringify(entry.details)
  await row(
    db,
    /* sql */ `
    insert into audit_log (owner, id, event, actor, details, created_at)
    values (:owner, :id, :event, :actor, :details::jsonb, :createdAt)`,
    { ...entry, details },
  )
}
