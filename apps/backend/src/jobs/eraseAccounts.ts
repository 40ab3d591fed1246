import type { Context } from '../context.ts'
import * as erasureService from '../modules/privacy/erasure.service.ts'

/** Erases the accounts that were deleted seven days ago and that their users have not kept. */
export async function eraseAccounts(ctx: Context): Promise<void> {
  const erased = await erasureService.eraseDue(ctx)
  ctx.logger.info({ module: 'jobs', erased }, 'accounts erased')
}
