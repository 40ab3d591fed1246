import { usersApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { page } from '../../utils/lists.ts'
import * as adminService from './admin.service.ts'

export function usersAdminRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, usersApi.listAccounts, async ({ query }) =>
    page(query, await adminService.list(ctx, query), ({ createdAt: at, id }) => ({ at, id })),
  )

  serve(ctx, router, usersApi.getAccount, ({ params }) => adminService.get(ctx, params.id))

  serve(ctx, router, usersApi.suspendAccount, ({ user, params, body }) =>
    adminService.suspend(ctx, user, params.id, body.reason),
  )

  serve(ctx, router, usersApi.reinstateAccount, ({ user, params }) =>
    adminService.reinstate(ctx, user, params.id),
  )

  return router
}
