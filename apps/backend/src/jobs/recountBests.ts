import { z } from 'zod'

import type { Context } from '../context.ts'
import * as recountsService from '../modules/training/recounts.service.ts'

const Payload = z.object({ owner: z.uuid() })

/** Derives the volume and the bests of a user's sessions again where body weight or a rule changed. */
export async function recountBests(ctx: Context, payload: unknown): Promise<void> {
  const { owner } = Payload.parse(payload)
  const recounted = await recountsService.recount(ctx, owner)
  ctx.logger.debug({ module: 'jobs', recounted }, 'bests recounted')
}
