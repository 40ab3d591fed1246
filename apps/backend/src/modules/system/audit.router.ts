import { systemApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as auditService from './audit.service.ts'

export function auditRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, systemApi.listAudit, ({ query }) => auditService.list(ctx, query))

  return router
}
