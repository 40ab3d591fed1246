import { exercisesApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as exercisesService from './exercises.service.ts'

export function exercisesRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, exercisesApi.listExercises, async ({ user, lang, query }) => {
    const { items, total } = await exercisesService.search(ctx, user, lang, query)
    return { page: query.page, pageSize: query.pageSize, total, items: items.map(present) }
  })

  serve(ctx, router, exercisesApi.getExercise, async ({ user, lang, params }) =>
    present(await exercisesService.get(ctx, user, params.id, lang)),
  )

  serve(ctx, router, exercisesApi.createExercise, async ({ user, body }) =>
    present(await exercisesService.create(ctx, user, body)),
  )

  serve(ctx, router, exercisesApi.updateExercise, async ({ user, params, body }) =>
    present(await exercisesService.update(ctx, user, params.id, body)),
  )

  serve(ctx, router, exercisesApi.archiveExercise, ({ user, params }) =>
    exercisesService.archive(ctx, user, params.id),
  )

  return router
}

const present = (exercise: exercisesService.Exercise): exercisesApi.Exercise => ({
  ...exercise,
  createdAt: exercise.createdAt?.toISOString() ?? null,
  archivedAt: exercise.archivedAt?.toISOString() ?? null,
})
