import { row, type Db } from '../../db/knex.ts'

export type TokenKind = 'verify_email' | 'reset_password' | 'change_email' | 'keep_account'

/** Inserts a token; only its hash is stored. */
export async function insertToken(
  db: Db,
  token: {
    owner: string
    id: string
    kind: TokenKind
    hash: Buffer
    contactId: string
    createdAt: Date
    expiresAt: Date
  },
): Promise<void> {
  await db('account_tokens').insert({
    owner: token.owner,
    id: token.id,
    kind: token.kind,
    token_hash: token.hash,
    contact_id: token.contactId,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
  })
}

interface TokenKey {
  readonly owner: string
  readonly kind: TokenKind
  readonly hash: Buffer
  readonly now: Date
}

/** Returns whether a token is valid now. Only a check before costly work: `setTokenUsed` decides. */
export async function isTokenValid(db: Db, key: TokenKey): Promise<boolean> {
  const found = await row(
    db,
    /* sql */ `
    select 1 from account_tokens
    where owner = :owner and kind = :kind and token_hash = :hash
      and used_at is null and expires_at > :now`,
    { ...key },
  )
  return found !== undefined
}

/** Marks a token as used and returns its contact; if several requests race, one succeeds. */
export async function setTokenUsed(db: Db, key: TokenKey): Promise<string | undefined> {
  const used = await row<{ contactId: string }>(
    db,
    /* sql */ `
    update account_tokens set used_at = :now
    where owner = :owner and kind = :kind and token_hash = :hash
      and used_at is null and expires_at > :now
    returning contact_id as "contactId"`,
    { ...key },
  )
  return used?.contactId
}

/** Invalidates all tokens of a user. */
export async function setAllTokensUsed(
  db: Db,
  { owner, now }: { owner: string; now: Date },
): Promise<void> {
  await db('account_tokens').where({ owner }).whereNull('used_at').update({ used_at: now })
}

/** Invalidates the links by which other users would verify the same address. */
export async function setOlderVerificationsUsed(
  db: Db,
  { owner, email, now }: { owner: string; email: string; now: Date },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update account_tokens t set used_at = :now
    from user_contacts c
    where c.value = :email and c.type = 'email' and c.is_primary and not c.is_verified
      and t.owner = c.owner and t.kind = 'verify_email' and t.used_at is null
      and t.owner <> :owner`,
    { owner, email, now },
  )
}

/** Deletes up to `limit` tokens that had expired by a time, used or not. */
export async function deleteExpiredTokens(db: Db, until: Date, limit: number): Promise<number> {
  // Filters twice, so neither half scans the valid tokens.
  const expired = () => db('account_tokens').where('expires_at', '<=', until)
  const batch = expired().select('owner', 'id').limit(limit)
  return expired().whereIn(['owner', 'id'], batch).delete()
}
