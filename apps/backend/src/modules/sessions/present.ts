import type { sessionsApi } from '@fitvibe/contract'

import type { Context } from '../../context.ts'
import * as sessionsService from './sessions.service.ts'

export function presentSession(
  ctx: Context,
  session: sessionsService.Session,
): sessionsApi.Session {
  const shown = sessionsService.compared(ctx, session)
  return {
    ...presentSummary(shown),
    notes: shown.notes,
    recurrenceRule: shown.recurrenceRule,
    clones: shown.clones,
    hiddenAt: shown.hiddenAt?.toISOString() ?? null,
    hiddenReason: shown.hiddenReason,
    exercises: shown.exercises,
  }
}

export function presentSummary(session: sessionsService.Summary): sessionsApi.SessionSummary {
  return {
    ...session,
    plannedFor: session.plannedFor?.toISOString() ?? null,
    startedAt: session.startedAt?.toISOString() ?? null,
    completedAt: session.completedAt?.toISOString() ?? null,
    canceledAt: session.canceledAt?.toISOString() ?? null,
    createdAt: session.createdAt.toISOString(),
  }
}
