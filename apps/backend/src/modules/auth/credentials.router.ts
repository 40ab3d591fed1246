import { authApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { callerOf } from '../../middlewares/caller.ts'
import { serve } from '../../middlewares/serve.ts'
import * as credentialsService from './credentials.service.ts'

export function credentialsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, authApi.changePassword, ({ body, user }, { req }) =>
    credentialsService.changePassword(ctx, user, body, callerOf(req)),
  )

  serve(ctx, router, authApi.requestEmailChange, async ({ body, user }, { req }) => {
    await credentialsService.requestEmailChange(ctx, user, body, callerOf(req))
    return { status: 'accepted' } as const
  })

  serve(ctx, router, authApi.confirmEmailChange, async ({ body, user }) => ({
    email: await credentialsService.confirmEmailChange(ctx, user, body.token),
  }))

  return router
}
