import { DETAILS_WITHOUT_USER } from '../../db/fragments.ts'
import { row, rows, type Db, type Key } from '../../db/knex.ts'
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

interface Named extends Key {
  readonly actor: string | null
}

/** Lists up to `limit` entries from a time and before that may name a user, oldest first. */
export function listNamed(db: Db, until: Date, limit: number): Promise<Named[]> {
  return rows<Named>(
    db,
    /* sql */ `
    select owner, id, actor from audit_log
    where created_at <= :until and not is_pseudonymous
    order by created_at limit :limit`,
    { until, limit },
  )
}

/** Replaces the users of entries by pseudonyms, and deletes details except coded reasons. */
export async function setPseudonyms(
  db: Db,
  entries: readonly (Named & { readonly ownerName: string; readonly actorName: string | null })[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update audit_log l
    set owner = e."ownerName", actor = e."actorName", is_pseudonymous = true,
      details = ${DETAILS_WITHOUT_USER}
    from jsonb_to_recordset(:entries::jsonb)
      as e(owner uuid, id uuid, "ownerName" uuid, "actorName" uuid)
    where l.owner = e.owner and l.id = e.id and not l.is_pseudonymous`,
    { entries: JSON.stringify(entries) },
  )
}

/** Deletes up to `limit` entries from a time and before. */
export async function deleteOld(db: Db, until: Date, limit: number): Promise<number> {
  const old = () => db('audit_log').where('created_at', '<=', until)
  return old().whereIn(['owner', 'id'], old().select('owner', 'id').limit(limit)).delete()
}
