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
import type { Device, StoredRefresh, Selection } from './logins.repository.ts'
import { deviceName } from './logins.rules.ts'

/** The tokens of a login, for its cookies. */
export interface Tokens {
  readonly sid: string
  readonly access: string
  /** Unix time in seconds at which `access` expires. */
  readonly accessExpiresAt: number
  readonly refresh: string
  /** Time until `refresh` expires. */
  readonly lifetimeSeconds: number
}

/** A token may be used again for this long: two tabs refresh at once, or an answer gets lost. */
const GRACE_SECONDS = 10

/** Opens a login and returns its tokens, in the caller's transaction, which has locked the account. */
export async function open(
  ctx: Context,
  { owner }: { owner: string },
  device: Device,
): Promise<Tokens> {
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
 * Exchanges a refresh token for its successor. Simultaneous uses all get the same successor. A later
 * reuse ends the login, which is committed before the error is thrown.
 * @throws AppError AUTH_REQUIRED
 */
export async function refresh(ctx: Context, token: string, device: Device): Promise<Tokens> {
  const { key, secret } = readRefresh(token)
  const tokens = await inTransaction(ctx, async (ctx) => {
    const stored = await loginsRepository.findRefreshForUpdate(ctx.db, key)
    if (!stored || !isUsable(stored, secret, ctx.clock())) return undefined
    const successor = nextSecret(ctx.config.refreshSecret, secret)
    if (!stored.usedAt) return rotate(ctx, stored, successor, device)
    const existing = await loginsRepository.findSuccessor(ctx.db, key)
    const isLate = secondsAfter(stored.usedAt, GRACE_SECONDS) < ctx.clock()
    if (existing && !existing.usedAt && !isLate) return issue(ctx, stored, existing.jti, successor)
    const { owner, familyId } = stored
    await end(ctx, { owner, which: { familyId }, reason: 'reuse' })
    return undefined
  })
  if (!tokens) throw authRequired()
  return tokens
}

/** Ends the login of a refresh token; ignores an invalid token. */
export async function logOut(ctx: Context, token: string | undefined): Promise<void> {
  const unpacked = token === undefined ? undefined : unpackToken(token, 2)
  const [owner, jti] = unpacked?.ids ?? []
  if (!unpacked || !owner || !jti) return
  await inTransaction(ctx, async (ctx) => {
    const stored = await loginsRepository.findRefreshForUpdate(ctx.db, { owner, jti })
    if (!stored || !isSame(stored, unpacked.secret)) return
    await end(ctx, { owner, which: { familyId: stored.familyId }, reason: 'logout' })
  })
}

/** Ends every login of a user, in the caller's transaction. */
export async function endAll(
  ctx: Context,
  { owner, reason }: { owner: string; reason: string },
): Promise<void> {
  await loginsRepository.lockLogins(ctx.db, { owner })
  await end(ctx, { owner, which: 'all', reason })
}

/** Lists the live logins of a user, newest first. */
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
 * @throws AppError NOT_FOUND for a login that has ended or belongs to another user
 */
export async function endOne(ctx: Context, { id: owner }: User, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await loginsRepository.lockLogins(ctx.db, { owner })
    const ended = await end(ctx, { owner, which: { familyId: id }, reason: 'ended_by_user' })
    if (ended === 0) throw notFound('errors.notFound.login')
  })
}

/** Ends all other logins at the user's request; returns how many. */
export function logOutElsewhere(ctx: Context, user: User): Promise<number> {
  return inTransaction(ctx, (ctx) => endOthers(ctx, user, 'ended_by_user'))
}

/** Ends all logins of a user except the current one, in the caller's transaction. */
export async function endOthers(ctx: Context, user: User, reason: string): Promise<number> {
  const owner = user.id
  await loginsRepository.lockLogins(ctx.db, { owner })
  return end(ctx, { owner, which: { except: user.sid }, reason })
}

/** Finds the user of a live login; cached for 15 s. */
export async function findUser(
  ctx: Context,
  { owner, sid }: { owner: string; sid: string },
): Promise<User | undefined> {
  const now = ctx.clock()
  const cached = liveLogins.get(sid, now)
  if (cached) return cached.id === owner ? cached : undefined
  const user = await loginsRepository.findUser(ctx.db, { owner, sid, now })
  if (user) liveLogins.set(sid, user, now)
  return user
}

/** Ends logins and returns how many were live. Callers hold the lock of `lockLogins`. */
async function end(
  ctx: Context,
  { owner, which, reason }: { owner: string; which: Selection; reason: string },
): Promise<number> {
  const now = ctx.clock()
  const revoked = { at: now, reason }
  const ended = await loginsRepository.setRevoked(ctx.db, { owner, which }, revoked)
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
    expiresAt: expiryOf(ctx, family.absoluteExpiresAt),
  })
  return issue(ctx, family, jti, secret)
}

/** A refresh token expires when unused for too long, and at the latest with its login. */
function expiryOf(ctx: Context, absoluteExpiresAt: Date): Date {
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
    lifetimeSeconds: unixSeconds(expiryOf(ctx, login.absoluteExpiresAt)) - issuedAt,
  }
}
