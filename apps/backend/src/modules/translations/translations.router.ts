import { translationsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as translationsService from './translations.service.ts'

export function translationsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, translationsApi.deleteTranslations, ({ user }) =>
    translationsService.forget(ctx, { owner: user.id }),
  )

  return router
}
