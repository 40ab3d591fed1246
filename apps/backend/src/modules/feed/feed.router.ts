import { feedApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as feedService from './feed.service.ts'

export function feedRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, feedApi.listFeed, async ({ user, query }) => {
    const { items, nextCursor } = await feedService.list(ctx, user, query)
    return { items: items.map(timed), nextCursor }
  })

  serve(ctx, router, feedApi.getFeedSession, async ({ user, params }) =>
    timed(await feedService.get(ctx, user, params.id)),
  )

  serve(ctx, router, feedApi.hideFeedSession, ({ user, params }) =>
    feedService.hide(ctx, user, params.id),
  )

  serve(ctx, router, feedApi.unhideFeedSession, ({ user, params }) =>
    feedService.unhide(ctx, user, params.id),
  )

  serve(ctx, router, feedApi.cloneSession, ({ user, params, body, idempotencyKey }) =>
    feedService.clone(ctx, user, params.id, body ?? {}, idempotencyKey),
  )

  return router
}

const timed = <T extends feedService.Shared>(shared: T) => ({
  ...shared,
  completedAt: shared.completedAt.toISOString(),
})
