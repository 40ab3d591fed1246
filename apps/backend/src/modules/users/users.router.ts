import { usersApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as usersService from './users.service.ts'

export function usersRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, usersApi.getMe, async ({ user }) =>
    present(await usersService.getMe(ctx, user)),
  )

  serve(ctx, router, usersApi.updateMe, async ({ user, body }) =>
    present(await usersService.update(ctx, user, body)),
  )

  serve(ctx, router, usersApi.listMyHistory, async ({ user, query }) => {
    const { items, total } = await usersService.listHistory(ctx, user, query)
    return {
      ...query,
      total,
      items: items.map((item) => ({ ...item, recordedAt: item.recordedAt.toISOString() })),
    }
  })

  return router
}

const present = (me: usersService.Me): usersApi.Me => ({
  ...me,
  createdAt: me.createdAt.toISOString(),
})
