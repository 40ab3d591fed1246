import { exercisesApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { page, pageBy } from '../../utils/lists.ts'
import * as exercisesService from './exercises.service.ts'
import * as linksService from './links.service.ts'
import { writeSortKey } from './sortKey.ts'

export function exercisesRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, exercisesApi.listExercises, async ({ user, lang, query }) => {
    if (query.archived)
      return page(query, await exercisesService.listArchived(ctx, user, query), archivedAt)
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

  serve(ctx, router, exercisesApi.restoreExercise, ({ user, params }) =>
    exercisesService.restore(ctx, user, params.id),
  )

  serve(ctx, router, exercisesApi.listExerciseLinks, async ({ user, lang, query }) =>
    page(query, await linksService.list(ctx, user, lang, query), ({ createdAt: at, id }) => ({
      at,
      id,
    })),
  )

  serve(ctx, router, exercisesApi.createExerciseLink, ({ user, lang, body }) =>
    linksService.create(ctx, user, lang, body),
  )

  serve(ctx, router, exercisesApi.deleteExerciseLink, ({ user, params }) =>
    linksService.undo(ctx, user, params.id),
  )

  return router
}

const archivedAt = ({
  archivedAt: at,
  id,
}: {
  readonly archivedAt: Date
  readonly id: string
}) => ({
  at,
  id,
})
