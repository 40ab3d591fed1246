import { row, type Db } from '../../db/knex.ts'

export type TokenKind = 'verify_email' | 'reset_password' | 'change_email'

/** Stores a token of which only the hash is kept. */
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

/** Whether a token could be consumed now: a look ahead of costly work, no decision. */
export async function isTokenGood(db: Db, key: TokenKey): Promise<boolean> {
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

/** Consumes a token and returns the address it was mailed to; of any number who race, one does. */
export async function consumeToken(db: Db, key: TokenKey): Promise<string | undefined> {
  const consumed = await row<{ contactId: string }>(
    db,
    /* sql */ `
    update account_tokens set used_at = :now
    where owner = :owner and kind = :kind and token_hash = :hash
      and used_at is null and expires_at > :now
    returning contact_id as "contactId"`,
    { ...key },
  )
  return consumed?.contactId
}

/** Makes all tokens of a user worthless. */
export async function setTokensUsed(
  db: Db,
  { owner, now }: { owner: string; now: Date },
): Promise<void> {
  await db('account_tokens').where({ owner }).whereNull('used_at').update({ used_at: now })
}

/** Deletes so many tokens, at most, that ended before a time, used or not. */
export async function deleteOldTokens(db: Db, before: Date, limit: number): Promise<number> {
  // Asked twice, so that neither half has to look through the tokens that are good.
  const old = () => db('account_tokens').where('expires_at', '<', before)
  const batch = old().select('owner', 'id').limit(limit)
  return old().whereIn(['owner', 'id'], batch).delete()
}
