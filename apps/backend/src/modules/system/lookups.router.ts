import { lookupsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as lookupsService from './lookups.service.ts'

export function lookupsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, lookupsApi.listLookups, ({ lang }, { res }) => {
    res.vary('Accept-Language')
    return lookupsService.describe(lang)
  })

  return router
}
