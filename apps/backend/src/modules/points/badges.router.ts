import { badgesApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as badgesService from './badges.service.ts'

export function badgesRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, badgesApi.listBadges, async ({ user, lang }) => ({
    items: await badgesService.list(ctx, user, lang),
  }))

  return router
}
