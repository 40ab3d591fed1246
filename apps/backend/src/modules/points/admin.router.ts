import { pointsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as adminService from './admin.service.ts'

export function pointsAdminRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, pointsApi.adjustPoints, ({ user, params, body, idempotencyKey }) =>
    adminService.adjustPoints(ctx, user, params.id, body, idempotencyKey),
  )

  return router
}
