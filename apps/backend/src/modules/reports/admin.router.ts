import { reportsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as adminService from './admin.service.ts'

export function reportsAdminRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, reportsApi.listReports, async ({ query }) => {
    const { items, nextCursor } = await adminService.list(ctx, query)
    return { items: items.map(timed), nextCursor }
  })

  serve(ctx, router, reportsApi.resolveReport, ({ user, params, body }) =>
    adminService.resolve(ctx, user, params.id, body),
  )

  serve(ctx, router, reportsApi.reopenReport, ({ user, params }) =>
    adminService.reopen(ctx, user, params.id),
  )

  return router
}

const timed = (report: adminService.Report): reportsApi.Report => ({
  ...report,
  createdAt: report.createdAt.toISOString(),
  resolvedAt: report.resolvedAt?.toISOString() ?? null,
})
