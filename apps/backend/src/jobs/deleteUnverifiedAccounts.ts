import type { Context } from '../context.ts'
import * as accountsService from '../modules/users/accounts.service.ts'

export async function deleteUnverifiedAccounts(ctx: Context): Promise<void> {
  const deleted = await accountsService.deleteUnverified(ctx)
  if (deleted > 0) ctx.logger.info({ module: 'jobs', deleted }, 'unverified accounts deleted')
}
