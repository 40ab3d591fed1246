import { feedApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as feedService from './feed.service.ts'

export function feedRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, feedApi.listFeed, ({ user, query }) => feedService.list(ctx, user, query))

  serve(ctx, router, feedApi.getFeedSession, ({ user, params }) =>
    feedService.get(ctx, user, params.id),
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
