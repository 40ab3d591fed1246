import type { DistanceUnit, Language, WeekStart } from '@fitvibe/contract'

import { RETENTION_SECONDS } from '../../config/retention.ts'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { hashName } from '../../utils/erasures.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import * as accountsRepository from './accounts.repository.ts'
import type { CheckedAccount } from './accounts.repository.ts'
import * as contactsRepository from './contacts.repository.ts'

export type { Recipient } from './accounts.repository.ts'

export interface NewAccount {
  readonly username: string
  readonly email: string
  readonly passwordHash: string
  readonly preferredLang: Language
  readonly timezone: string
  readonly weekStart?: WeekStart | undefined
  readonly distanceUnit?: DistanceUnit | undefined
}

/**
 * Creates an inactive account in the caller's transaction and returns its id. The username is
 * reserved for a day; the address stays unclaimed until it is verified.
 * @throws AppError CONFLICT if the username is taken
 */
export async function create(ctx: Context, account: NewAccount): Promise<string> {
  const now = ctx.clock()
  const owner = ctx.newId()
  const isFree = await accountsRepository.claimIdentity(ctx.db, {
    kind: 'username',
    value: account.username,
    owner,
    now,
    expiresAt: secondsAfter(now, RETENTION_SECONDS.unconfirmed),
  })
  // The claim comes first: it waits for an erasure that is about to reserve the name.
  if (!isFree || (await isReserved(ctx, account.username))) throw conflict('errors.usernameTaken')
  await accountsRepository.insertUser(ctx.db, {
    ...account,
    weekStart: account.weekStart ?? 'monday',
    distanceUnit: account.distanceUnit ?? 'km',
    id: owner,
    createdAt: now,
  })
  await accountsRepository.insertEmail(ctx.db, {
    owner,
    id: ctx.newId(),
    email: account.email,
    createdAt: now,
  })
  return owner
}

/** Returns whether an erased account had the username. */
function isReserved(ctx: Context, username: string): Promise<boolean> {
  const hashes = ctx.config.erasureSecrets.map((key) => hashName(key, username))
  return accountsRepository.isReserved(ctx.db, hashes)
}

/**
 * Claims an address permanently for its user and activates the account, in the caller's transaction.
 * Returns the username.
 * @throws AppError CONFLICT if another account has claimed the address or the username by now
 */
export async function activate(
  ctx: Context,
  { owner, contactId }: { owner: string; contactId: string },
): Promise<string> {
  const email = await accountsRepository.setEmailVerified(ctx.db, { owner, id: contactId })
  const isOurs =
    email !== undefined &&
    (await accountsRepository.claimIdentity(ctx.db, {
      kind: 'email',
      value: email,
      owner,
      now: ctx.clock(),
      expiresAt: null,
    }))
  if (!isOurs) throw conflict('errors.emailTaken')
  const username = await accountsRepository.setActive(ctx.db, { owner })
  if (username === undefined) throw conflict('errors.emailTaken')
  const claim = {
    kind: 'username',
    value: username,
    owner,
    now: ctx.clock(),
    expiresAt: null,
  } as const
  if (!(await accountsRepository.claimIdentity(ctx.db, claim)))
    throw conflict('errors.usernameTaken')
  return username
}

/** Finds an account by the name entered at login: an address if it contains `@`, else a username. */
export function findCredentials(ctx: Context, login: string) {
  const kind = login.includes('@') ? 'email' : 'username'
  return accountsRepository.findCredentials(ctx.db, { kind, value: login })
}

export function findRecipient(ctx: Context, { owner }: { owner: string }) {
  return accountsRepository.findRecipient(ctx.db, { owner })
}

export function findUnverified(ctx: Context, email: string) {
  return accountsRepository.findUnverified(ctx.db, email)
}

export function findPasswordHash(ctx: Context, { owner }: { owner: string }) {
  return accountsRepository.findPasswordHash(ctx.db, { owner })
}

/**
 * Finds an account's password hash and locks it until the caller's transaction ends. Callers take
 * this lock before any other, which serialises logins, resets and changes of password or address.
 */
export function lockPasswordHash(ctx: Context, { owner }: { owner: string }) {
  return accountsRepository.findPasswordHashForUpdate(ctx.db, { owner })
}

/**
 * Locks an account until the caller's transaction ends and stores the renewed hash, if given.
 * Returns false if the account is no longer active or its password or second factor has changed.
 */
export function lockIfUnchanged(
  ctx: Context,
  { id, passwordHash, hasTotp }: CheckedAccount,
  renewedHash: string | undefined,
): Promise<boolean> {
  const account = { id, passwordHash, hasTotp }
  return renewedHash === undefined
    ? accountsRepository.lockIfUnchanged(ctx.db, account)
    : accountsRepository.setRenewedHash(ctx.db, { ...account, renewedHash })
}

export function setPasswordHash(ctx: Context, change: { owner: string; passwordHash: string }) {
  return accountsRepository.setPasswordHash(ctx.db, change)
}

/** Sets whether a login needs a code. A concurrent login notices by `lockIfUnchanged` and retries. */
export function setHasTotp(ctx: Context, change: { owner: string; hasTotp: boolean }) {
  return accountsRepository.setHasTotp(ctx.db, change)
}

/**
 * Deletes accounts that were not verified within a week, and usernames and pending addresses that were
 * not within a day. Returns the number of accounts.
 */
export async function deleteUnverified({ db, clock }: Context): Promise<number> {
  const now = clock()
  const [unverified, unconfirmed] = [
    secondsAfter(now, -RETENTION_SECONDS.unverified),
    secondsAfter(now, -RETENTION_SECONDS.unconfirmed),
  ]
  await repeatInBatches((limit) => contactsRepository.deletePendingEmails(db, unconfirmed, limit))
  await repeatInBatches((limit) => accountsRepository.deleteExpiredIdentities(db, now, limit))
  return repeatInBatches((limit) => accountsRepository.deleteUnverified(db, unverified, limit))
}
