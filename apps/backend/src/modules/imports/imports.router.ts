import { importProgressApi, importsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { signalOf } from '../../middlewares/files.ts'
import { serve } from '../../middlewares/serve.ts'
import * as commitService from './commit.service.ts'
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

  serve(ctx, router, importsApi.listImports, async ({ user }) => {
    return { items: await previewService.list(ctx, user) }
  })

  serve(ctx, router, importsApi.commitImport, ({ user, params, body, ...call }, { res }) => {
    const { lang, idempotencyKey } = call
    const request = { body, lang, idempotencyKey, signal: signalOf(res) }
    return commitService.commit(ctx, user, params.id, request)
  })

  serve(ctx, router, importProgressApi.getImportProgress, ({ user, params }) =>
    progressService.get(ctx, user, params.id),
  )

  serve(ctx, router, importsApi.undoImport, ({ user, params }) =>
    undoService.undo(ctx, user, params.id),
  )

  return router
}
