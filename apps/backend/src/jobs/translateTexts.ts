import type { Context } from '../context.ts'
import * as batchesService from '../modules/translations/batches.service.ts'
import { enqueueTranslation } from './enqueue.ts'

/** A worker that stops waits for a running job, so a job ends after some batches. */
const BATCHES = 5

/** Translates the texts that readers of the feed have requested. */
export async function translateTexts(ctx: Context, signal: AbortSignal): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const waitSeconds = await batchesService.translateNext(ctx, signal)
    if (waitSeconds === undefined) return
    if (waitSeconds > 0) return enqueueTranslation(ctx.db, waitSeconds)
  }
  await enqueueTranslation(ctx.db, 0)
}
