import { row, rows, type Db } from '../../db/knex.ts'
import type { Cursor } from '../../utils/lists.ts'

export interface Entry {
  readonly owner: string
  readonly id: string
  readonly event: string
  readonly actor: string | null
  readonly details: Readonly<Record<string, string | number | boolean>> | null
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

export interface AuditFilter {
  readonly owner?: string | undefined
  readonly event?: string | undefined
  /** Only entries older than this cursor. */
  readonly before?: Cursor | undefined
  readonly limit: number
}

export function listEntries(db: Db, filter: AuditFilter): Promise<Entry[]> {
  const { owner, event, before, limit } = filter
  return rows<Entry>(
    db,
    /* sql */ `
    select owner, id, event, actor, details, created_at as "createdAt"
    from audit_log
    where true ${owner ? 'and owner = :owner' : ''} ${event ? 'and event = :event' : ''}
      ${before ? 'and (created_at, id) < (:at, :id)' : ''}
    order by created_at desc, id desc limit :limit`,
    { owner, event, ...before, limit },
  )
}
