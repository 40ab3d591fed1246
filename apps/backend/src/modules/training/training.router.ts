import { sessionsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { withExerciseInLanguage } from '../exercises/present.ts'
import { presentAward, presentNewBadges } from '../points/present.ts'
import * as completionService from './completion.service.ts'

export function trainingRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, sessionsApi.completeSession, async (call) => {
    const { user, params, body, lang, idempotencyKey } = call
    const result = await completionService.complete(ctx, user, params.id, body, idempotencyKey)
    const award = presentAward(result.award, lang)
    const badges = presentNewBadges(result.badges, lang)
    const records = result.records.map((record) => withExerciseInLanguage(record, lang))
    return { ...result, award, badges, records, pointsAwarded: award.points }
  })

  return router
}
