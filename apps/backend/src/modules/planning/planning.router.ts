import { sessionsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { withExerciseInLanguage } from '../exercises/present.ts'
import { presentNewBadges } from '../points/present.ts'
import { presentSession } from '../sessions/present.ts'
import * as createService from './create.service.ts'
import * as seriesChangesService from './seriesChanges.service.ts'

export function planningRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, sessionsApi.createSession, async ({ user, body, lang, idempotencyKey }) => {
    const created = await createService.create(ctx, user, body, idempotencyKey)
    const records = created.records.map((record) => withExerciseInLanguage(record, lang))
    return { ...created, records, badges: presentNewBadges(created.badges, lang) }
  })

  serve(ctx, router, sessionsApi.updateSession, async ({ user, params, query, body, lang }) => {
    const changed = await seriesChangesService.update(ctx, user, params.id, query.scope, body)
    const badges = presentNewBadges(changed.badges, lang)
    const records = changed.records.map((record) => withExerciseInLanguage(record, lang))
    return { ...presentSession(ctx, changed, lang), badges, records }
  })

  serve(ctx, router, sessionsApi.cancelSession, async ({ user, lang, params, query }) =>
    presentSession(ctx, await seriesChangesService.cancel(ctx, user, params.id, query.scope), lang),
  )

  serve(ctx, router, sessionsApi.deleteSession, ({ user, params, query }) =>
    seriesChangesService.remove(ctx, user, params.id, query.scope),
  )

  serve(ctx, router, sessionsApi.shiftSession, async ({ user, lang, params, body }) =>
    presentSession(ctx, await seriesChangesService.shift(ctx, user, params.id, body.days), lang),
  )

  return router
}
