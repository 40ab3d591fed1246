import { row, rows, type Db, type Key } from '../../db/knex.ts'
import type { Recipient } from './accounts.repository.ts'

/*
 * One address of an account is primary: the one from the registration, or the last confirmed one.
 * A further address is pending if it is unverified, and a former one if it is verified.
 */

export async function insertPendingEmail(
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

/** Finds the pending address as a recipient; `emailOwner` is the user who has verified it. */
export function findPendingEmail(
  db: Db,
  { owner }: { owner: string },
): Promise<Recipient | undefined> {
  return row<Recipient>(
    db,
    /* sql */ `
    select u.id, u.username, u.preferred_lang as lang, u.status, c.id as "contactId",
      c.value as email, i.user_id as "emailOwner", u.timezone
    from user_contacts c
    join users u on u.id = c.owner
    left join identities i on i.kind = 'email' and i.value = c.value
    where c.owner = :owner and c.type = 'email' and not c.is_primary and not c.is_verified`,
    { owner },
  )
}

/** Deletes the pending address; its tokens go with it (cascade). */
export async function deletePendingEmail(db: Db, { owner }: { owner: string }): Promise<void> {
  await db('user_contacts')
    .where({ owner, type: 'email', is_primary: false, is_verified: false })
    .delete()
}

/** Deletes up to `limit` pending addresses that were created by a time. */
export async function deletePendingEmails(db: Db, until: Date, limit: number): Promise<number> {
  const old = () =>
    db('user_contacts')
      .where({ type: 'email', is_primary: false, is_verified: false })
      .where('created_at', '<=', until)
  return old().whereIn(['owner', 'id'], old().select('owner', 'id').limit(limit)).delete()
}

/** Turns the primary address into a former one. */
export async function setPrimaryFormer(db: Db, { owner }: { owner: string }): Promise<void> {
  await db('user_contacts')
    .where({ owner, type: 'email', is_primary: true })
    .update({ is_primary: false, is_recovery: false })
}

/** Makes the pending address the verified primary one and returns it. */
export async function setPendingPrimary(db: Db, { owner, id }: Key): Promise<string | undefined> {
  const [contact] = await db('user_contacts')
    .where({ owner, id, type: 'email', is_primary: false, is_verified: false })
    .update({ is_primary: true, is_recovery: true, is_verified: true, refused_at: null })
    .returning<{ value: string }[]>('value')
  return contact?.value
}

/** Lists former addresses. One that its user has verified again is still theirs. */
export function listFormerEmails(db: Db, { owner }: { owner: string }): Promise<Recipient[]> {
  return rows<Recipient>(
    db,
    /* sql */ `
    select u.id, u.username, u.preferred_lang as lang, u.status, c.id as "contactId",
      c.value as email, i.user_id as "emailOwner", u.timezone
    from user_contacts c
    join users u on u.id = c.owner
    left join identities i on i.kind = 'email' and i.value = c.value
    where c.owner = :owner and c.type = 'email' and not c.is_primary and c.is_verified
    order by c.created_at`,
    { owner },
  )
}

export async function deleteContact(db: Db, { owner, id }: Key): Promise<void> {
  await db('user_contacts').where({ owner, id }).delete()
}

/** Marks an address whose mail server has refused a mail for good. */
export async function setRefused(db: Db, { owner, id }: Key, refusedAt: Date): Promise<void> {
  await db('user_contacts').where({ owner, id }).update({ refused_at: refusedAt })
}

/** Returns whether the primary address is marked as refused. */
export async function isRefused(db: Db, { owner }: { owner: string }): Promise<boolean> {
  const contact = await db('user_contacts')
    .where({ owner, type: 'email', is_primary: true })
    .whereNotNull('refused_at')
    .first('id')
  return contact !== undefined
}
