import { feedApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { inReadersLanguage, namesInLanguage } from '../exercises/present.ts'
import * as feedService from './feed.service.ts'

export function feedRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, feedApi.listFeed, async ({ user, lang, query }) => {
    const { items, nextCursor } = await feedService.list(ctx, user, query)
    const named = items.map((item) => ({
      ...item,
      exerciseNames: namesInLanguage(item, lang),
    }))
    return { items: named, nextCursor }
  })

  serve(ctx, router, feedApi.getFeedSession, async ({ user, lang, params }) => {
    const shared = await feedService.get(ctx, user, params.id)
    return {
      ...shared,
      exerciseNames: namesInLanguage(shared, lang),
      exercises: shared.exercises.map((exercise) => inReadersLanguage(exercise, lang)),
    }
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
