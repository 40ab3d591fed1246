import { inTransaction, type Context } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import * as guessesService from '../limits/guesses.service.ts'
import type { Caller } from '../limits/guesses.service.ts'
import * as mailBudgetsService from '../limits/mailBudgets.service.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as emailChangeService from '../users/emailChange.service.ts'
import * as accountTokensRepository from './accountTokens.repository.ts'
import * as loginsService from './logins.service.ts'
import * as mailTokensService from './mailTokens.service.ts'
import * as newPasswordService from './newPassword.service.ts'

/**
 * Mails a link for setting a new password to a verified address. Other addresses get nothing, and
 * neither the answer nor its time shows the difference.
 */
export async function request(ctx: Context, email: string): Promise<void> {
  const account = await accountsService.findCredentials(ctx, email)
  if (!(await mailBudgetsService.spend(ctx, email))) return
  await enqueue(ctx.db, 'sendAccountMail', { owner: account?.id ?? ctx.newId(), mail: 'reset' })
}

/**
 * Sets a new password, ends every login and cancels a pending change of address. Checks the token
 * before the costly password hash and consumes it afterwards.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used or expired, RATE_LIMITED after
 * too many of them, VALIDATION_ERROR for a common password
 */
export async function reset(
  ctx: Context,
  { token, newPassword }: { token: string; newPassword: string },
  caller: Caller,
): Promise<void> {
  const mailed = mailTokensService.read(token)
  const { owner } = mailed
  const now = ctx.clock()
  const key = { ...mailed, kind: 'reset_password', now } as const
  await guessesService.guard(ctx, { purpose: 'reset', name: owner, owner, caller }, async () => {
    const isValid = await accountTokensRepository.isTokenValid(ctx.db, key)
    if (!isValid) throw unprocessable('errors.tokenInvalid')
  })
  const passwordHash = await newPasswordService.hash(ctx, newPassword, 'body.newPassword')
  await inTransaction(ctx, async (ctx) => {
    await accountsService.lockPasswordHash(ctx, { owner })
    await mailTokensService.consume(ctx, 'reset_password', mailed)
    await accountTokensRepository.setAllTokensUsed(ctx.db, { owner, now })
    await accountsService.setPasswordHash(ctx, { owner, passwordHash })
    await loginsService.endAll(ctx, { owner, reason: 'password_reset' })
    await emailChangeService.cancel(ctx, { owner })
    await auditService.record(ctx, { owner, event: 'password.reset' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'passwordChanged' })
  })
}
