import { seriesApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { page } from '../../utils/lists.ts'
import * as seriesService from './series.service.ts'

export function seriesRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, seriesApi.listSeries, async ({ user, query }) =>
    page(query, await seriesService.list(ctx, user, query), ({ createdAt: at, id }) => ({
      at,
      id,
    })),
  )

  serve(ctx, router, seriesApi.getSeries, ({ user, params }) =>
    seriesService.get(ctx, user, params.id),
  )

  serve(ctx, router, seriesApi.endSeries, ({ user, params }) =>
    seriesService.end(ctx, user, params.id),
  )

  return router
}
