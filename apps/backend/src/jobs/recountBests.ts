import { z } from 'zod'

import type { Context } from '../context.ts'
import * as recountsService from '../modules/training/recounts.service.ts'

const Payload = z.object({
  owner: z.uuid(),
  from: z.string().nullable().optional(),
  before: z.string().nullable().optional(),
})

/** Derives the volume and the bests of a user's sessions again where body weight or a rule changed. */
export async function recountBests(ctx: Context, payload: unknown): Promise<void> {
  const { owner, from, before } = Payload.parse(payload)
  const recounted =
    from === undefined || before === undefined
      ? await recountsService.recount(ctx, owner)
      : await recountsService.recountDays(ctx, owner, { from, before })
  ctx.logger.debug({ module: 'jobs', recounted }, 'bests recounted')
}
