import { consentsApi, privacyApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { callerOf } from '../../middlewares/caller.ts'
import { serve } from '../../middlewares/serve.ts'
import * as consentsService from './consents.service.ts'
import * as exportsService from './exports.service.ts'
import { storedIn } from './stored.ts'

export function privacyRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, privacyApi.getExport, ({ user }) => exportsService.get(ctx, user))

  serve(ctx, router, privacyApi.requestExport, ({ user, body }, { req }) =>
    exportsService.request(ctx, user, body, callerOf(req)),
  )

  serve(ctx, router, privacyApi.openExport, ({ body }) => exportsService.open(ctx, body.token))

  serve(ctx, router, privacyApi.downloadExport, async ({ params }, { res }) => {
    const { bytes, pieces } = await exportsService.download(ctx, params.ticket)
    res.setHeader('content-length', bytes)
    res.setHeader('cache-control', 'no-store')
    return pieces
  })

  serve(ctx, router, privacyApi.listStored, ({ lang }) => ({ items: storedIn(lang) }))

  serve(ctx, router, consentsApi.listDocuments, ({ lang }) => consentsService.documents(ctx, lang))

  serve(ctx, router, consentsApi.listConsents, ({ user }) => consentsService.list(ctx, user))

  serve(ctx, router, consentsApi.giveConsents, async ({ user, body }) => {
    await consentsService.give(ctx, user.id, body)
    return consentsService.list(ctx, user)
  })

  return router
}
