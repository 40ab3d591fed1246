import { inTransaction, type Context } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { hashPassword } from '../../utils/passwords.ts'
import { hashToken, unpackToken } from '../../utils/tokens.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as authRepository from './auth.repository.ts'
import type { TokenKind } from './auth.repository.ts'
import * as guessesService from './guesses.service.ts'
import type { Caller } from './guesses.service.ts'
import * as loginsService from './logins.service.ts'

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
 * @throws AppError CONFLICT when the username is taken
 */
export async function register(ctx: Context, registration: Registration): Promise<void> {
  const { password, ...account } = registration
  const passwordHash = await hashPassword(ctx.config, password)
  await inTransaction(ctx, async (ctx) => {
    const owner = await accountsService.create(ctx, { ...account, passwordHash })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'verify' })
  })
}

/**
 * Verifies the address a token was mailed to and returns whose it is now.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used or expired
 */
export function verify(ctx: Context, token: string): Promise<string> {
  const { owner, hash } = readToken(token)
  return inTransaction(ctx, async (ctx) => {
    const contactId = await consume(ctx, 'verify_email', owner, hash)
    return accountsService.activate(ctx, owner, contactId)
  })
}

/** Mails a new link to an address that waits for one; to any other, nothing, and nobody learns. */
export async function resendVerification(ctx: Context, email: string): Promise<void> {
  const owner = await accountsService.findUnverified(ctx, email)
  await enqueue(ctx.db, 'sendAccountMail', { owner: owner ?? ctx.newId(), mail: 'verify' })
}

/** Mails a link to set a new password to a verified address; as silent as `resendVerification`. */
export async function requestPasswordReset(ctx: Context, email: string): Promise<void> {
  const account = await accountsService.findCredentials(ctx, email)
  await enqueue(ctx.db, 'sendAccountMail', { owner: account?.id ?? ctx.newId(), mail: 'reset' })
}

/**
 * Sets a new password and ends every login. The token is looked at before the costly hash and
 * consumed after it.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used or expired, RATE_LIMITED after
 * too many of them
 */
export async function resetPassword(
  ctx: Context,
  token: string,
  newPassword: string,
  caller: Caller,
): Promise<void> {
  const { owner, hash } = readToken(token)
  const now = ctx.clock()
  const key = { owner, kind: 'reset_password', hash, now } as const
  await guessesService.guard(ctx, { purpose: 'reset', name: owner, owner, caller }, async () => {
    if (!(await authRepository.isTokenGood(ctx.db, key))) throw unprocessable('errors.tokenInvalid')
  })
  const passwordHash = await hashPassword(ctx.config, newPassword)
  await inTransaction(ctx, async (ctx) => {
    await consume(ctx, 'reset_password', owner, hash)
    await authRepository.setTokensUsed(ctx.db, { owner, kind: 'reset_password', now })
    await accountsService.setPasswordHash(ctx, owner, passwordHash)
    await loginsService.endAll(ctx, owner, 'password_reset')
    await auditService.record(ctx, { owner, event: 'password.reset' })
  })
}

async function consume(ctx: Context, kind: TokenKind, owner: string, hash: Buffer) {
  const key = { owner, kind, hash, now: ctx.clock() }
  const contactId = await authRepository.consumeToken(ctx.db, key)
  if (contactId === undefined) throw unprocessable('errors.tokenInvalid')
  return contactId
}

function readToken(token: string): { owner: string; hash: Buffer } {
  const unpacked = unpackToken(token, 1)
  const [owner] = unpacked?.ids ?? []
  if (!unpacked || !owner) throw unprocessable('errors.tokenInvalid')
  return { owner, hash: hashToken(unpacked.secret) }
}
