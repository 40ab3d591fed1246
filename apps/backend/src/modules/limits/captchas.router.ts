import { authApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as captchasService from './captchas.service.ts'

export function captchasRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, authApi.captcha, () => captchasService.challenge(ctx))

  return router
}
