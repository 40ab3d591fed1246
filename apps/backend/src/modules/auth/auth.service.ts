import { inTransaction, type Context } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as emailChangeService from '../users/emailChange.service.ts'
import * as authRepository from './auth.repository.ts'
import * as guessesService from './guesses.service.ts'
import type { Caller } from './guesses.service.ts'
import * as loginsService from './logins.service.ts'
import * as mailBudgetsService from './mailBudgets.service.ts'
import * as mailTokensService from './mailTokens.service.ts'
import * as newPasswordService from './newPassword.service.ts'

interface Registration {
  readonly email: string
  readonly username: string
  readonly password: string
  readonly preferredLang: 'en' | 'de'
  readonly timezone: string
}

/**
 * Creates an account that waits for its address to be verified. Nothing here depends on whose the
 * address is: the mail that follows tells an owner and a newcomer apart.
 * @throws AppError CONFLICT when the username is taken, VALIDATION_ERROR for a common password
 */
export async function register(ctx: Context, registration: Registration): Promise<void> {
  const { password, ...account } = registration
  const passwordHash = await newPasswordService.hashChosen(ctx, password, 'body.password')
  await inTransaction(ctx, async (ctx) => {
    const owner = await accountsService.create(ctx, { ...account, passwordHash })
    if (await mailBudgetsService.spend(ctx, account.email))
      await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'verify' })
  })
}

/**
 * Verifies the address a token was mailed to and returns whose it is now.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used or expired
 */
export function verify(ctx: Context, token: string): Promise<string> {
  const mailed = mailTokensService.read(token)
  return inTransaction(ctx, async (ctx) => {
    const contactId = await mailTokensService.consume(ctx, 'verify_email', mailed)
    return accountsService.activate(ctx, mailed.owner, contactId)
  })
}

/** Mails a new link to an address that waits for one; to any other, nothing, and nobody learns. */
export async function resendVerification(ctx: Context, email: string): Promise<void> {
  const owner = await accountsService.findUnverified(ctx, email)
  if (!(await mailBudgetsService.spend(ctx, email))) return
  await enqueue(ctx.db, 'sendAccountMail', { owner: owner ?? ctx.newId(), mail: 'verify' })
}

/** Mails a link to set a new password to a verified address; as silent as `resendVerification`. */
export async function requestPasswordReset(ctx: Context, email: string): Promise<void> {
  const account = await accountsService.findCredentials(ctx, email)
  if (!(await mailBudgetsService.spend(ctx, email))) return
  await enqueue(ctx.db, 'sendAccountMail', { owner: account?.id ?? ctx.newId(), mail: 'reset' })
}

/**
 * Sets a new password, ends every login and calls off a change of address that waits. The token is
 * looked at before the costly hash and consumed after it.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used or expired, RATE_LIMITED after
 * too many of them, VALIDATION_ERROR for a common password
 */
export async function resetPassword(
  ctx: Context,
  token: string,
  newPassword: string,
  caller: Caller,
): Promise<void> {
  const mailed = mailTokensService.read(token)
  const { owner } = mailed
  const now = ctx.clock()
  const key = { ...mailed, kind: 'reset_password', now } as const
  await guessesService.guard(ctx, { purpose: 'reset', name: owner, owner, caller }, async () => {
    if (!(await authRepository.isTokenGood(ctx.db, key))) throw unprocessable('errors.tokenInvalid')
  })
  const passwordHash = await newPasswordService.hashChosen(ctx, newPassword, 'body.newPassword')
  await inTransaction(ctx, async (ctx) => {
    await accountsService.lockPasswordHash(ctx, owner)
    await mailTokensService.consume(ctx, 'reset_password', mailed)
    await authRepository.setTokensUsed(ctx.db, { owner, now })
    await accountsService.setPasswordHash(ctx, owner, passwordHash)
    await loginsService.endAll(ctx, owner, 'password_reset')
    await emailChangeService.callOff(ctx, owner)
    await auditService.record(ctx, { owner, event: 'password.reset' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'passwordChanged' })
  })
}
