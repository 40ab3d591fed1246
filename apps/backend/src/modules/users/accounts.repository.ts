import { row, type Db } from '../../db/knex.ts'

export interface Credentials {
  readonly id: string
  readonly username: string
  readonly role: 'user' | 'admin'
  readonly status: 'inactive' | 'active' | 'suspended' | 'archived'
  readonly passwordHash: string
  /** Whether logging in takes a code beside the password. */
  readonly hasTotp: boolean
}

/** What a login was let in on: none of it may change before it is open. */
export type Held = Pick<Credentials, 'id' | 'passwordHash' | 'hasTotp'>

/** Whom a mail goes to. `emailOwner` has verified the same address, be it this user or another. */
export interface Recipient {
  readonly id: string
  readonly username: string
  readonly lang: 'en' | 'de'
  readonly status: Credentials['status']
  readonly contactId: string
  readonly email: string
  readonly emailOwner: string | null
}

interface NewUser {
  readonly id: string
  readonly username: string
  readonly passwordHash: string
  readonly preferredLang: string
  readonly timezone: string
  readonly createdAt: Date
}

export async function insertUser(db: Db, user: NewUser): Promise<void> {
  await db('users').insert({
    id: user.id,
    username: user.username,
    password_hash: user.passwordHash,
    preferred_lang: user.preferredLang,
    timezone: user.timezone,
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
 * Takes a name for a user unless somebody holds it; whoever races, one gets it. A name held only
 * until a time that has passed is free.
 */
export async function claimIdentity(
  db: Db,
  claim: {
    kind: 'username' | 'email'
    value: string
    userId: string
    now: Date
    expiresAt: Date | null
  },
): Promise<boolean> {
  const claimed = await row(
    db,
    /* sql */ `
    insert into identities (kind, value, user_id, expires_at)
    values (:kind, :value, :userId, :expiresAt)
    on conflict (kind, value) do update
      set user_id = excluded.user_id, expires_at = excluded.expires_at
      where identities.expires_at < :now or identities.user_id = excluded.user_id
    returning value`,
    claim,
  )
  return claimed !== undefined
}

/** Makes a username held for a while its user's for good; false if another has taken it since. */
export async function keepUsername(db: Db, userId: string): Promise<boolean> {
  const kept = await db('identities')
    .where({ kind: 'username', user_id: userId })
    .update({ expires_at: null })
  return kept > 0
}

/** Frees the addresses a user had before this one. */
export async function deleteOtherEmailIdentities(
  db: Db,
  userId: string,
  email: string,
): Promise<void> {
  await db('identities')
    .where({ kind: 'email', user_id: userId })
    .whereNot({ value: email })
    .delete()
}

/** Marks an address as verified and returns it. */
export async function setEmailVerified(
  db: Db,
  owner: string,
  contactId: string,
): Promise<string | undefined> {
  const [contact] = await db('user_contacts')
    .where({ owner, id: contactId })
    .update({ is_verified: true })
    .returning<{ value: string }[]>('value')
  return contact?.value
}

/** Activates an account that waits for it and returns its username. */
export async function setActive(db: Db, userId: string): Promise<string | undefined> {
  const [user] = await db('users')
    .where({ id: userId, status: 'inactive' })
    .update({ status: 'active' })
    .returning<{ username: string }[]>('username')
  return user?.username
}

export async function findPasswordHash(db: Db, userId: string): Promise<string | undefined> {
  const user = await db('users')
    .where({ id: userId })
    .first<{ password_hash: string } | undefined>('password_hash')
  return user?.password_hash
}

/** The hash of an account's password, which nobody changes before the transaction ends. */
export async function findPasswordHashForUpdate(
  db: Db,
  userId: string,
): Promise<string | undefined> {
  const user = await row<{ passwordHash: string }>(
    db,
    /* sql */ `
    select password_hash as "passwordHash" from users where id = :userId for no key update`,
    { userId },
  )
  return user?.passwordHash
}

/** Keeps an account as it was read until the transaction ends; false where it is so no more. */
export async function holdAccount(db: Db, account: Held): Promise<boolean> {
  const held = await row(
    db,
    /* sql */ `
    select 1 from users
    where id = :id and password_hash = :passwordHash and has_totp = :hasTotp and status = 'active'
    for share`,
    account,
  )
  return held !== undefined
}

/** As `holdAccount`, and puts another hash of the same password in the place of the one read. */
export async function renewPasswordHash(
  db: Db,
  account: Held & { readonly renewedHash: string },
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

export async function setPasswordHash(db: Db, userId: string, hash: string): Promise<void> {
  await db('users').where({ id: userId }).update({ password_hash: hash })
}

export async function setHasTotp(db: Db, userId: string, hasTotp: boolean): Promise<void> {
  await db('users').where({ id: userId }).update({ has_totp: hasTotp })
}

/** Finds the account behind a username or a verified address. */
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

export function findRecipient(db: Db, userId: string): Promise<Recipient | undefined> {
  return row<Recipient>(
    db,
    /* sql */ `
    select u.id, u.username, u.preferred_lang as lang, u.status, c.id as "contactId",
      c.value as email, i.user_id as "emailOwner"
    from users u
    join user_contacts c on c.owner = u.id and c.type = 'email' and c.is_primary
    left join identities i on i.kind = 'email' and i.value = c.value
    where u.id = :userId`,
    { userId },
  )
}

/** The newest account that waits for this address to be verified. */
export async function findUnverified(db: Db, email: string): Promise<string | undefined> {
  const contact = await db('user_contacts')
    .where({ value: email, type: 'email', is_primary: true, is_verified: false })
    .orderBy('created_at', 'desc')
    .first<{ owner: string } | undefined>('owner')
  return contact?.owner
}

/** Deletes accounts never verified since `before`; their names are free by then. */
export async function deleteUnverified(db: Db, before: Date): Promise<number> {
  return db('users').where({ status: 'inactive' }).where('created_at', '<', before).delete()
}

export async function deleteExpiredIdentities(db: Db, now: Date): Promise<void> {
  await db('identities').where('expires_at', '<', now).delete()
}
