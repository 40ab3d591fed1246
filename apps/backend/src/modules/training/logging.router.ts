import { loggingApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { inReadersLanguage } from '../exercises/present.ts'
import { presentSession } from '../sessions/present.ts'
import * as loggingService from './logging.service.ts'

export function loggingRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, loggingApi.startSession, async ({ user, lang, params }) =>
    presentSession(ctx, await loggingService.start(ctx, user, params.id), lang),
  )

  serve(ctx, router, loggingApi.undoStart, async ({ user, lang, params }) =>
    presentSession(ctx, await loggingService.undoStart(ctx, user, params.id), lang),
  )

  serve(ctx, router, loggingApi.getLog, async ({ user, lang, params }) => {
    const log = await loggingService.getLog(ctx, user, params.id)
    const exercises = log.exercises.map((exercise) => inReadersLanguage(exercise, lang))
    return { ...log, exercises }
  })

  serve(ctx, router, loggingApi.putSet, ({ user, params, body }) =>
    loggingService.putSet(ctx, user, params, body),
  )

  serve(ctx, router, loggingApi.deleteSet, ({ user, params, query }) =>
    loggingService.deleteSet(ctx, user, params, query.removedAt),
  )

  serve(ctx, router, loggingApi.addExercise, ({ user, params, body, idempotencyKey }) =>
    loggingService.addExercise(ctx, user, params.id, body, idempotencyKey),
  )

  serve(ctx, router, loggingApi.skipExercise, ({ user, params, body }) =>
    loggingService.skipExercise(ctx, user, params, body.isSkipped),
  )

  serve(ctx, router, loggingApi.removeExercise, ({ user, params }) =>
    loggingService.removeExercise(ctx, user, params),
  )

  return router
}
