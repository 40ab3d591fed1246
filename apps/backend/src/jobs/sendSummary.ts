import { z } from 'zod'

import type { Context } from '../context.ts'
import * as summariesService from '../modules/mails/summaries.service.ts'

const Payload = z.object({ owner: z.uuid(), day: z.iso.date() })

export async function sendSummary(ctx: Context, payload: unknown): Promise<void> {
  await summariesService.send(ctx, Payload.parse(payload))
}
