import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as accountsRepository from './accounts.repository.ts'
import type { Held } from './accounts.repository.ts'
import * as contactsRepository from './contacts.repository.ts'

export type { Recipient } from './accounts.repository.ts'

const DAY = 86_400

interface NewAccount {
  readonly username: string
  readonly email: string
  readonly passwordHash: string
  readonly preferredLang: 'en' | 'de'
  readonly timezone: string
}

/**
 * Creates an inactive account in the caller's transaction and returns its id. The username is held
 * for a day; the address is nobody's before it is verified.
 * @throws AppError CONFLICT when the username is taken
 */
export async function create(ctx: Context, account: NewAccount): Promise<string> {
  const now = ctx.clock()
  const userId = ctx.newId()
  const isFree = await accountsRepository.claimIdentity(ctx.db, {
    kind: 'username',
    value: account.username,
    userId,
    now,
    expiresAt: secondsAfter(now, DAY),
  })
  if (!isFree) throw conflict('errors.usernameTaken')
  await accountsRepository.insertUser(ctx.db, { ...account, id: userId, createdAt: now })
  await accountsRepository.insertEmail(ctx.db, {
    owner: userId,
    id: ctx.newId(),
    email: account.email,
    createdAt: now,
  })
  return userId
}

/**
 * Makes an address its user's, for good and alone, and the account active; in the caller's
 * transaction. Returns the username.
 * @throws AppError CONFLICT when address or username have become another's meanwhile
 */
export async function activate(ctx: Context, userId: string, contactId: string): Promise<string> {
  const email = await accountsRepository.setEmailVerified(ctx.db, userId, contactId)
  const isOurs =
    email !== undefined &&
    (await accountsRepository.claimIdentity(ctx.db, {
      kind: 'email',
      value: email,
      userId,
      now: ctx.clock(),
      expiresAt: null,
    }))
  if (!isOurs) throw conflict('errors.emailTaken')
  if (!(await accountsRepository.keepUsername(ctx.db, userId)))
    throw conflict('errors.usernameTaken')
  const username = await accountsRepository.setActive(ctx.db, userId)
  if (username === undefined) throw conflict('errors.emailTaken')
  return username
}

/** Finds the account a person names at login, by address if there is an `@` in it. */
export function findCredentials(ctx: Context, login: string) {
  const kind = login.includes('@') ? 'email' : 'username'
  return accountsRepository.findCredentials(ctx.db, { kind, value: login })
}

export function findRecipient(ctx: Context, userId: string) {
  return accountsRepository.findRecipient(ctx.db, userId)
}

export function findUnverified(ctx: Context, email: string) {
  return accountsRepository.findUnverified(ctx.db, email)
}

export function findPasswordHash(ctx: Context, userId: string) {
  return accountsRepository.findPasswordHash(ctx.db, userId)
}

/**
 * The hash of an account's password, locked to the end of the caller's transaction. First of all
 * locks, it lets changes of password and address, resets and logins of one account pass in turn.
 */
export function lockPasswordHash(ctx: Context, userId: string) {
  return accountsRepository.findPasswordHashForUpdate(ctx.db, userId)
}

/**
 * Keeps an account as it was found until the caller's transaction ends, but for a hash made anew.
 * False where it is no longer active, or has another password or second factor.
 */
export function hold(
  ctx: Context,
  { id, passwordHash, hasTotp }: Held,
  renewedHash: string | undefined,
): Promise<boolean> {
  const account = { id, passwordHash, hasTotp }
  return renewedHash === undefined
    ? accountsRepository.holdAccount(ctx.db, account)
    : accountsRepository.renewPasswordHash(ctx.db, { ...account, renewedHash })
}

export function setPasswordHash(ctx: Context, userId: string, hash: string) {
  return accountsRepository.setPasswordHash(ctx.db, userId, hash)
}

/** Says whether logging in takes a code; whoever is logging in meanwhile looks again, by `hold`. */
export function setHasTotp(ctx: Context, userId: string, hasTotp: boolean) {
  return accountsRepository.setHasTotp(ctx.db, userId, hasTotp)
}

/**
 * Deletes what was never verified within a day: accounts, the names held for them, and addresses
 * that accounts were to have.
 */
export async function deleteUnverified(ctx: Context): Promise<number> {
  const now = ctx.clock()
  const deleted = await accountsRepository.deleteUnverified(ctx.db, secondsAfter(now, -DAY))
  await contactsRepository.deleteWaitingEmails(ctx.db, secondsAfter(now, -DAY))
  await accountsRepository.deleteExpiredIdentities(ctx.db, now)
  return deleted
}
