import type { Input, reportsApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict, notFound, unprocessable } from '../../errors.ts'
import { cursorPage, seek } from '../../utils/lists.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsAdminService from '../users/admin.service.ts'
import * as adminRepository from './admin.repository.ts'
import type { Subject } from './admin.repository.ts'

type Decision = Input<typeof reportsApi.resolveReport>['body']

export async function list(ctx: Context, query: Input<typeof reportsApi.listReports>['query']) {
  const { before: after, limit } = seek(query)
  const { status } = query
  const found = await adminRepository.listReports(ctx.db, { status, after, limit })
  return cursorPage(found, query.limit, ({ createdAt: at, id }) => ({ at, id }))
}

/**
 * Decides on a report and does what was decided, both or neither.
 * @throws AppError NOT_FOUND; CONFLICT where it is decided already, or its owner cannot be
 * suspended; UNPROCESSABLE about oneself, or for a session where a person is reported
 */
export function resolve(ctx: Context, actor: User, id: string, decision: Decision): Promise<void> {
  const { outcome, reason } = decision
  return inTransaction(ctx, async (ctx) => {
    const subject = await find(ctx, id)
    if (subject.subjectOwner === actor.id) throw unprocessable('errors.reportAboutSelf')
    if (outcome === 'session_hidden' && subject.kind !== 'session')
      throw unprocessable('errors.reportNotSession', 'body.outcome')
    const isOurs = await adminRepository.setResolved(ctx.db, id, subject, {
      outcome,
      actor: actor.id,
      note: reason,
      now: ctx.clock(),
    })
    if (!isOurs) throw conflict('errors.reportResolved')
    await act(ctx, actor, id, subject, decision)
  })
}

/**
 * Opens a report again, and shows the session that was hidden by it.
 * @throws AppError NOT_FOUND, CONFLICT where it is open, led to a suspension, or the same is
 * reported anew
 */
export function reopen(ctx: Context, actor: User, id: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const subject = await find(ctx, id)
    const canBe = subject.status === 'dismissed' || subject.status === 'session_hidden'
    if (!canBe || !(await adminRepository.setOpen(ctx.db, id, subject)))
      throw conflict('errors.reportNotReopened')
    if (subject.status !== 'session_hidden') return
    const { subjectOwner: owner, subjectId } = subject
    await sessionsService.show(ctx, { owner, id: subjectId })
    const details = { report: id, session: subjectId }
    await auditService.record(ctx, { owner, event: 'session.shown', actor: actor.id, details })
  })
}

async function find(ctx: Context, id: string): Promise<Subject> {
  const subject = await adminRepository.findSubject(ctx.db, id)
  if (!subject) throw notFound('errors.notFound.report')
  return subject
}

async function act(
  ctx: Context,
  actor: User,
  report: string,
  { subjectOwner: owner, subjectId }: Subject,
  { outcome, reason }: Decision,
): Promise<void> {
  if (outcome === 'account_suspended')
    // It keeps its own entry in the audit log.
    await accountsAdminService.suspend(ctx, actor, owner, reason)
  else if (outcome === 'session_hidden') {
    await sessionsService.hide(ctx, { owner, id: subjectId }, reason)
    const details = { report, session: subjectId, reason }
    await auditService.record(ctx, { owner, event: 'session.hidden', actor: actor.id, details })
  } else {
    const details = { report, reason }
    await auditService.record(ctx, { owner, event: 'report.dismissed', actor: actor.id, details })
  }
}
