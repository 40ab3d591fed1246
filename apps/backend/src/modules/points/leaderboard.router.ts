import { leaderboardApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as leaderboardService from './leaderboard.service.ts'

export function leaderboardRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, leaderboardApi.getLeaderboard, ({ user, query }) =>
    leaderboardService.get(ctx, user, query.period),
  )

  return router
}
