import { recordsApi, type Language } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { page } from '../../utils/lists.ts'
import { inReadersLanguage, withExerciseInLanguage } from '../exercises/present.ts'
import * as musclesService from './muscles.service.ts'
import * as recordsService from './records.service.ts'
import * as suggestionsService from './suggestions.service.ts'

export function recordsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, recordsApi.listTrained, async ({ user, lang, query }) =>
    page(query, inLanguage(await recordsService.listTrained(ctx, user, query), lang), cursorOf),
  )

  serve(ctx, router, recordsApi.listRecords, async ({ user, lang, query }) =>
    page(query, inLanguage(await recordsService.listRecords(ctx, user, query), lang), cursorOf),
  )

  serve(ctx, router, recordsApi.getExerciseRecords, async ({ user, lang, params, query }) => {
    const found = await recordsService.getExerciseRecords(ctx, user, params.id, query.formula)
    return { ...found, exercise: inReadersLanguage(found.exercise, lang) }
  })

  serve(ctx, router, recordsApi.listExerciseHistory, async ({ user, lang, params, query }) => {
    const found = await recordsService.listExposures(ctx, user, params.id, query)
    return { ...found, exercise: inReadersLanguage(found.exercise, lang) }
  })

  serve(ctx, router, recordsApi.getSessionRecords, async ({ user, lang, params, query }) => {
    const { records } = await recordsService.getSessionRecords(ctx, user, params.id, query.formula)
    return { records: records.map((record) => withExerciseInLanguage(record, lang)) }
  })

  serve(ctx, router, recordsApi.getMuscles, ({ user, query }) =>
    musclesService.get(ctx, user, query),
  )

  serve(ctx, router, recordsApi.getSuggestion, async ({ user, lang, params }) =>
    withExerciseInLanguage(await suggestionsService.get(ctx, user, params.id, lang), lang),
  )

  serve(ctx, router, recordsApi.listSuggestions, async ({ user, lang, params }) => {
    const { items } = await suggestionsService.listForSession(ctx, user, params.id, lang)
    return { items: items.map((item) => withExerciseInLanguage(item, lang)) }
  })

  return router
}

const cursorOf = ({ doneAt: at, id }: { readonly doneAt: Date; readonly id: string }) => ({
  at,
  id,
})

/** Names the exercises of a page in the reader's language. */
const inLanguage = <T extends Parameters<typeof inReadersLanguage>[0]>(
  { items, total }: { readonly items: T[]; readonly total: number },
  lang: Language,
) => ({ items: items.map((item) => inReadersLanguage(item, lang)), total })
