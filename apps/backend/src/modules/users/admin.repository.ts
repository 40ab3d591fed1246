import type { AccountStatus } from '@fitvibe/contract'

import { row, rows, type Db } from '../../db/knex.ts'
import type { Slice } from '../../utils/lists.ts'

export interface Account {
  readonly id: string
  readonly username: string
  readonly status: AccountStatus
  readonly role: 'user' | 'admin'
  /** The verified address. */
  readonly email: string | null
  readonly createdAt: Date
}

const ACCOUNT = /* sql */ `
  u.id, u.username, u.status, u.role, u.created_at as "createdAt", (
    select c.value from user_contacts c
    where c.owner = u.id and c.type = 'email' and c.is_primary and c.is_verified
  ) as email`

export function findAccount(db: Db, { owner }: { owner: string }): Promise<Account | undefined> {
  return row<Account>(db, `select ${ACCOUNT} from users u where u.id = :owner`, { owner })
}

export interface AccountFilter {
  readonly id?: string
  /** Start of a username or verified address, in lower case. */
  readonly prefix?: string
  readonly status?: AccountStatus
}

export async function listAccounts(
  db: Db,
  filter: AccountFilter,
  { after, limit, offset }: Slice,
): Promise<{ items: Account[]; total: number }> {
  const { prefix } = filter
  const condition = conditionOf(filter)
  const found = await rows<Account & { total: number }>(
    db,
    /* sql */ `
    select n.total, a.id, a.username, a.status, a.role, a."createdAt", a.email
    from (select count(*)::int as total from users u where ${condition}) n
    left join lateral (
      select ${ACCOUNT} from users u where ${condition} ${after ? 'and u.id < :after' : ''}
      order by u.id desc limit :limit offset :offset
    ) a on true
    order by a.id desc`,
    {
      ...filter,
      // Sorts after every value with the prefix: the last code point of Unicode.
      ...(prefix !== undefined && { end: `${prefix}\u{10ffff}` }),
      after: after?.id,
      limit,
      offset,
    },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

/** Compares bytes, so that the index works with any collation of the database. */
const BEGINS_WITH = /* sql */ `
  u.id in (
    select i.user_id from identities i
    where lower(i.value::text) ~>=~ :prefix and lower(i.value::text) ~<~ :end
  )`

function conditionOf({ id, prefix, status }: AccountFilter): string {
  const conditions = [
    ...(id === undefined ? [] : ['u.id = :id']),
    ...(prefix === undefined ? [] : [BEGINS_WITH]),
    ...(status === undefined ? [] : ['u.status = :status']),
  ]
  return conditions.join(' and ') || 'true'
}

/** Changes an account's status; false if it does not have the status `from`. */
export async function setStatus(
  db: Db,
  { owner }: { owner: string },
  change: { from: AccountStatus; to: AccountStatus },
): Promise<boolean> {
  const changed = await db('users')
    .where({ id: owner, status: change.from })
    .update({ status: change.to })
  return changed > 0
}

/** Sets the role of an active account and returns its id; undefined if there is nothing to change. */
export async function setRole(
  db: Db,
  account: { username: string; role: 'user' | 'admin' },
): Promise<string | undefined> {
  const changed = await row<{ id: string }>(
    db,
    /* sql */ `
    update users set role = :role
    where id = (select user_id from identities where kind = 'username' and value = :username)
      and status = 'active' and role <> :role
    returning id`,
    account,
  )
  return changed?.id
}
