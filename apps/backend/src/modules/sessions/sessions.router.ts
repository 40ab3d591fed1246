import { sessionsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { presentSession, presentSummary } from './present.ts'
import * as sessionsService from './sessions.service.ts'

export function sessionsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, sessionsApi.listSessions, async ({ user, query }) => {
    const { items, total } = await sessionsService.list(ctx, user, query)
    return { page: query.page, pageSize: query.pageSize, total, items: items.map(presentSummary) }
  })

  serve(ctx, router, sessionsApi.getSession, async ({ user, params }) =>
    presentSession(ctx, await sessionsService.get(ctx, user.id, params.id)),
  )

  return router
}
