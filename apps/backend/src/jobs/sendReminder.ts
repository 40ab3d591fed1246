import { z } from 'zod'

import type { Context } from '../context.ts'
import * as remindersService from '../modules/mails/reminders.service.ts'

const Payload = z.object({ owner: z.uuid(), session: z.uuid(), day: z.iso.date() })

export async function sendReminder(ctx: Context, payload: unknown): Promise<void> {
  await remindersService.send(ctx, Payload.parse(payload))
}
