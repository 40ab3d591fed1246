import { progressApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as progressService from './progress.service.ts'
import * as streakService from './streak.service.ts'

export function progressRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, progressApi.getSummary, ({ user, query }) =>
    progressService.getSummary(ctx, user, query),
  )

  serve(ctx, router, progressApi.getCharts, ({ user, query }) =>
    progressService.getCharts(ctx, user, query),
  )

  serve(ctx, router, progressApi.getStreak, ({ user, lang }) =>
    streakService.getStreak(ctx, user, lang),
  )

  return router
}
