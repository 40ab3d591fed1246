import { exercisesApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { pageBy } from '../../utils/lists.ts'
import * as exercisesService from './exercises.service.ts'
import { writeSortKey } from './sortKey.ts'

export function exercisesRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, exercisesApi.listExercises, async ({ user, lang, query }) => {
    const found = await exercisesService.search(ctx, user, lang, query)
    return pageBy(query, found, ({ sortKey }) => writeSortKey(sortKey))
  })

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
