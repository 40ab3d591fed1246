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

const present = ({ rule, startOn, next, ...series }: Omit<seriesService.Shown, 'upcoming'>) => ({
  ...series,
  next: next && withInstant(next),
  recurrenceRule: rule,
  startsOn: startOn,
})

const withUpcoming = ({ upcoming, ...series }: seriesService.Shown) => ({
  ...present(series),
  upcoming: upcoming.map(withInstant),
})

/** Within JSON the database writes times in its own way. */
const withInstant = <T extends { readonly plannedFor: string }>(one: T) => ({
  ...one,
  plannedFor: new Date(one.plannedFor).toISOString(),
})
