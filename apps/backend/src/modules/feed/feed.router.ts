import { feedApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as feedService from './feed.service.ts'
import { presentShared, presentSharedWithSets } from './present.ts'

export function feedRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, feedApi.listFeed, async ({ user, lang, query }) => {
    const { items, nextCursor } = await feedService.list(ctx, user, query)
    const translations = await feedService.translationsOf(ctx, user, lang, items)
    return { items: items.map((item) => presentShared(item, lang, translations)), nextCursor }
  })

  serve(ctx, router, feedApi.getFeedSession, async ({ user, lang, params }) => {
    const shared = await feedService.get(ctx, user, params.id)
    const translations = await feedService.translationsOf(ctx, user, lang, [shared])
    return presentSharedWithSets(shared, lang, translations)
  })

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
