import { importsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as commitService from './commit.service.ts'
import * as importsService from './imports.service.ts'

export function importsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, importsApi.previewImport, ({ user, lang, query, body, idempotencyKey }) => {
    const file = { bytes: body, name: query.fileName }
    return importsService.preview(ctx, user, lang, file, idempotencyKey)
  })

  serve(ctx, router, importsApi.listImports, async ({ user }) => {
    const items = await importsService.list(ctx, user.id)
    return {
      items: items.map((one) => ({
        ...one,
        createdAt: one.createdAt.toISOString(),
        committedAt: one.committedAt?.toISOString() ?? null,
        undoneAt: one.undoneAt?.toISOString() ?? null,
      })),
    }
  })

  serve(ctx, router, importsApi.commitImport, ({ user, lang, params, body, idempotencyKey }) =>
    commitService.commit(ctx, { user, id: params.id, lang }, body, idempotencyKey),
  )

  serve(ctx, router, importsApi.undoImport, ({ user, params }) =>
    importsService.undo(ctx, user.id, params.id),
  )

  return router
}
