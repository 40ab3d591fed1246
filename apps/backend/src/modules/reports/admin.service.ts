import type { Input, reportsApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict, notFound, unprocessable } from '../../errors.ts'
import { ERASED } from '../../utils/erasures.ts'
import { cursorPage, seek } from '../../utils/lists.ts'
import * as exercisesService from '../exercises/exercises.service.ts'
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
 * Closes a report and applies the decision, in one transaction.
 * @throws AppError NOT_FOUND; CONFLICT if the report is closed, or the account cannot be suspended;
 * UNPROCESSABLE for a report about the actor, or to hide what the report is not about
 */
export function resolve(ctx: Context, actor: User, id: string, decision: Decision): Promise<void> {
  const { outcome, reason } = decision
  return inTransaction(ctx, async (ctx) => {
    const subject = await getSubject(ctx, id)
    if (subject.subjectOwner === actor.id) throw unprocessable('errors.reportAboutSelf')
    if (outcome === 'session_hidden' && subject.kind !== 'session')
      throw unprocessable('errors.reportNotSession', 'body.outcome')
    if (outcome === 'exercise_hidden' && subject.kind !== 'exercise')
      throw unprocessable('errors.reportNotExercise', 'body.outcome')
    const isClosed = await adminRepository.setResolved(ctx.db, subject, {
      outcome,
      actor: actor.id,
      note: reason,
      now: ctx.clock(),
    })
    if (!isClosed) throw conflict('errors.reportResolved')
    await apply(ctx, actor, subject, decision)
  })
}

/**
 * Reopens a report, and shows the session or exercise again that the report had hidden.
 * @throws AppError NOT_FOUND; CONFLICT if the report is open or led to a suspension, if the account
 * that it is about is erased, or if its reporter
 * has a newer open report of the same session or person
 */
export function reopen(ctx: Context, actor: User, id: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const subject = await getSubject(ctx, id)
    const { status, subjectOwner: owner, subjectId } = subject
    const isErased = owner === ERASED
    const canReopen = !isErased && status !== 'open' && status !== 'account_suspended'
    if (!canReopen || !(await adminRepository.setOpen(ctx.db, subject)))
      throw conflict('errors.reportNotReopened')
    const key = { owner, id: subjectId }
    if (status === 'session_hidden') {
      await sessionsService.show(ctx, key)
      const details = { report: id, session: subjectId }
      await auditService.record(ctx, { owner, event: 'session.shown', actor: actor.id, details })
    } else if (status === 'exercise_hidden') {
      await exercisesService.show(ctx, key)
      const details = { report: id, exercise: subjectId }
      await auditService.record(ctx, { owner, event: 'exercise.shown', actor: actor.id, details })
    }
  })
}

async function getSubject(ctx: Context, id: string): Promise<Subject> {
  const subject = await adminRepository.findSubject(ctx.db, id)
  if (!subject) throw notFound('errors.notFound.report')
  return subject
}

async function apply(
  ctx: Context,
  actor: User,
  { id: report, subjectOwner: owner, subjectId }: Subject,
  { outcome, reason }: Decision,
): Promise<void> {
  if (outcome === 'account_suspended')
    // `suspend` writes the audit log entry.
    await accountsAdminService.suspend(ctx, actor, owner, reason)
  else if (outcome === 'session_hidden') {
    await sessionsService.hide(ctx, { owner, id: subjectId }, reason)
    const details = { report, session: subjectId, reason }
    await auditService.record(ctx, { owner, event: 'session.hidden', actor: actor.id, details })
  } else if (outcome === 'exercise_hidden') {
    await exercisesService.hide(ctx, { owner, id: subjectId }, reason)
    const details = { report, exercise: subjectId, reason }
    await auditService.record(ctx, { owner, event: 'exercise.hidden', actor: actor.id, details })
  } else {
    const details = { report, reason }
    await auditService.record(ctx, { owner, event: 'report.dismissed', actor: actor.id, details })
  }
}
