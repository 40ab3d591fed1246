import { mailsApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as mailSettingsService from './mailSettings.service.ts'

export function mailSettingsRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, mailsApi.getMailSettings, ({ user }) => mailSettingsService.get(ctx, user))

  serve(ctx, router, mailsApi.updateMailSettings, ({ user, body }) =>
    mailSettingsService.update(ctx, user, body),
  )

  return router
}
