import { recordsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { page } from '../../utils/lists.ts'
import * as musclesService from './muscles.service.ts'
import * as recordsService from './records.service.ts'
import * as suggestionsService from './suggestions.service.ts'

export function recordsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, recordsApi.listTrained, async ({ user, query }) =>
    page(query, await recordsService.listTrained(ctx, user, query), cursorOf),
  )

  serve(ctx, router, recordsApi.listRecords, async ({ user, query }) =>
    page(query, await recordsService.listRecords(ctx, user, query), cursorOf),
  )

  serve(ctx, router, recordsApi.getExerciseRecords, ({ user, params, query }) =>
    recordsService.getExerciseRecords(ctx, user, params.id, query.formula),
  )

  serve(ctx, router, recordsApi.listExerciseHistory, ({ user, params, query }) =>
    recordsService.listExposures(ctx, user, params.id, query),
  )

  serve(ctx, router, recordsApi.getSessionRecords, ({ user, params, query }) =>
    recordsService.getSessionRecords(ctx, user, params.id, query.formula),
  )

  serve(ctx, router, recordsApi.getMuscles, ({ user, query }) =>
    musclesService.get(ctx, user, query),
  )

  serve(ctx, router, recordsApi.getSuggestion, ({ user, lang, params }) =>
    suggestionsService.get(ctx, user, params.id, lang),
  )

  serve(ctx, router, recordsApi.listSuggestions, ({ user, lang, params }) =>
    suggestionsService.listForSession(ctx, user, params.id, lang),
  )

  return router
}

const cursorOf = ({ doneAt: at, id }: { readonly doneAt: Date; readonly id: string }) => ({
  at,
  id,
})
