import { pointsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { page } from '../../utils/lists.ts'
import * as pointsService from './points.service.ts'

export function pointsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, pointsApi.getPoints, ({ user }) => pointsService.getTotals(ctx, user))

  serve(ctx, router, pointsApi.listPoints, async ({ user, lang, query }) => {
    const found = await pointsService.listEntries(ctx, user, query, lang)
    return page(query, found, ({ awardedAt: at, id }) => ({ at, id }))
  })

  return router
}
