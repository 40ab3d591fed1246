import { importProgressApi, importsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { signalOf } from '../../middlewares/files.ts'
import { serve } from '../../middlewares/serve.ts'
import * as commitJobsService from './commitJobs.service.ts'
import * as previewService from './preview.service.ts'
import * as progressService from './progress.service.ts'
import * as undoService from './undo.service.ts'

export function importsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, importsApi.previewImport, ({ user, query, body, ...call }, { res }) => {
    const { lang, idempotencyKey } = call
    const signal = signalOf(res)
    const upload = { read: body, name: query.fileName, lang, idempotencyKey, signal }
    return previewService.preview(ctx, user, upload)
  })

  serve(ctx, router, importsApi.listImports, async ({ user, lang }) => {
    return { items: await previewService.list(ctx, user, lang) }
  })

  serve(
    ctx,
    router,
    importsApi.commitImport,
    async ({ user, params, ...call }, { req }) => {
      const request = { ...call, requestId: req.id }
      return (await commitJobsService.start(ctx, user, params.id, request)).result
    },
    async ({ user, params, ...call }, { req }) => {
      const request = { ...call, requestId: req.id }
      await commitJobsService.start(ctx, user, params.id, request)
      return progressService.get(ctx, user, params.id, call.lang)
    },
  )

  serve(ctx, router, importProgressApi.getImportProgress, ({ user, params, lang }) =>
    progressService.get(ctx, user, params.id, lang),
  )

  serve(ctx, router, importsApi.undoImport, ({ user, params }) =>
    undoService.undo(ctx, user, params.id),
  )

  return router
}
