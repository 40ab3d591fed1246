import type { reportsApi } from '@fitvibe/contract'

import { row, rows, type Db, type Stored } from '../../db/knex.ts'
import type { Cursor } from '../../utils/lists.ts'

export type OwnReport = Stored<typeof reportsApi.OwnReport>

export interface NewReport {
  readonly owner: string
  readonly id: string
  readonly kind: reportsApi.Report['kind']
  readonly subjectId: string
  readonly subjectOwner: string
  readonly reason: reportsApi.ReportReason
  readonly text: string | null
  readonly snapshot: reportsApi.Report['snapshot']
  readonly createdAt: Date
}

/** Returns false if the owner has an open report of the same session, person or exercise. */
export async function insertReport(db: Db, report: NewReport): Promise<boolean> {
  const inserted = await row(
    db,
    /* sql */ `
    insert into reports
      (owner, id, kind, subject_id, subject_owner, reason, text, snapshot, created_at)
    values (:owner, :id, :kind, :subjectId, :subjectOwner, :reason, :text, :snapshot::jsonb,
      :createdAt)
    on conflict (owner, kind, subject_id) where status = 'open' do nothing
    returning id`,
    { ...report, snapshot: JSON.stringify(report.snapshot) },
  )
  return inserted !== undefined
}

export function listOwn(
  db: Db,
  { owner, before, limit }: { owner: string; before: Cursor | undefined; limit: number },
): Promise<OwnReport[]> {
  return rows<OwnReport>(
    db,
    /* sql */ `
    select r.id, r.kind, r.reason, r.text, r.created_at as "createdAt",
      r.resolved_at as "resolvedAt", r.snapshot ->> 'username' as username,
      r.snapshot ->> 'title' as title,
      case when r.status in ('open', 'dismissed') then r.status else 'upheld' end as status
    from reports r
    where r.owner = :owner ${before ? 'and (r.created_at, r.id) < (:at, :id)' : ''}
    order by r.created_at desc, r.id desc limit :limit`,
    { owner, ...before, limit },
  )
}

/** Deletes up to `limit` reports that were decided on by a time. */
export async function deleteDecided(db: Db, until: Date, limit: number): Promise<number> {
  const old = () => db('reports').where('resolved_at', '<=', until)
  return old().whereIn(['owner', 'id'], old().select('owner', 'id').limit(limit)).delete()
}
