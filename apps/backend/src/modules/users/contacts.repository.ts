import { row, rows, type Db } from '../../db/knex.ts'
import type { Recipient } from './accounts.repository.ts'

/*
 * Of an account's addresses one is primary: the one it was registered with, or the last confirmed.
 * One that is not verified beside it waits for its confirmation, and one that is was left behind.
 */

export async function insertWaitingEmail(
  db: Db,
  contact: { owner: string; id: string; email: string; createdAt: Date },
): Promise<void> {
  await db('user_contacts').insert({
    owner: contact.owner,
    id: contact.id,
    type: 'email',
    value: contact.email,
    created_at: contact.createdAt,
  })
}

/** The address that waits, as a recipient: `emailOwner` is whose verified address it is. */
export function findWaitingEmail(db: Db, owner: string): Promise<Recipient | undefined> {
  return row<Recipient>(
    db,
    /* sql */ `
    select u.id, u.username, u.preferred_lang as lang, u.status, c.id as "contactId",
      c.value as email, i.user_id as "emailOwner"
    from user_contacts c
    join users u on u.id = c.owner
    left join identities i on i.kind = 'email' and i.value = c.value
    where c.owner = :owner and c.type = 'email' and not c.is_primary and not c.is_verified`,
    { owner },
  )
}

/** Deletes the address that waits, and with it its tokens. */
export async function deleteWaitingEmail(db: Db, owner: string): Promise<void> {
  await db('user_contacts')
    .where({ owner, type: 'email', is_primary: false, is_verified: false })
    .delete()
}

/** Deletes addresses that have waited since `before`. */
export async function deleteWaitingEmails(db: Db, before: Date): Promise<void> {
  await db('user_contacts')
    .where({ type: 'email', is_primary: false, is_verified: false })
    .where('created_at', '<', before)
    .delete()
}

/** Leaves the primary address behind. */
export async function setPrimaryLeft(db: Db, owner: string): Promise<void> {
  await db('user_contacts')
    .where({ owner, type: 'email', is_primary: true })
    .update({ is_primary: false, is_recovery: false })
}

/** Makes the address that waits the verified primary one and returns it. */
export async function setWaitingPrimary(
  db: Db,
  owner: string,
  contactId: string,
): Promise<string | undefined> {
  const [contact] = await db('user_contacts')
    .where({ owner, id: contactId, type: 'email', is_primary: false, is_verified: false })
    .update({ is_primary: true, is_recovery: true, is_verified: true })
    .returning<{ value: string }[]>('value')
  return contact?.value
}

/** The addresses left behind, which are nobody's by now. */
export function listLeftEmails(db: Db, owner: string): Promise<Recipient[]> {
  return rows<Recipient>(
    db,
    /* sql */ `
    select u.id, u.username, u.preferred_lang as lang, u.status, c.id as "contactId",
      c.value as email, null::uuid as "emailOwner"
    from user_contacts c
    join users u on u.id = c.owner
    where c.owner = :owner and c.type = 'email' and not c.is_primary and c.is_verified
    order by c.created_at`,
    { owner },
  )
}

export async function deleteContact(db: Db, owner: string, contactId: string): Promise<void> {
  await db('user_contacts').where({ owner, id: contactId }).delete()
}
