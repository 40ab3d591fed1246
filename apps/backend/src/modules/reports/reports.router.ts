import { reportsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as reportsService from './reports.service.ts'

export function reportsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, reportsApi.reportSession, ({ user, params, body }) =>
    reportsService.reportSession(ctx, user, params.id, body),
  )

  serve(ctx, router, reportsApi.reportPerson, ({ user, params, body }) =>
    reportsService.reportPerson(ctx, user, params.username, body),
  )

  serve(ctx, router, reportsApi.reportExercise, ({ user, params, body }) =>
    reportsService.reportExercise(ctx, user, params.id, body),
  )

  serve(ctx, router, reportsApi.listMyReports, ({ user, query }) =>
    reportsService.listOwn(ctx, user, query),
  )

  return router
}
