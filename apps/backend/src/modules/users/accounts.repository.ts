import type { AccountStatus, DistanceUnit, Language, WeekStart } from '@fitvibe/contract'

import { row, type Db, type Key } from '../../db/knex.ts'

export interface Credentials {
  readonly id: string
  readonly username: string
  readonly role: 'user' | 'admin'
  readonly status: AccountStatus
  readonly passwordHash: string
  /** True if a login needs a code in addition to the password. */
  readonly hasTotp: boolean
}

/** The facts that a login was checked against; they must not change before it is open. */
export type CheckedAccount = Pick<Credentials, 'id' | 'passwordHash' | 'hasTotp'>

/** Recipient of a mail. `emailOwner` is the user who has verified the address: this one or another. */
export interface Recipient {
  readonly id: string
  readonly username: string
  readonly lang: Language
  readonly status: Credentials['status']
  readonly contactId: string
  readonly email: string
  readonly emailOwner: string | null
  readonly timezone: string
}

interface NewUser {
  readonly id: string
  readonly username: string
  readonly passwordHash: string
  readonly preferredLang: string
  readonly timezone: string
  readonly weekStart: WeekStart
  readonly distanceUnit: DistanceUnit
  readonly createdAt: Date
}

export async function insertUser(db: Db, user: NewUser): Promise<void> {
  await db('users').insert({
    id: user.id,
    username: user.username,
    password_hash: user.passwordHash,
    preferred_lang: user.preferredLang,
    timezone: user.timezone,
    week_start: user.weekStart,
    distance_unit: user.distanceUnit,
    created_at: user.createdAt,
  })
}

export async function insertEmail(
  db: Db,
  contact: { owner: string; id: string; email: string; createdAt: Date },
): Promise<void> {
  await db('user_contacts').insert({
    owner: contact.owner,
    id: contact.id,
    type: 'email',
    value: contact.email,
    is_primary: true,
    is_recovery: true,
    created_at: contact.createdAt,
  })
}

/**
 * Claims a username or address for a user, unless another user holds it. A claim that has expired is
 * free. If several requests race, one succeeds.
 */
export async function claimIdentity(
  db: Db,
  claim: {
    kind: 'username' | 'email'
    value: string
    owner: string
    now: Date
    expiresAt: Date | null
  },
): Promise<boolean> {
  const claimed = await row(
    db,
    /* sql */ `
    insert into identities (kind, value, user_id, expires_at)
    values (:kind, :value, :owner, :expiresAt)
    on conflict (kind, value) do update
      set user_id = excluded.user_id, expires_at = excluded.expires_at
      where identities.expires_at <= :now or identities.user_id = excluded.user_id
    returning value`,
    claim,
  )
  return claimed !== undefined
}

/** Returns whether an erasure has reserved a username, given by its hashes. */
export async function isReserved(db: Db, hashes: readonly Buffer[]): Promise<boolean> {
  const reserved = await db('erasures').whereIn('name_hash', hashes).first('id_hash')
  return reserved !== undefined
}

/** Frees all other addresses of a user. */
export async function deleteOtherEmailIdentities(
  db: Db,
  { owner, email }: { owner: string; email: string },
): Promise<void> {
  await db('identities')
    .where({ kind: 'email', user_id: owner })
    .whereNot({ value: email })
    .delete()
}

/** Marks an address as verified and returns it. */
export async function setEmailVerified(db: Db, { owner, id }: Key): Promise<string | undefined> {
  const [contact] = await db('user_contacts')
    .where({ owner, id })
    .update({ is_verified: true, refused_at: null })
    .returning<{ value: string }[]>('value')
  return contact?.value
}

/** Activates an inactive account and returns its username. */
export async function setActive(db: Db, { owner }: { owner: string }): Promise<string | undefined> {
  const [user] = await db('users')
    .where({ id: owner, status: 'inactive' })
    .update({ status: 'active' })
    .returning<{ username: string }[]>('username')
  return user?.username
}

export async function findPasswordHash(
  db: Db,
  { owner }: { owner: string },
): Promise<string | undefined> {
  const user = await db('users')
    .where({ id: owner })
    .first<{ password_hash: string } | undefined>('password_hash')
  return user?.password_hash
}

/** Finds an account's password hash and locks it until the transaction ends. */
export async function findPasswordHashForUpdate(
  db: Db,
  { owner }: { owner: string },
): Promise<string | undefined> {
  const user = await row<{ passwordHash: string }>(
    db,
    /* sql */ `
    select password_hash as "passwordHash" from users where id = :owner for no key update`,
    { owner },
  )
  return user?.passwordHash
}

/** Locks an account until the transaction ends; false if it has changed since it was read. */
export async function lockIfUnchanged(db: Db, account: CheckedAccount): Promise<boolean> {
  const locked = await row(
    db,
    /* sql */ `
    select 1 from users
    where id = :id and password_hash = :passwordHash and has_totp = :hasTotp and status = 'active'
    for share`,
    account,
  )
  return locked !== undefined
}

/** Like `lockIfUnchanged`; also replaces the hash with a new one of the same password. */
export async function setRenewedHash(
  db: Db,
  account: CheckedAccount & { readonly renewedHash: string },
): Promise<boolean> {
  const renewed = await row(
    db,
    /* sql */ `
    update users set password_hash = :renewedHash
    where id = :id and password_hash = :passwordHash and has_totp = :hasTotp and status = 'active'
    returning id`,
    account,
  )
  return renewed !== undefined
}

export async function setPasswordHash(
  db: Db,
  { owner, passwordHash }: { owner: string; passwordHash: string },
): Promise<void> {
  await db('users').where({ id: owner }).update({ password_hash: passwordHash })
}

export async function setHasTotp(
  db: Db,
  { owner, hasTotp }: { owner: string; hasTotp: boolean },
): Promise<void> {
  await db('users').where({ id: owner }).update({ has_totp: hasTotp })
}

/** Finds the account of a username or verified address. */
export function findCredentials(
  db: Db,
  identity: { kind: 'username' | 'email'; value: string },
): Promise<Credentials | undefined> {
  return row<Credentials>(
    db,
    /* sql */ `
    select u.id, u.username, u.role, u.status, u.password_hash as "passwordHash",
      u.has_totp as "hasTotp"
    from identities i join users u on u.id = i.user_id
    where i.kind = :kind and i.value = :value`,
    identity,
  )
}

export function findRecipient(
  db: Db,
  { owner }: { owner: string },
): Promise<Recipient | undefined> {
  return row<Recipient>(
    db,
    /* sql */ `
    select u.id, u.username, u.preferred_lang as lang, u.status, c.id as "contactId",
      c.value as email, i.user_id as "emailOwner", u.timezone
    from users u
    join user_contacts c on c.owner = u.id and c.type = 'email' and c.is_primary
    left join identities i on i.kind = 'email' and i.value = c.value
    where u.id = :owner`,
    { owner },
  )
}

/** Finds the newest account with this address unverified. */
export async function findUnverified(db: Db, email: string): Promise<string | undefined> {
  const contact = await db('user_contacts')
    .where({ value: email, type: 'email', is_primary: true, is_verified: false })
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'owner', order: 'desc' },
    ])
    .first<{ owner: string } | undefined>('owner')
  return contact?.owner
}

/** Deletes up to `limit` accounts that were created by a time and never verified. */
export async function deleteUnverified(db: Db, until: Date, limit: number): Promise<number> {
  const old = () => db('users').where({ status: 'inactive' }).where('created_at', '<=', until)
  return old().whereIn('id', old().select('id').limit(limit)).delete()
}

/** Frees up to `limit` usernames whose claim had expired by a time. */
export async function deleteExpiredIdentities(db: Db, now: Date, limit: number): Promise<number> {
  const expired = () => db('identities').where('expires_at', '<=', now)
  return expired()
    .whereIn(['kind', 'value'], expired().select('kind', 'value').limit(limit))
    .delete()
}
