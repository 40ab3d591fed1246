import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import * as accountsRepository from './accounts.repository.ts'
import type { Recipient } from './accounts.repository.ts'
import * as contactsRepository from './contacts.repository.ts'

/**
 * Stores a pending address in place of any earlier one, in the caller's transaction, which has
 * locked the account. Another account may have the same address until one of them confirms it.
 */
export async function request(
  ctx: Context,
  { owner, email }: { owner: string; email: string },
): Promise<void> {
  await contactsRepository.deletePendingEmail(ctx.db, { owner })
  await contactsRepository.insertPendingEmail(ctx.db, {
    owner,
    id: ctx.newId(),
    email,
    createdAt: ctx.clock(),
  })
}

/** Deletes the pending address, if any, and its tokens. */
export function cancel(ctx: Context, { owner }: { owner: string }): Promise<void> {
  return contactsRepository.deletePendingEmail(ctx.db, { owner })
}

export function findPending(
  ctx: Context,
  { owner }: { owner: string },
): Promise<Recipient | undefined> {
  return contactsRepository.findPendingEmail(ctx.db, { owner })
}

/**
 * Claims the pending address for the account and frees the previous one, in the caller's
 * transaction, which has locked the account. Returns the address.
 * @throws AppError CONFLICT if another account has verified the address by now
 */
export async function complete(
  ctx: Context,
  { owner, contactId }: { owner: string; contactId: string },
): Promise<string> {
  await contactsRepository.setPrimaryFormer(ctx.db, { owner })
  const email = await contactsRepository.setPendingPrimary(ctx.db, { owner, id: contactId })
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
  await accountsRepository.deleteOtherEmailIdentities(ctx.db, { owner, email })
  return email
}

/** Lists former addresses that have not been notified yet. */
export function listFormer(ctx: Context, { owner }: { owner: string }): Promise<Recipient[]> {
  return contactsRepository.listFormerEmails(ctx.db, { owner })
}

/** Deletes a former address once it has been notified. */
export function deleteFormer(ctx: Context, { id: owner, contactId }: Recipient): Promise<void> {
  return contactsRepository.deleteContact(ctx.db, { owner, id: contactId })
}

/** Returns whether the account's address has refused a mail for good since it was verified. */
export function isRefused(ctx: Context, { owner }: { owner: string }): Promise<boolean> {
  return contactsRepository.isRefused(ctx.db, { owner })
}
