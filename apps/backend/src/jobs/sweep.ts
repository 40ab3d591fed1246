import type { Context } from '../context.ts'
import * as retentionService from '../modules/auth/retention.service.ts'
import * as importPreviewService from '../modules/imports/preview.service.ts'
import * as importProgressService from '../modules/imports/progress.service.ts'
import * as countersService from '../modules/limits/counters.service.ts'
import * as remindersService from '../modules/mails/reminders.service.ts'
import * as exportsService from '../modules/privacy/exports.service.ts'
import * as reportsService from '../modules/reports/reports.service.ts'
import * as auditService from '../modules/system/audit.service.ts'
import * as idempotencyService from '../modules/system/idempotency.service.ts'
import * as translationsService from '../modules/translations/translations.service.ts'
import * as accountsService from '../modules/users/accounts.service.ts'
import * as usersService from '../modules/users/users.service.ts'

/** Everything with a retention, except pictures and accounts that their users have deleted. */
const STEPS: Readonly<Record<string, (ctx: Context) => Promise<number>>> = {
  accounts: accountsService.deleteUnverified,
  logins: retentionService.deleteEndedLogins,
  tokens: retentionService.deleteExpiredTokens,
  requests: idempotencyService.deleteOld,
  counters: countersService.deleteExpired,
  files: importPreviewService.deleteExpired,
  results: importProgressService.deleteOld,
  profiles: usersService.thinHistory,
  reminders: remindersService.deleteOld,
  translations: translationsService.deleteOld,
  reports: reportsService.deleteDecided,
  audit: auditService.deleteOld,
  names: auditService.pseudonymize,
  exports: exportsService.sweep,
}

/**
 * Deletes what has been kept for its time (`config/retention.ts`). A step that fails does not stop the
 * others; the job is then tried again, and continues with what is left.
 */
export async function sweep(ctx: Context): Promise<void> {
  const swept: Record<string, number> = {}
  const failures: unknown[] = []
  for (const [name, step] of Object.entries(STEPS))
    try {
      swept[name] = await step(ctx)
    } catch (error) {
      ctx.logger.error({ module: 'jobs', step: name, err: error }, 'a sweep failed')
      failures.push(error)
    }
  ctx.logger.info({ module: 'jobs', ...swept }, 'swept')
  if (failures.length > 0) throw failures[0]
}
