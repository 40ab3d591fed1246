import type { Context } from '../context.ts'
import * as retentionService from '../modules/auth/retention.service.ts'
import * as importPreviewService from '../modules/imports/preview.service.ts'
import * as importProgressService from '../modules/imports/progress.service.ts'
import * as countersService from '../modules/limits/counters.service.ts'
import * as idempotencyService from '../modules/system/idempotency.service.ts'
import * as accountsService from '../modules/users/accounts.service.ts'

/** Deletes unverified accounts, ended logins, and expired tokens, keys, counters, import files and results. */
export async function sweep(ctx: Context): Promise<void> {
  const accounts = await accountsService.deleteUnverified(ctx)
  const { logins, tokens } = await retentionService.deleteOld(ctx)
  const keys = await idempotencyService.deleteOld(ctx)
  const counters = await countersService.deleteExpired(ctx)
  const files = await importPreviewService.deleteExpired(ctx)
  const progress = await importProgressService.deleteOld(ctx)
  const swept = { accounts, logins, tokens, keys, counters, files, progress }
  ctx.logger.info({ module: 'jobs', ...swept }, 'swept')
}
