import { mailsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as mailSettingsService from './mailSettings.service.ts'

/** Mounted before cookies and bodies are read: mail programs send neither token nor JSON. */
export function stopMailsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, mailsApi.stopMails, async ({ query }) => ({
    stopped: await mailSettingsService.stop(ctx, query.token),
  }))

  return router
}
