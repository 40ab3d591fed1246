import { measurementsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as measurementsService from './measurements.service.ts'
import * as trendsService from './trends.service.ts'

export function measurementsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, measurementsApi.recordMeasurements, ({ user, body }) =>
    measurementsService.record(ctx, user, body),
  )

  serve(ctx, router, measurementsApi.listMeasurements, ({ user, query }) =>
    measurementsService.list(ctx, user, query),
  )

  serve(ctx, router, measurementsApi.summarizeMeasurements, ({ user }) =>
    trendsService.summarize(ctx, user),
  )

  serve(ctx, router, measurementsApi.chartMeasurements, ({ user, query }) =>
    trendsService.chart(ctx, user, query),
  )

  serve(ctx, router, measurementsApi.deleteMeasurement, ({ user, params }) =>
    measurementsService.remove(ctx, user, params.id),
  )

  return router
}
