import { historyApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as exportsService from './exports.service.ts'

export function exportsRouter(ctx: Context): Router {
  const router = Router()
  serve(ctx, router, historyApi.exportHistoryJson, ({ user }) => exportsService.json(ctx, user))
  serve(ctx, router, historyApi.exportHistoryCsv, ({ user }) => exportsService.csv(ctx, user))
  return router
}
