import { row, type Db } from '../../db/knex.ts'
import type { User } from '../../utils/liveLogins.ts'

/** A refresh token as it is stored; a login is a family of them, each the parent of the next. */
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

/** Where a login comes from, cut down to what its owner recognises it by. */
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

/** Finds a refresh token and locks it: whoever else uses it waits. */
export function findRefreshForUpdate(
  db: Db,
  key: { owner: string; jti: string },
): Promise<StoredRefresh | undefined> {
  return row<StoredRefresh>(
    db,
    /* sql */ `
    select owner, jti, family_id as "familyId", parent_jti as "parentJti",
      token_hash as "tokenHash", expires_at as "expiresAt",
      absolute_expires_at as "absoluteExpiresAt", used_at as "usedAt", revoked_at as "revokedAt"
    from auth_sessions where owner = :owner and jti = :jti for update`,
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
  key: { owner: string; jti: string },
  usedAt: Date,
): Promise<void> {
  await db('auth_sessions').where({ owner: key.owner, jti: key.jti }).update({ used_at: usedAt })
}

/** Ends one login, or with `familyId` left out all of an owner's; which ones is returned. */
export async function setRevoked(
  db: Db,
  logins: { owner: string; familyId?: string },
  revoked: { at: Date; reason: string },
): Promise<string[]> {
  const ended = await db('auth_sessions')
    .where({ owner: logins.owner, ...(logins.familyId && { family_id: logins.familyId }) })
    .whereNull('revoked_at')
    .update({ revoked_at: revoked.at, revoke_reason: revoked.reason })
    .returning<{ family_id: string }[]>('family_id')
  return [...new Set(ended.map(({ family_id }) => family_id))]
}

/** The user of a login that still lives: not revoked, not at its end, account active. */
export function findUser(
  db: Db,
  login: { owner: string; sid: string; now: Date },
): Promise<User | undefined> {
  return row<User>(
    db,
    /* sql */ `
    select u.id, s.family_id as sid, u.username, u.role, u.preferred_lang as "preferredLang",
      u.timezone
    from auth_sessions s join users u on u.id = s.owner
    where s.owner = :owner and s.family_id = :sid and s.revoked_at is null
      and s.used_at is null and s.expires_at > :now and u.status = 'active'
    limit 1`,
    login,
  )
}
