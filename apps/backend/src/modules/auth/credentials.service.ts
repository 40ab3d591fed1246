import { inTransaction, type Context, type User } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import type { Caller } from '../limits/guesses.service.ts'
import * as mailBudgetsService from '../limits/mailBudgets.service.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as emailChangeService from '../users/emailChange.service.ts'
import * as accountTokensRepository from './accountTokens.repository.ts'
import * as loginsService from './logins.service.ts'
import * as mailTokensService from './mailTokens.service.ts'
import * as newPasswordService from './newPassword.service.ts'
import * as reauthenticationService from './reauthentication.service.ts'

/**
 * Sets a new password, keeps this login and ends all others. Also invalidates mailed links and
 * cancels a pending change of address: anyone who knew the old password may have requested them.
 * @throws AppError AUTH_INVALID_CREDENTIALS for a wrong password, RATE_LIMITED after too many,
 * VALIDATION_ERROR for a common new password, UNPROCESSABLE if it is the current one
 */
export async function changePassword(
  ctx: Context,
  user: User,
  { password, newPassword }: { password: string; newPassword: string },
  caller: Caller,
): Promise<void> {
  const owner = user.id
  const confirmed = await reauthenticationService.confirmPassword(ctx, user, password, caller)
  if (newPassword.normalize('NFC') === password.normalize('NFC'))
    throw unprocessable('errors.passwordSame', 'body.newPassword')
  const passwordHash = await newPasswordService.hash(ctx, newPassword, 'body.newPassword')
  await inTransaction(ctx, async (ctx) => {
    await reauthenticationService.lockIfUnchanged(ctx, user, confirmed)
    await accountsService.setPasswordHash(ctx, { owner, passwordHash })
    await loginsService.endOthers(ctx, user, 'password_change')
    await emailChangeService.cancel(ctx, { owner })
    await accountTokensRepository.setAllTokensUsed(ctx.db, { owner, now: ctx.clock() })
    await auditService.record(ctx, { owner, event: 'password.changed' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'passwordChanged' })
  })
}

/**
 * Mails a link to the new address and a notice to the current one. Does the same work whether or not
 * another account has the new address; only the mail that follows differs.
 * @throws AppError AUTH_INVALID_CREDENTIALS for a wrong password, RATE_LIMITED after too many
 */
export async function requestEmailChange(
  ctx: Context,
  user: User,
  { password, email }: { password: string; email: string },
  caller: Caller,
): Promise<void> {
  const owner = user.id
  const confirmed = await reauthenticationService.confirmPassword(ctx, user, password, caller)
  await inTransaction(ctx, async (ctx) => {
    await reauthenticationService.lockIfUnchanged(ctx, user, confirmed)
    await emailChangeService.request(ctx, { owner, email })
    await auditService.record(ctx, { owner, event: 'email.change_requested' })
    if (await mailBudgetsService.spend(ctx, email))
      await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'changeEmail' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'emailChangeRequested' })
  })
}

/**
 * Makes the address that a token was mailed to the account's address and returns it. Invalidates
 * links mailed before.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used, expired or of another user,
 * CONFLICT if another account has verified the address by now
 */
export function confirmEmailChange(ctx: Context, user: User, token: string): Promise<string> {
  const owner = user.id
  const mailed = mailTokensService.read(token)
  if (mailed.owner !== owner) throw unprocessable('errors.tokenInvalid')
  return inTransaction(ctx, async (ctx) => {
    await accountsService.lockPasswordHash(ctx, { owner })
    const contactId = await mailTokensService.consume(ctx, 'change_email', mailed)
    const email = await emailChangeService.complete(ctx, { owner, contactId })
    await accountTokensRepository.setAllTokensUsed(ctx.db, { owner, now: ctx.clock() })
    await auditService.record(ctx, { owner, event: 'email.changed' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'emailChanged' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'emailLeft' })
    return email
  })
}
