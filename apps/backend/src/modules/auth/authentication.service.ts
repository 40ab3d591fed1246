import { inTransaction, type Context, type User } from '../../context.ts'
import { AppError, forbidden } from '../../errors.ts'
import { loginFailures } from '../../utils/metrics.ts'
import { checkPassword, hashPassword, isOutdated } from '../../utils/passwords.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as guessesService from './guesses.service.ts'
import type { Caller } from './guesses.service.ts'
import type { Device } from './logins.repository.ts'
import * as loginsService from './logins.service.ts'
import type { Tokens } from './logins.service.ts'
import * as secondFactorService from './secondFactor.service.ts'

interface Credentials {
  readonly login: string
  readonly password: string
  readonly captcha?: string | undefined
  readonly code?: string | undefined
}

/** A login just opened: for whom, and the cookie its device is known by from now on. */
interface Opened {
  readonly tokens: Tokens
  readonly knownAs: string
  readonly user: { readonly id: string; readonly username: string; readonly role: User['role'] }
}

/**
 * Opens a login for whoever knows the password, and the code where one is asked for. A hash made
 * with another pepper or at another cost than today's is made anew, which takes the password.
 * @throws AppError AUTH_INVALID_CREDENTIALS for unknown name and wrong password alike, FORBIDDEN
 * for an account that is not active, TOTP_REQUIRED as `demand`, RATE_LIMITED after too many wrong
 * guesses, UNPROCESSABLE where a captcha is asked for
 */
export async function logIn(
  ctx: Context,
  credentials: Credentials,
  from: Device & Caller,
): Promise<Opened> {
  const account = await identify(ctx, credentials, from)
  if (account.hasTotp) await secondFactorService.demand(ctx, account.id, credentials.code, from)
  const renewedHash = isOutdated(ctx.config, account.passwordHash)
    ? await hashPassword(ctx.config, credentials.password)
    : undefined
  const tokens = await inTransaction(ctx, async (ctx) => {
    if (!(await accountsService.hold(ctx, account, renewedHash))) return undefined
    return loginsService.open(ctx, account.id, from)
  })
  // Suspended, given another password or a second factor, or hashed anew meanwhile: look again.
  if (!tokens) return logIn(ctx, credentials, from)
  return {
    tokens,
    knownAs: guessesService.rememberDevice(ctx, account.id, from),
    user: { id: account.id, username: account.username, role: account.role },
  }
}

/** The account whose password this is; counted before it is hashed, by the name that was given. */
async function identify(
  ctx: Context,
  { login, password, captcha }: Credentials,
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
    if (account.status !== 'active') throw await refused(ctx, account.id, 'status', from)
    return account
  })
}

/**
 * Writes down that a login was refused, before the answer and for names nobody has as well: the one
 * statement, and its time, are the same for both. A guess that has to wait does not get here, so
 * that the limits of guesses bound the log.
 */
async function refused(
  ctx: Context,
  owner: string | undefined,
  reason: 'credentials' | 'status' | 'unverified',
  { ip }: Device,
): Promise<AppError> {
  loginFailures.inc({ reason })
  await auditService.record(ctx, {
    owner: owner ?? auditService.NOBODY,
    event: 'login.refused',
    details: { reason, ...(ip && { network: ip }) },
  })
  return reason === 'unverified'
    ? forbidden('errors.unverified')
    : new AppError('AUTH_INVALID_CREDENTIALS', 'errors.invalidCredentials')
}
