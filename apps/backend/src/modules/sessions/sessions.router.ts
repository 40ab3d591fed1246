import { sessionsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as completionService from './completion.service.ts'
import * as scopesService from './scopes.service.ts'
import * as sessionsService from './sessions.service.ts'

export function sessionsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, sessionsApi.createSession, async ({ user, body, lang, idempotencyKey }) => {
    const created = await completionService.create(ctx, user, body, idempotencyKey)
    return { ...created, badges: completionService.namedBadges(created.badges, lang) }
  })

  serve(ctx, router, sessionsApi.listSessions, async ({ user, query }) => {
    const { items, total } = await sessionsService.list(ctx, user, query)
    return { page: query.page, pageSize: query.pageSize, total, items: items.map(timed) }
  })

  serve(ctx, router, sessionsApi.getSession, async ({ user, params }) =>
    present(ctx, await sessionsService.get(ctx, user.id, params.id)),
  )

  serve(ctx, router, sessionsApi.updateSession, async ({ user, params, query, body, lang }) => {
    const changed = await scopesService.update(ctx, user, params.id, query.scope, body)
    const badges = completionService.namedBadges(changed.badges, lang)
    return { ...present(ctx, changed), badges, records: changed.records }
  })

  serve(ctx, router, sessionsApi.completeSession, async (call) => {
    const { user, params, body, lang, idempotencyKey } = call
    const result = await completionService.complete(ctx, user, params.id, body, idempotencyKey)
    const award = completionService.explained(result.award, lang)
    const badges = completionService.namedBadges(result.badges, lang)
    return { ...result, award, badges, pointsAwarded: award.points }
  })

  serve(ctx, router, sessionsApi.cancelSession, async ({ user, params, query }) =>
    present(ctx, await scopesService.cancel(ctx, user.id, params.id, query.scope)),
  )

  serve(ctx, router, sessionsApi.deleteSession, ({ user, params, query }) =>
    scopesService.remove(ctx, user, params.id, query.scope),
  )

  serve(ctx, router, sessionsApi.shiftSession, async ({ user, params, body }) =>
    present(ctx, await scopesService.shift(ctx, user.id, params.id, body.days)),
  )

  return router
}

export function present(ctx: Context, session: sessionsService.Session): sessionsApi.Session {
  const shown = sessionsService.compared(ctx, session)
  return {
    ...timed(shown),
    notes: shown.notes,
    recurrenceRule: shown.recurrenceRule,
    clones: shown.clones,
    hiddenAt: shown.hiddenAt?.toISOString() ?? null,
    hiddenReason: shown.hiddenReason,
    exercises: shown.exercises,
  }
}

function timed(session: sessionsService.Summary): sessionsApi.SessionSummary {
  return {
    ...session,
    plannedFor: session.plannedFor?.toISOString() ?? null,
    startedAt: session.startedAt?.toISOString() ?? null,
    completedAt: session.completedAt?.toISOString() ?? null,
    canceledAt: session.canceledAt?.toISOString() ?? null,
    createdAt: session.createdAt.toISOString(),
  }
}
