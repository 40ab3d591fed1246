import { row, rows, type Db } from '../../db/knex.ts'

interface NewDeletion {
  readonly owner: string
  readonly requestedAt: Date
  readonly erasesAt: Date
}

/** Marks an active or suspended account for deletion. Returns false if it is neither. */
export async function insertDeletion(db: Db, deletion: NewDeletion): Promise<boolean> {
  const inserted = await row(
    db,
    /* sql */ `
    with former as materialized (
      select id, status from users
      where id = :owner and status in ('active', 'suspended') for no key update),
    marked as (
      update users u set status = 'deleting' from former f where u.id = :owner and u.id = f.id)
    insert into account_deletions (owner, requested_at, erases_at, former_status)
    select f.id, :requestedAt, :erasesAt, f.status from former f
    returning owner`,
    { ...deletion },
  )
  return inserted !== undefined
}

export async function findErasesAt(
  db: Db,
  { owner }: { owner: string },
): Promise<Date | undefined> {
  const found = await row<{ erasesAt: Date }>(
    db,
    'select erases_at as "erasesAt" from account_deletions where owner = :owner',
    { owner },
  )
  return found?.erasesAt
}

/** Gives an account that waits for its erasure its former status. Returns false if there is none. */
export async function deleteDeletion(db: Db, { owner }: { owner: string }): Promise<boolean> {
  const kept = await row(
    db,
    /* sql */ `
    with waiting as materialized (
      select id from users where id = :owner and status = 'deleting' for no key update),
    deleted as (
      delete from account_deletions d using waiting w where d.owner = w.id
      returning d.owner, d.former_status)
    update users u set status = d.former_status from deleted d where u.id = d.owner
    returning u.id`,
    { owner },
  )
  return kept !== undefined
}

/** Lists accounts whose erasure is due or has begun, the longest due first. */
export async function listDue(db: Db, now: Date, limit: number): Promise<string[]> {
  const due = await rows<{ owner: string }>(
    db,
    /* sql */ `
    select owner from account_deletions where erases_at <= :now order by erases_at limit :limit`,
    { now, limit },
  )
  return due.map(({ owner }) => owner)
}

export interface DueDeletion {
  readonly erasesAt: Date
  readonly isReplay: boolean
}

/** Begins or continues an erasure that is due: from then on the user cannot keep the account. */
export function setErasing(
  db: Db,
  { owner, now }: { owner: string; now: Date },
): Promise<DueDeletion | undefined> {
  return row<DueDeletion>(
    db,
    /* sql */ `
    update users u set status = 'erasing' from account_deletions d
    where u.id = :owner and d.owner = u.id and d.erases_at <= :now
      and u.status in ('deleting', 'erasing')
    returning d.erases_at as "erasesAt", d.is_replay as "isReplay"`,
    { owner, now },
  )
}

/** Marks accounts of a restored backup that had been erased; their users know of it. */
export async function insertReplays(
  db: Db,
  { owners, now }: { owners: readonly string[]; now: Date },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    with marked as (
      update users set status = 'erasing' where id = any(:owners::uuid[]) returning id)
    insert into account_deletions (owner, requested_at, erases_at, former_status, is_replay)
    select id, :now, :now, 'active', true from marked
    on conflict (owner) do update set erases_at = excluded.erases_at, is_replay = true`,
    { owners: [...owners], now },
  )
}

/** Lists up to `limit` ids of accounts after an id, in order. */
export async function listIds(db: Db, after: string, limit: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    'select id from users where id > :after order by id limit :limit',
    { after, limit },
  )
  return found.map(({ id }) => id)
}
