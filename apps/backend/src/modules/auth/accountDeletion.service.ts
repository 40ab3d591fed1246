import { inTransaction, type Context, type User } from '../../context.ts'
import { authRequired, notFound, unprocessable } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import type { Caller } from '../limits/guesses.service.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as deletionsService from '../users/deletions.service.ts'
import * as emailChangeService from '../users/emailChange.service.ts'
import * as accountTokensRepository from './accountTokens.repository.ts'
import * as loginsService from './logins.service.ts'
import * as mailTokensService from './mailTokens.service.ts'
import * as proofService from './proof.service.ts'
import type { Proof } from './proof.service.ts'
import * as reauthenticationService from './reauthentication.service.ts'

/**
 * Deletes the user's account after seven days, in which they can keep it, and returns when. Ends all
 * logins and mailed links. The account counts as not active at once.
 * @throws AppError AUTH_INVALID_CREDENTIALS for a wrong password, TOTP_REQUIRED for a wrong code,
 * RATE_LIMITED after too many of either, AUTH_REQUIRED if the account is already being deleted
 */
export async function request(
  ctx: Context,
  user: User,
  proof: Proof,
  caller: Caller,
): Promise<Date> {
  const confirmed = await proofService.confirm(ctx, user, proof, caller)
  return inTransaction(ctx, async (ctx) => {
    await reauthenticationService.lockIfUnchanged(ctx, user, confirmed)
    const erasesAt = await start(ctx, user.id)
    if (!erasesAt) throw authRequired()
    return erasesAt
  })
}

/**
 * Deletes an account at the user's written request, with the same seven days. Returns when it is
 * erased; for an account that is already being deleted, the time set then.
 * @throws AppError NOT_FOUND if no verified account has the name
 */
export function requestFor(ctx: Context, username: string): Promise<Date> {
  return inTransaction(ctx, async (ctx) => {
    const account = username.includes('@')
      ? undefined
      : await accountsService.findCredentials(ctx, username)
    if (!account) throw notFound('errors.notFound.account')
    const owner = account.id
    await accountsService.lockPasswordHash(ctx, { owner })
    const erasesAt =
      (await start(ctx, owner, { by: 'command line' })) ??
      (await deletionsService.findErasesAt(ctx, { owner }))
    if (!erasesAt) throw notFound('errors.notFound.account')
    return erasesAt
  })
}

async function start(
  ctx: Context,
  owner: string,
  details: Readonly<Record<string, string>> = {},
): Promise<Date | undefined> {
  const erasesAt = await deletionsService.start(ctx, { owner })
  if (!erasesAt) return undefined
  await loginsService.endAll(ctx, { owner, reason: 'account_deleted' })
  await emailChangeService.cancel(ctx, { owner })
  await accountTokensRepository.setAllTokensUsed(ctx.db, { owner, now: ctx.clock() })
  await auditService.record(ctx, { owner, event: 'account.deleted', details })
  await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'accountDeleting' })
  return erasesAt
}

/**
 * Keeps the account that a token from the mail belongs to, and returns its username.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used or expired
 */
export function keepByLink(ctx: Context, token: string): Promise<string> {
  const mailed = mailTokensService.read(token)
  const { owner } = mailed
  return inTransaction(ctx, async (ctx) => {
    await accountsService.lockPasswordHash(ctx, { owner })
    await mailTokensService.consume(ctx, 'keep_account', mailed)
    const recipient = await accountsService.findRecipient(ctx, { owner })
    if (!recipient || !(await keep(ctx, { owner }))) throw unprocessable('errors.tokenInvalid')
    return recipient.username
  })
}

/** Keeps an account in the caller's transaction. Returns false if its erasure has begun. */
export async function keep(ctx: Context, { owner }: { owner: string }): Promise<boolean> {
  if (!(await deletionsService.cancel(ctx, { owner }))) return false
  await accountTokensRepository.setAllTokensUsed(ctx.db, { owner, now: ctx.clock() })
  await auditService.record(ctx, { owner, event: 'account.kept' })
  await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'accountKept' })
  return true
}
