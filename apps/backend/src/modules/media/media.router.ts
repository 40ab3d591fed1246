import { mediaApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { signalOf } from '../../middlewares/files.ts'
import { serve } from '../../middlewares/serve.ts'
import * as avatarsService from './avatars.service.ts'

export function mediaRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, mediaApi.putAvatar, ({ user, body }, { res }) =>
    avatarsService.put(ctx, user, { read: body, signal: signalOf(res) }),
  )

  serve(ctx, router, mediaApi.deleteAvatar, ({ user }) => avatarsService.remove(ctx, user))

  serve(ctx, router, mediaApi.readAvatar, ({ user, params, query }) =>
    avatarsService.read(ctx, user, params, query.size),
  )

  return router
}
