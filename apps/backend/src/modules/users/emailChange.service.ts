import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import * as accountsRepository from './accounts.repository.ts'
import type { Recipient } from './accounts.repository.ts'
import * as contactsRepository from './contacts.repository.ts'

/**
 * Puts an address down as the one an account is to have, in the place of any that waits; in the
 * caller's transaction, which has locked the account. Whose it is does not matter before it is
 * confirmed.
 */
export async function prepare(ctx: Context, owner: string, email: string): Promise<void> {
  await contactsRepository.deleteWaitingEmail(ctx.db, owner)
  await contactsRepository.insertWaitingEmail(ctx.db, {
    owner,
    id: ctx.newId(),
    email,
    createdAt: ctx.clock(),
  })
}

/** Drops the address that waits, if one does, and its tokens. */
export function callOff(ctx: Context, owner: string): Promise<void> {
  return contactsRepository.deleteWaitingEmail(ctx.db, owner)
}

export function findWaiting(ctx: Context, owner: string): Promise<Recipient | undefined> {
  return contactsRepository.findWaitingEmail(ctx.db, owner)
}

/**
 * Makes the address that waits the account's, for good and alone, and frees the one it had; in the
 * caller's transaction, which has locked the account. Returns the address.
 * @throws AppError CONFLICT when it has become another's
 */
export async function complete(ctx: Context, owner: string, contactId: string): Promise<string> {
  await contactsRepository.setPrimaryLeft(ctx.db, owner)
  const email = await contactsRepository.setWaitingPrimary(ctx.db, owner, contactId)
  const isOurs =
    email !== undefined &&
    (await accountsRepository.claimIdentity(ctx.db, {
      kind: 'email',
      value: email,
      userId: owner,
      now: ctx.clock(),
      expiresAt: null,
    }))
  if (!isOurs) throw conflict('errors.emailTaken')
  await accountsRepository.deleteOtherEmailIdentities(ctx.db, owner, email)
  return email
}

/** The addresses an account has left and that have not been told yet. */
export function listLeft(ctx: Context, owner: string): Promise<Recipient[]> {
  return contactsRepository.listLeftEmails(ctx.db, owner)
}

/** Deletes an address that was left, once it has been told. */
export function forgetLeft(ctx: Context, { id, contactId }: Recipient): Promise<void> {
  return contactsRepository.deleteContact(ctx.db, id, contactId)
}
