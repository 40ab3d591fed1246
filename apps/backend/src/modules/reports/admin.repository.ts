import type { reportsApi } from '@fitvibe/contract'

import { violatesUnique } from '../../db/failures.ts'
import { row, rows, type Db, type Stored } from '../../db/knex.ts'
import { conflict } from '../../errors.ts'
import type { Cursor } from '../../utils/lists.ts'

export type Report = Stored<typeof reportsApi.Report>

type Outcome = Exclude<Report['status'], 'open'>

/** A report's id and status, and the session, person or exercise that it is about. */
export interface Subject {
  readonly id: string
  readonly kind: Report['kind']
  readonly subjectId: string
  readonly subjectOwner: string
  readonly status: Report['status']
}

export function listReports(
  db: Db,
  filter: { status: Report['status']; after: Cursor | undefined; limit: number },
): Promise<Report[]> {
  const { status, after, limit } = filter
  return rows<Report>(
    db,
    /* sql */ `
    select r.id, r.kind, r.reason, r.text, r.created_at as "createdAt",
      r.resolved_at as "resolvedAt", r.status, r.note, u.username as reporter,
      r.subject_owner as "accountId", case when r.kind = 'session' then r.subject_id end
        as "sessionId",
      case when r.kind = 'exercise' then r.subject_id end as "exerciseId", r.snapshot
    from reports r join users u on u.id = r.owner
    where r.status = :status ${after ? 'and (r.created_at, r.id) > (:at, :id)' : ''}
    order by r.created_at, r.id limit :limit`,
    { status, ...after, limit },
  )
}

export function findSubject(db: Db, id: string): Promise<Subject | undefined> {
  return row<Subject>(
    db,
    /* sql */ `
    select r.id, r.kind, r.subject_id as "subjectId", r.subject_owner as "subjectOwner", r.status
    from reports r where r.id = :id`,
    { id },
  )
}

/** Conditions for the other open reports about the same account that an outcome closes as well. */
const ALSO_CLOSED: Record<Outcome, string> = {
  dismissed: 'false',
  session_hidden: "r.kind = 'session' and r.subject_id = :subjectId",
  exercise_hidden: "r.kind = 'exercise' and r.subject_id = :subjectId",
  account_suspended: 'r.subject_owner = :subjectOwner',
}

/** Closes a report and others that the outcome settles. Returns false if the report is not open. */
export async function setResolved(
  db: Db,
  { id, subjectId, subjectOwner }: Subject,
  decision: { outcome: Outcome; actor: string; note: string; now: Date },
): Promise<boolean> {
  const closed = await rows<{ id: string }>(
    db,
    /* sql */ `
    update reports r
    set status = :outcome, resolved_at = :now, resolved_by = :actor, note = :note
    where r.status = 'open' and r.subject_owner = :subjectOwner
      and (r.id = :id or ${ALSO_CLOSED[decision.outcome]})
    returning r.id`,
    { ...decision, id, subjectId, subjectOwner },
  )
  return closed.some((report) => report.id === id)
}

/**
 * Reopens a report that has the given status. Returns false if the status has changed.
 * @throws AppError CONFLICT if the reporter has a newer open report of the same session, person or exercise
 */
export async function setOpen(db: Db, { id, status }: Subject): Promise<boolean> {
  try {
    const changed = await db('reports')
      .where({ id, status })
      .update({ status: 'open', resolved_at: null, resolved_by: null, note: null })
    return changed > 0
  } catch (error) {
    if (violatesUnique(error, 'reports_one_open')) throw conflict('errors.reportOpenAnew')
    throw error
  }
}
