import type { Context } from '../context.ts'
import * as sweepService from '../modules/media/sweep.service.ts'
import * as formerAvatarsService from '../modules/users/formerAvatars.service.ts'

/** Stores former avatars as files. Deletes files of pictures without a row, and rows without files. */
export async function sweepMedia(ctx: Context): Promise<void> {
  const adopted = await formerAvatarsService.adopt(ctx)
  const { files, rows } = await sweepService.sweep(ctx)
  ctx.logger.info({ module: 'jobs', adopted, files, rows }, 'pictures swept')
}
