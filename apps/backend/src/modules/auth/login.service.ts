import { inTransaction, type Context, type User } from '../../context.ts'
import { AppError, forbidden } from '../../errors.ts'
import { loginFailures } from '../../utils/metrics.ts'
import { checkPassword, hashPassword, isOutdated } from '../../utils/passwords.ts'
import * as guessesService from '../limits/guesses.service.ts'
import type { Caller } from '../limits/guesses.service.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as accountDeletionService from './accountDeletion.service.ts'
import type { Device } from './logins.repository.ts'
import * as loginsService from './logins.service.ts'
import type { Tokens } from './logins.service.ts'
import * as secondFactorService from './secondFactor.service.ts'

interface Credentials {
  readonly login: string
  readonly password: string
  readonly captcha?: string | undefined
  readonly code?: string | undefined
  /** Keeps an account that the user has deleted. */
  readonly keepAccount?: boolean | undefined
}

/** A new login: its tokens, its user, and the cookie that identifies the device from now on. */
interface Opened {
  readonly tokens: Tokens
  readonly deviceCookie: string
  readonly user: { readonly id: string; readonly username: string; readonly role: User['role'] }
}

/**
 * Opens a login if the password and, where required, the code are right. Renews a password hash made
 * with an older pepper or another cost, because that needs the password.
 * @throws AppError AUTH_INVALID_CREDENTIALS for an unknown name, a wrong password, and an account
 * that is suspended or erased; FORBIDDEN for an unverified account; ACCOUNT_DELETING for one that the
 * user has deleted, unless `keepAccount` is set; TOTP_REQUIRED as
 * `secondFactorService.verify`; RATE_LIMITED after too many wrong guesses; UNPROCESSABLE if a
 * captcha is required
 */
export async function logIn(
  ctx: Context,
  credentials: Credentials,
  from: Device & Caller,
): Promise<Opened> {
  const account = await identify(ctx, credentials, from)
  if (account.hasTotp)
    await secondFactorService.verify(ctx, { owner: account.id }, credentials.code, from)
  const renewedHash = isOutdated(ctx.config, account.passwordHash)
    ? await hashPassword(ctx.config, credentials.password)
    : undefined
  const tokens = await inTransaction(ctx, async (ctx) => {
    if (account.status === 'deleting') await accountDeletionService.keep(ctx, { owner: account.id })
    if (!(await accountsService.lockIfUnchanged(ctx, account, renewedHash))) return undefined
    return loginsService.open(ctx, { owner: account.id }, from)
  })
  // The account has changed since it was read (status, password, hash or second factor): retry.
  if (!tokens) return logIn(ctx, credentials, from)
  return {
    tokens,
    deviceCookie: guessesService.deviceCookieFor(ctx, account.id, from),
    user: { id: account.id, username: account.username, role: account.role },
  }
}

/** Finds the account and checks its password. Counts the guess by the given name, before hashing. */
async function identify(
  ctx: Context,
  { login, password, captcha, keepAccount }: Credentials,
  from: Device & Caller,
) {
  const account = await accountsService.findCredentials(ctx, login)
  const guess = {
    purpose: 'login',
    name: login,
    owner: account?.id,
    caller: from,
    captcha: { answer: captcha },
  } as const
  return guessesService.guard(ctx, guess, async () => {
    const isRight = await checkPassword(ctx.config, password, account?.passwordHash)
    if (!account || !isRight) throw await refused(ctx, account?.id, 'credentials', from)
    if (account.status === 'inactive') throw await refused(ctx, account.id, 'unverified', from)
    if (account.status === 'deleting') {
      if (keepAccount) return account
      throw await refused(ctx, account.id, 'deleting', from)
    }
    if (account.status !== 'active') throw await refused(ctx, account.id, 'status', from)
    return account
  })
}

/**
 * Logs a refused login before the answer is sent. Unknown names are logged too, with the same
 * statement, so that both cases take the same time. A blocked guess does not get here, so the limits
 * on guesses also bound the log.
 */
async function refused(
  ctx: Context,
  owner: string | undefined,
  reason: 'credentials' | 'status' | 'unverified' | 'deleting',
  { ip }: Device,
): Promise<AppError> {
  loginFailures.inc({ reason })
  await auditService.record(ctx, {
    owner: owner ?? auditService.NO_ACCOUNT,
    event: 'login.refused',
    details: { reason, ...(ip && { network: ip }) },
  })
  if (reason === 'unverified') return forbidden('errors.unverified')
  if (reason === 'deleting') return new AppError('ACCOUNT_DELETING', 'errors.accountDeleting')
  return new AppError('AUTH_INVALID_CREDENTIALS', 'errors.invalidCredentials')
}
