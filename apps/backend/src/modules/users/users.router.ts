import { usersApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import { page } from '../../utils/lists.ts'
import * as usersService from './users.service.ts'

export function usersRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, usersApi.getMe, ({ user }) => usersService.getMe(ctx, user))

  serve(ctx, router, usersApi.updateMe, ({ user, body }) => usersService.update(ctx, user, body))

  serve(ctx, router, usersApi.listMyHistory, async ({ user, query }) => {
    const found = await usersService.listHistory(ctx, user, query)
    return page(query, found, ({ recordedAt: at, id }) => ({ at, id }))
  })

  return router
}
