import { accountDeletionApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { callerOf } from '../../middlewares/caller.ts'
import { clearLoginCookies } from '../../middlewares/cookies.ts'
import type { Csrf } from '../../middlewares/csrf.ts'
import { serve } from '../../middlewares/serve.ts'
import * as accountDeletionService from './accountDeletion.service.ts'

export function accountDeletionRouter(ctx: Context, csrf: Csrf): Router {
  const router = Router()

  serve(ctx, router, accountDeletionApi.deleteMe, async ({ user, body }, { req, res }) => {
    const erasesAt = await accountDeletionService.request(ctx, user, body, callerOf(req))
    clearLoginCookies(res, ctx.config)
    csrf.issue(req, res, undefined)
    return { erasesAt: erasesAt.toISOString() }
  })

  serve(ctx, router, accountDeletionApi.keepAccount, async ({ body }) => ({
    username: await accountDeletionService.keepByLink(ctx, body.token),
  }))

  return router
}
