import type { Context } from '../context.ts'
import * as countersService from '../modules/auth/counters.service.ts'
import * as retentionService from '../modules/auth/retention.service.ts'
import * as importPreviewService from '../modules/imports/preview.service.ts'
import * as idempotencyService from '../modules/system/idempotency.service.ts'
import * as accountsService from '../modules/users/accounts.service.ts'

/** Deletes what has had its time: accounts never verified, ended logins, old tokens, keys, counters, files. */
export async function sweep(ctx: Context): Promise<void> {
  const accounts = await accountsService.deleteUnverified(ctx)
  const { logins, tokens } = await retentionService.forgetOld(ctx)
  const keys = await idempotencyService.forgetOld(ctx)
  const counters = await countersService.forgetOld(ctx)
  const files = await importPreviewService.deleteExpired(ctx)
  ctx.logger.info({ module: 'jobs', accounts, logins, tokens, keys, counters, files }, 'swept')
}
