import { exercisesApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as exercisesService from './exercises.service.ts'

export function exercisesRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, exercisesApi.listExercises, async ({ user, lang, query }) => ({
    page: query.page,
    pageSize: query.pageSize,
    ...(await exercisesService.search(ctx, user, lang, query)),
  }))

  serve(ctx, router, exercisesApi.getExercise, ({ user, lang, params }) =>
    exercisesService.get(ctx, user, params.id, lang),
  )

  serve(ctx, router, exercisesApi.createExercise, ({ user, body }) =>
    exercisesService.create(ctx, user, body),
  )

  serve(ctx, router, exercisesApi.updateExercise, ({ user, params, body }) =>
    exercisesService.update(ctx, user, params.id, body),
  )

  serve(ctx, router, exercisesApi.archiveExercise, ({ user, params }) =>
    exercisesService.archive(ctx, user, params.id),
  )

  return router
}
