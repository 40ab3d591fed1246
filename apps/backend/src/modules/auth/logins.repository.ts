import type { User } from '../../context.ts'
import { row, rows, type Db } from '../../db/knex.ts'

/** A stored refresh token. A login is a family of tokens, each the parent of the next. */
export interface Refresh {
  readonly owner: string
  readonly jti: string
  readonly familyId: string
  readonly parentJti: string | null
  readonly tokenHash: Buffer
  readonly expiresAt: Date
  readonly absoluteExpiresAt: Date
}

export interface StoredRefresh extends Refresh {
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
}

/** The origin of a login, reduced to what the user needs to recognise it. */
export interface Device {
  readonly userAgent: string | null
  readonly ip: string | null
}

export async function insertRefresh(
  db: Db,
  refresh: Refresh & Device & { readonly createdAt: Date },
): Promise<void> {
  await db('auth_sessions').insert({
    owner: refresh.owner,
    jti: refresh.jti,
    family_id: refresh.familyId,
    parent_jti: refresh.parentJti,
    token_hash: refresh.tokenHash,
    user_agent: refresh.userAgent,
    ip: refresh.ip,
    created_at: refresh.createdAt,
    expires_at: refresh.expiresAt,
    absolute_expires_at: refresh.absoluteExpiresAt,
  })
}

/**
 * Locks all logins of a user against other requests that open, renew or end them. Locking a single
 * token is not enough: a request that waits for it would not see the successor inserted in the
 * meantime and would leave that one live.
 */
export async function lockLogins(db: Db, { owner }: { owner: string }): Promise<void> {
  await row(db, 'select 1 from users where id = :owner for no key update', { owner })
}

/** Finds a refresh token after locking its user's logins as `lockLogins` does. */
export function findRefreshForUpdate(
  db: Db,
  key: { owner: string; jti: string },
): Promise<StoredRefresh | undefined> {
  return row<StoredRefresh>(
    db,
    /* sql */ `
    with account as materialized (select id from users where id = :owner for no key update)
    select s.owner, s.jti, s.family_id as "familyId", s.parent_jti as "parentJti",
      s.token_hash as "tokenHash", s.expires_at as "expiresAt",
      s.absolute_expires_at as "absoluteExpiresAt", s.used_at as "usedAt",
      s.revoked_at as "revokedAt"
    from account join auth_sessions s on s.owner = account.id
    where s.owner = :owner and s.jti = :jti for update of s`,
    key,
  )
}

export async function findSuccessor(
  db: Db,
  key: { owner: string; jti: string },
): Promise<{ jti: string; usedAt: Date | null } | undefined> {
  return row(
    db,
    /* sql */ `
    select jti, used_at as "usedAt" from auth_sessions
    where owner = :owner and parent_jti = :jti and revoked_at is null`,
    key,
  )
}

export async function setUsed(
  db: Db,
  { owner, jti }: { owner: string; jti: string },
  usedAt: Date,
): Promise<void> {
  await db('auth_sessions').where({ owner, jti }).update({ used_at: usedAt })
}

/** Selects logins of a user: one, all except one, or all. */
export type Selection = { readonly familyId: string } | { readonly except: string } | 'all'

/** Ends logins and returns the ids of those that were live. */
export async function setRevoked(
  db: Db,
  { owner, which }: { owner: string; which: Selection },
  revoked: { at: Date; reason: string },
): Promise<string[]> {
  const ended = await rows<{ familyId: string; wasLive: boolean }>(
    db,
    /* sql */ `
    update auth_sessions set revoked_at = :at, revoke_reason = :reason
    where owner = :owner and revoked_at is null ${conditionOf(which)}
    returning family_id as "familyId", used_at is null and expires_at > :at as "wasLive"`,
    { owner, ...(which !== 'all' && which), ...revoked },
  )
  return ended.flatMap(({ familyId, wasLive }) => (wasLive ? familyId : []))
}

function conditionOf(which: Selection): string {
  if (which === 'all') return ''
  return 'except' in which ? 'and family_id <> :except' : 'and family_id = :familyId'
}

export interface LiveLogin extends Device {
  readonly id: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
}

/** Lists the live logins of a user, newest first. */
export function listLive(
  db: Db,
  { owner, now }: { owner: string; now: Date },
): Promise<LiveLogin[]> {
  return rows<LiveLogin>(
    db,
    /* sql */ `
    select s.family_id as id, s.user_agent as "userAgent", s.ip, f.began_at as "createdAt",
      s.created_at as "lastSeenAt", s.expires_at as "expiresAt"
    from auth_sessions s
    cross join lateral (
      select min(created_at) as began_at from auth_sessions
      where owner = s.owner and family_id = s.family_id
    ) f
    where s.owner = :owner and s.used_at is null and s.revoked_at is null and s.expires_at > :now
    order by f.began_at desc, s.family_id desc`,
    { owner, now },
  )
}

/** Finds the user of a live login: not revoked, not expired, account active. */
export function findUser(
  db: Db,
  login: { owner: string; sid: string; now: Date },
): Promise<User | undefined> {
  return row<User>(
    db,
    /* sql */ `
    select u.id, s.family_id as sid, u.username, u.role, u.preferred_lang as "preferredLang",
      u.timezone, u.week_start as "weekStart"
    from auth_sessions s join users u on u.id = s.owner
    where s.owner = :owner and s.family_id = :sid and s.revoked_at is null
      and s.used_at is null and s.expires_at > :now and u.status = 'active'
    limit 1`,
    login,
  )
}

/** Deletes up to `limit` refresh tokens of logins that had ended by a time. */
export async function deleteEnded(db: Db, until: Date, limit: number): Promise<number> {
  // Filters twice, so neither half scans the live logins.
  const ended = () =>
    db('auth_sessions').whereRaw('least(revoked_at, absolute_expires_at) <= ?', [until])
  const batch = ended().select('owner', 'jti').limit(limit)
  return ended().whereIn(['owner', 'jti'], batch).delete()
}

/**
 * Deletes up to `limit` refresh tokens of logins whose last token had expired unused by a time. The
 * last token, by which the others are found, goes last.
 */
export async function deleteIdle(db: Db, until: Date, limit: number): Promise<number> {
  const deleted = await rows(
    db,
    /* sql */ `
    delete from auth_sessions where (owner, jti) in (
      select t.owner, t.jti
      from (
        select owner, family_id from auth_sessions
        where used_at is null and expires_at <= :until limit :limit
      ) login
      join auth_sessions t on t.owner = login.owner and t.family_id = login.family_id
      order by t.used_at is null limit :limit)
    returning jti`,
    { until, limit },
  )
  return deleted.length
}
