import { timingSafeEqual } from 'node:crypto'

import { inTransaction, type Context, type User } from '../../context.ts'
import { authRequired, notFound } from '../../errors.ts'
import { secondsAfter, unixSeconds } from '../../utils/clock.ts'
import { liveLogins } from '../../utils/liveLogins.ts'
import {
  hashToken,
  newSecret,
  nextSecret,
  packToken,
  signAccessToken,
  unpackToken,
} from '../../utils/tokens.ts'
import * as auditService from '../system/audit.service.ts'
import * as loginsRepository from './logins.repository.ts'
import type { Device, StoredRefresh, Which } from './logins.repository.ts'
import { deviceName } from './logins.rules.ts'

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

/** Whoever asks, by account and login. */
type Asker = Pick<User, 'id' | 'sid'>

/** How long a token may be used a second time: two tabs, or an answer lost on the way. */
const GRACE_SECONDS = 10

/** Opens a login and returns its tokens, in the caller's transaction, which holds the account. */
export async function open(ctx: Context, owner: string, device: Device): Promise<Tokens> {
  const sid = ctx.newId()
  await auditService.record(ctx, { owner, event: 'login.opened', details: { sid } })
  return insert(ctx, {
    owner,
    familyId: sid,
    parentJti: null,
    secret: newSecret(),
    device,
    absoluteExpiresAt: secondsAfter(ctx.clock(), ctx.config.loginTtlSeconds),
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
