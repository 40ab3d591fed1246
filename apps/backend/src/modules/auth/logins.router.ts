import { authApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as loginsService from './logins.service.ts'

export function loginsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, authApi.listLogins, async ({ user }) => ({
    items: await loginsService.list(ctx, user),
  }))

  serve(ctx, router, authApi.endLogin, ({ user, params }) =>
    loginsService.endOne(ctx, user, params.id),
  )

  serve(ctx, router, authApi.endOtherLogins, async ({ user }) => ({
    ended: await loginsService.logOutElsewhere(ctx, user),
  }))

  return router
}
