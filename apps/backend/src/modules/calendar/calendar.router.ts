import { calendarApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as calendarService from './calendar.service.ts'

export function calendarRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, calendarApi.getCalendar, ({ user }) => calendarService.get(ctx, user))

  serve(ctx, router, calendarApi.renewCalendar, ({ user }) => calendarService.renew(ctx, user))

  serve(ctx, router, calendarApi.turnOffCalendar, ({ user }) => calendarService.turnOff(ctx, user))

  serve(ctx, router, calendarApi.readCalendar, ({ params }) =>
    calendarService.read(ctx, params.token),
  )

  return router
}
