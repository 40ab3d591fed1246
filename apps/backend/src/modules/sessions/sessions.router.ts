import { sessionsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { page } from '../../utils/lists.ts'
import { presentSession, presentSummary } from './present.ts'
import * as sessionsService from './sessions.service.ts'

export function sessionsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, sessionsApi.listSessions, async ({ user, lang, query }) => {
    const { items, total } = await sessionsService.list(ctx, user, query)
    const shown = items.map((item) => presentSummary(item, lang))
    return page(query, { items: shown, total }, ({ happensAt: at, id }) => ({ at, id }))
  })

  serve(ctx, router, sessionsApi.getSession, async ({ user, lang, params }) =>
    presentSession(ctx, await sessionsService.get(ctx, user, params.id), lang),
  )

  return router
}
