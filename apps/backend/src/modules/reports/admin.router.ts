import { reportsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as adminService from './admin.service.ts'

export function reportsAdminRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, reportsApi.listReports, ({ query }) => adminService.list(ctx, query))

  serve(ctx, router, reportsApi.resolveReport, ({ user, params, body }) =>
    adminService.resolve(ctx, user, params.id, body),
  )

  serve(ctx, router, reportsApi.reopenReport, ({ user, params }) =>
    adminService.reopen(ctx, user, params.id),
  )

  return router
}
