import { inTransaction, type Context, type User } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as emailChangeService from '../users/emailChange.service.ts'
import * as authRepository from './auth.repository.ts'
import type { Caller } from './guesses.service.ts'
import * as loginsService from './logins.service.ts'
import * as mailBudgetsService from './mailBudgets.service.ts'
import * as mailTokensService from './mailTokens.service.ts'
import * as newPasswordService from './newPassword.service.ts'
import * as reauthenticationService from './reauthentication.service.ts'

type Asker = Pick<User, 'id' | 'sid'>

/**
 * Sets a new password. This login stays and every other ends; links mailed before are worthless,
 * and a change of address that waits is called off: whoever knew the old password may have asked.
 * @throws AppError AUTH_INVALID_CREDENTIALS for a wrong password, RATE_LIMITED after too many,
 * VALIDATION_ERROR for a common new one, UNPROCESSABLE for the one there is
 */
export async function changePassword(
  ctx: Context,
  user: Asker,
  { password, newPassword }: { password: string; newPassword: string },
  caller: Caller,
): Promise<void> {
  const owner = user.id
  const confirmed = await reauthenticationService.confirmPassword(ctx, user, password, caller)
  if (newPassword.normalize('NFC') === password.normalize('NFC'))
    throw unprocessable('errors.passwordSame', 'body.newPassword')
  const passwordHash = await newPasswordService.hashChosen(ctx, newPassword, 'body.newPassword')
  await inTransaction(ctx, async (ctx) => {
    await reauthenticationService.hold(ctx, user, confirmed)
    await accountsService.setPasswordHash(ctx, owner, passwordHash)
    await loginsService.endOthers(ctx, user, 'password_change')
    await emailChangeService.callOff(ctx, owner)
    await authRepository.setTokensUsed(ctx.db, { owner, now: ctx.clock() })
    await auditService.record(ctx, { owner, event: 'password.changed' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'passwordChanged' })
  })
}

/**
 * Mails a link to the address an account is to have and a notice to the one it has. Nothing here
 * depends on whose the new one is: the mail that follows tells.
 * @throws AppError AUTH_INVALID_CREDENTIALS for a wrong password, RATE_LIMITED after too many
 */
export async function requestEmailChange(
  ctx: Context,
  user: Asker,
  { password, email }: { password: string; email: string },
  caller: Caller,
): Promise<void> {
  const owner = user.id
  const confirmed = await reauthenticationService.confirmPassword(ctx, user, password, caller)
  await inTransaction(ctx, async (ctx) => {
    await reauthenticationService.hold(ctx, user, confirmed)
    await emailChangeService.prepare(ctx, owner, email)
    await auditService.record(ctx, { owner, event: 'email.change_requested' })
    if (await mailBudgetsService.spend(ctx, email))
      await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'changeEmail' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'emailChangeRequested' })
  })
}

/**
 * Makes the address a token was mailed to the account's and returns it; links mailed before are
 * worthless.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used, expired or another's, CONFLICT
 * when the address has become another's
 */
export function confirmEmailChange(ctx: Context, user: Asker, token: string): Promise<string> {
  const owner = user.id
  const mailed = mailTokensService.read(token)
  if (mailed.owner !== owner) throw unprocessable('errors.tokenInvalid')
  return inTransaction(ctx, async (ctx) => {
    await accountsService.lockPasswordHash(ctx, owner)
    const contactId = await mailTokensService.consume(ctx, 'change_email', mailed)
    const email = await emailChangeService.complete(ctx, owner, contactId)
    await authRepository.setTokensUsed(ctx.db, { owner, now: ctx.clock() })
    await auditService.record(ctx, { owner, event: 'email.changed' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'emailChanged' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'emailLeft' })
    return email
  })
}
