import { timingSafeEqual } from 'node:crypto'

import { inTransaction, type Context } from '../../context.ts'
import { AppError, authRequired, forbidden, notFound } from '../../errors.ts'
import { secondsAfter, unixSeconds } from '../../utils/clock.ts'
import { liveLogins, type User } from '../../utils/liveLogins.ts'
import { loginFailures } from '../../utils/metrics.ts'
import { checkPassword, hashPassword, isOutdated } from '../../utils/passwords.ts'
import {
  hashToken,
  newSecret,
  nextSecret,
  packToken,
  signAccessToken,
  unpackToken,
} from '../../utils/tokens.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as guessesService from './guesses.service.ts'
import type { Caller } from './guesses.service.ts'
import * as loginsRepository from './logins.repository.ts'
import type { Device, StoredRefresh, Which } from './logins.repository.ts'
import { deviceName } from './logins.rules.ts'
import * as secondFactorService from './secondFactor.service.ts'

/** A login's tokens, for cookies. */
export interface Tokens {
  readonly sid: string
  readonly access: string
  /** Unix time in seconds at which `access` ends. */
  readonly accessExpiresAt: number
  readonly refresh: string
  /** How long `refresh` can be used. */
  readonly lifetimeSeconds: number
}

interface Credentials {
  readonly login: string
  readonly password: string
  readonly captcha?: string | undefined
  readonly code?: string | undefined
}

/** Whoever asks, by account and login. */
type Asker = Pick<User, 'id' | 'sid'>

/** A login just opened: for whom, and the cookie its device is known by from now on. */
interface Opened {
  readonly tokens: Tokens
  readonly knownAs: string
  readonly user: { readonly id: string; readonly username: string; readonly role: User['role'] }
}

/** How long a token may be used a second time: two tabs, or an answer lost on the way. */
const GRACE_SECONDS = 10

/**
 * Opens a login for whoever knows the password, and the code where one is asked for. A hash made with another pepper or at another cost
 * than today's is made anew, which the password is needed for.
 * @throws AppError AUTH_INVALID_CREDENTIALS for unknown name and wrong password alike, FORBIDDEN
 * for an account that is not active, TOTP_REQUIRED as `demand`, RATE_LIMITED after too many wrong
 * guesses, UNPROCESSABLE where a captcha is asked for
 */
export async function login(
  ctx: Context,
  credentials: Credentials,
  from: Device & Caller,
): Promise<Opened> {
  const account = await identify(ctx, credentials, from)
  if (account.hasTotp) await secondFactorService.demand(ctx, account.id, credentials.code, from)
  const renewedHash = isOutdated(ctx.config, account.passwordHash)
    ? await hashPassword(ctx.config, credentials.password)
    : undefined
  const now = ctx.clock()
  const sid = ctx.newId()
  const secret = newSecret()
  const absoluteExpiresAt = secondsAfter(now, ctx.config.loginTtlSeconds)
  const family = { owner: account.id, familyId: sid, parentJti: null, absoluteExpiresAt }
  const tokens = await inTransaction(ctx, async (ctx) => {
    if (!(await accountsService.hold(ctx, account, renewedHash))) return undefined
    await auditService.record(ctx, { owner: account.id, event: 'login.opened', details: { sid } })
    return insert(ctx, { ...family, secret, device: from })
  })
  // Suspended, given another password or a second factor, or hashed anew meanwhile: look again.
  if (!tokens) return login(ctx, credentials, from)
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
 * Exchanges a refresh token for its successor. Of any number of simultaneous uses all get the same
 * successor; a use later than that ends the login, and that is committed before it is refused.
 * @throws AppError AUTH_REQUIRED
 */
export async function refresh(ctx: Context, token: string, device: Device): Promise<Tokens> {
  const { key, secret } = readRefresh(token)
  const tokens = await inTransaction(ctx, async (ctx) => {
    const stored = await loginsRepository.findRefreshForUpdate(ctx.db, key)
    if (!stored || !isUsable(stored, secret, ctx.clock())) return undefined
    const successor = nextSecret(ctx.config.refreshSecret, secret)
    if (!stored.usedAt) return rotate(ctx, stored, successor, device)
    const known = await loginsRepository.findSuccessor(ctx.db, key)
    const isLate = secondsAfter(stored.usedAt, GRACE_SECONDS) < ctx.clock()
    if (known && !known.usedAt && !isLate) return issue(ctx, stored, known.jti, successor)
    await end(ctx, stored.owner, { familyId: stored.familyId }, 'reuse')
    return undefined
  })
  if (!tokens) throw authRequired()
  return tokens
}

/** Ends the login a refresh token belongs to; a token that is none ends nothing. */
export async function logout(ctx: Context, token: string | undefined): Promise<void> {
  const unpacked = token === undefined ? undefined : unpackToken(token, 2)
  const [owner, jti] = unpacked?.ids ?? []
  if (!unpacked || !owner || !jti) return
  await inTransaction(ctx, async (ctx) => {
    const stored = await loginsRepository.findRefreshForUpdate(ctx.db, { owner, jti })
    if (!stored || !isSame(stored, unpacked.secret)) return
    await end(ctx, owner, { familyId: stored.familyId }, 'logout')
  })
}

/** Ends every login of a user, in the caller's transaction. */
export async function endAll(ctx: Context, owner: string, reason: string): Promise<void> {
  await loginsRepository.lockLogins(ctx.db, owner)
  await end(ctx, owner, 'all', reason)
}

/** Where a user is logged in, newest first. */
export async function list(ctx: Context, user: User) {
  const logins = await loginsRepository.listLive(ctx.db, { owner: user.id, now: ctx.clock() })
  return logins.map(({ userAgent, ip, ...login }) => ({
    ...login,
    device: deviceName(userAgent),
    network: ip,
    isCurrent: login.id === user.sid,
  }))
}

/**
 * Ends one of a user's logins.
 * @throws AppError NOT_FOUND for one that is another's or has ended
 */
export async function endOne(ctx: Context, owner: string, familyId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await loginsRepository.lockLogins(ctx.db, owner)
    const ended = await end(ctx, owner, { familyId }, 'ended_by_user')
    if (ended === 0) throw notFound('errors.notFound.login')
  })
}

/** Ends all logins of a user but the one they use, because they say so; returns how many. */
export function logOutElsewhere(ctx: Context, user: Asker): Promise<number> {
  return inTransaction(ctx, (ctx) => endOthers(ctx, user, 'ended_by_user'))
}

/** Ends all logins of a user but the one they use, in the caller's transaction. */
export async function endOthers(ctx: Context, user: Asker, reason: string): Promise<number> {
  await loginsRepository.lockLogins(ctx.db, user.id)
  return end(ctx, user.id, { except: user.sid }, reason)
}

/** The user of a login, if it lives: known for 15 s, else looked up. */
export async function findLiveLogin(
  ctx: Context,
  owner: string,
  sid: string,
): Promise<User | undefined> {
  const now = ctx.clock()
  const known = liveLogins.get(sid, now)
  if (known) return known.id === owner ? known : undefined
  const user = await loginsRepository.findUser(ctx.db, { owner, sid, now })
  if (user) liveLogins.set(sid, user, now)
  return user
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

/** Ends logins under the lock of `lockLogins` and returns how many lived. */
async function end(ctx: Context, owner: string, which: Which, reason: string): Promise<number> {
  const now = ctx.clock()
  const ended = await loginsRepository.setRevoked(ctx.db, owner, which, { at: now, reason })
  if (ended.length === 0) return 0
  for (const sid of ended) liveLogins.delete(sid, now)
  const event = reason === 'reuse' ? 'refresh.reused' : 'login.ended'
  await auditService.record(ctx, { owner, event, details: { reason, sids: ended.join(' ') } })
  return ended.length
}

function readRefresh(token: string) {
  const unpacked = unpackToken(token, 2)
  const [owner, jti] = unpacked?.ids ?? []
  if (!unpacked || !owner || !jti) throw authRequired()
  return { key: { owner, jti }, secret: unpacked.secret }
}

const isSame = (stored: StoredRefresh, secret: Buffer) =>
  timingSafeEqual(stored.tokenHash, hashToken(secret))

function isUsable(stored: StoredRefresh, secret: Buffer, now: Date): boolean {
  return isSame(stored, secret) && !stored.revokedAt && stored.expiresAt > now
}

async function rotate(ctx: Context, stored: StoredRefresh, secret: Buffer, device: Device) {
  await loginsRepository.setUsed(ctx.db, stored, ctx.clock())
  const { owner, familyId, absoluteExpiresAt } = stored
  return insert(ctx, { owner, familyId, parentJti: stored.jti, secret, device, absoluteExpiresAt })
}

async function insert(
  ctx: Context,
  login: {
    owner: string
    familyId: string
    parentJti: string | null
    secret: Buffer
    device: Device
    absoluteExpiresAt: Date
  },
): Promise<Tokens> {
  const { secret, device, ...family } = login
  const jti = ctx.newId()
  await loginsRepository.insertRefresh(ctx.db, {
    ...family,
    ...device,
    jti,
    tokenHash: hashToken(secret),
    createdAt: ctx.clock(),
    expiresAt: idleEnd(ctx, family.absoluteExpiresAt),
  })
  return issue(ctx, family, jti, secret)
}

/** A refresh token ends when it is left lying, or with its login, whichever comes first. */
function idleEnd(ctx: Context, absoluteExpiresAt: Date): Date {
  const idle = secondsAfter(ctx.clock(), ctx.config.refreshTtlSeconds)
  return idle < absoluteExpiresAt ? idle : absoluteExpiresAt
}

async function issue(
  ctx: Context,
  login: { owner: string; familyId: string; absoluteExpiresAt: Date },
  jti: string,
  secret: Buffer,
): Promise<Tokens> {
  const { config } = ctx
  const now = ctx.clock()
  const issuedAt = unixSeconds(now)
  const expiresAt = issuedAt + config.accessTtlSeconds
  const claims = { userId: login.owner, sid: login.familyId, expiresAt }
  return {
    sid: login.familyId,
    access: await signAccessToken(config.keyRing(now).signing, claims, issuedAt),
    accessExpiresAt: expiresAt,
    refresh: packToken([login.owner, jti], secret),
    lifetimeSeconds: unixSeconds(idleEnd(ctx, login.absoluteExpiresAt)) - issuedAt,
  }
}
