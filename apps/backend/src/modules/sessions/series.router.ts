import { seriesApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as seriesService from './series.service.ts'

export function seriesRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, seriesApi.listSeries, async ({ user, query }) => {
    const { page, pageSize } = query
    const { items, total } = await seriesService.list(ctx, user.id, { page, pageSize })
    return { page, pageSize, total, items: items.map(present) }
  })

  serve(ctx, router, seriesApi.getSeries, async ({ user, params }) =>
    withUpcoming(await seriesService.get(ctx, user.id, params.id)),
  )

  serve(ctx, router, seriesApi.endSeries, async ({ user, params }) =>
    withUpcoming(await seriesService.end(ctx, user.id, params.id)),
  )

  return router
}

const present = ({ rule, startOn, ...series }: Omit<seriesService.Shown, 'upcoming'>) => ({
  ...series,
  recurrenceRule: rule,
  startsOn: startOn,
})

const withUpcoming = ({ upcoming, ...series }: seriesService.Shown) => ({
  ...present(series),
  upcoming: upcoming.map((one) => ({
    ...one,
    plannedFor: new Date(one.plannedFor).toISOString(),
  })),
})
