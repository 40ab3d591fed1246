import { totpApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { callerOf } from '../../middlewares/caller.ts'
import { serve } from '../../middlewares/serve.ts'
import * as totpService from './totp.service.ts'

export function totpRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, totpApi.getTotp, ({ user }) => totpService.get(ctx, user))

  serve(ctx, router, totpApi.enrolTotp, ({ user, body }, { req }) =>
    totpService.enrol(ctx, user, body.password, callerOf(req)),
  )

  serve(ctx, router, totpApi.confirmTotp, async ({ user, body }, { req }) => ({
    recoveryCodes: await totpService.confirm(ctx, user, body.code, callerOf(req)),
  }))

  serve(ctx, router, totpApi.renewRecoveryCodes, async ({ user, body }, { req }) => ({
    recoveryCodes: await totpService.renewRecoveryCodes(ctx, user, body, callerOf(req)),
  }))

  serve(ctx, router, totpApi.disableTotp, ({ user, body }, { req }) =>
    totpService.disable(ctx, user, body, callerOf(req)),
  )

  return router
}
