import { systemApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as systemService from './system.service.ts'

export function systemRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, systemApi.health, () => ({ status: 'ok' as const, timestamp: ctx.clock() }))

  serve(ctx, router, systemApi.ready, async () => {
    await systemService.checkReady(ctx)
    return { status: 'ready' as const, timestamp: ctx.clock() }
  })

  serve(ctx, router, systemApi.jwks, async (_, { res }) => {
    res.setHeader('cache-control', `public, max-age=${ctx.config.keyCacheSeconds}`)
    return { keys: await systemService.listPublicKeys(ctx) }
  })

  return router
}
