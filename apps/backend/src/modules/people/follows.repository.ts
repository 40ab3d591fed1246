import type { peopleApi } from '@fitvibe/contract'

import { row, rows, type Db } from '../../db/knex.ts'
import type { Cursor } from '../../utils/lists.ts'

type Status = NonNullable<peopleApi.Person['follow']>

/** `owner` follows, or asks to follow, `following`. */
export interface Follow {
  readonly owner: string
  readonly following: string
}

/** A person in a list, and where they stand in it. */
export interface Listed extends peopleApi.Person, Cursor {}

/** Keeps everybody else from counting whom somebody follows until the transaction ends. */
export async function lockFollower(db: Db, owner: string): Promise<void> {
  await row(db, 'select 1 from users where id = :owner for no key update', { owner })
}

/**
 * Follows or asks; what is accepted stays so, and what was asked may be accepted by now. Undefined
 * where somebody new would be one too many: exact where the follower is locked.
 */
export async function upsertFollow(
  db: Db,
  follow: Follow & { id: string; status: Status; now: Date; most: number; mostRequested: number },
): Promise<Status | undefined> {
  const written = await row<{ status: Status }>(
    db,
    /* sql */ `
    insert into followers (owner, following_id, id, status, created_at)
    select :owner::uuid, :following::uuid, :id::uuid, :status::text, :now::timestamptz
    from (
      select count(*) as people, count(*) filter (where f.status = 'requested') as requested,
        count(*) filter (where f.following_id = :following) > 0 as "isThere"
      from followers f where f.owner = :owner
    ) n
    where n."isThere"
      or n.people < :most and (:status = 'accepted' or n.requested < :mostRequested)
    on conflict (owner, following_id) do update set status =
      case when followers.status = 'accepted' then 'accepted' else excluded.status end
    returning status`,
    { ...follow },
  )
  return written?.status
}

/** Accepts a request; false if there is none, or no more. */
export async function setAccepted(db: Db, { owner, following }: Follow): Promise<boolean> {
  const changed = await db('followers')
    .where({ owner, following_id: following })
    .update({ status: 'accepted' })
  return changed > 0
}

/** Ends a follow or a request; false if there is none. */
export async function deleteFollow(db: Db, { owner, following }: Follow): Promise<boolean> {
  return (await db('followers').where({ owner, following_id: following }).delete()) > 0
}

/** Ends follows and requests between two people, both ways. */
export async function deleteBetween(db: Db, one: string, other: string): Promise<void> {
  await db('followers')
    .where({ owner: one, following_id: other })
    .orWhere({ owner: other, following_id: one })
    .delete()
}

interface PageFilter {
  readonly viewer: string
  readonly before: Cursor | undefined
  readonly limit: number
}

/** Whom the viewer follows or asks to. A private profile shows its alias once it has accepted. */
export function listFollowing(db: Db, { viewer, before, limit }: PageFilter): Promise<Listed[]> {
  return rows<Listed>(
    db,
    /* sql */ `
    with followed as materialized (
      select f.following_id, f.status, f.created_at, f.id
      from followers f where f.owner = :viewer)
    select u.username, u.visibility, f.status as follow, f.created_at as at, f.id,
      case when u.visibility = 'public' or f.status = 'accepted' then u.alias end as alias
    from followed f join users u on u.id = f.following_id
    where u.status = 'active' ${before ? 'and (f.created_at, f.id) < (:at, :id)' : ''}
    order by f.created_at desc, f.id desc limit :limit`,
    { viewer, ...before, limit },
  )
}

/** Who follows the viewer, or asks to; whoever asks shows their alias. */
export function listFollowers(
  db: Db,
  { viewer, status, before, limit }: PageFilter & { status: Status },
): Promise<Listed[]> {
  return rows<Listed>(
    db,
    /* sql */ `
    with followed as materialized (
      select m.following_id, m.status from followers m where m.owner = :viewer)
    select u.username, u.alias, u.visibility, m.status as follow, f.created_at as at, f.id
    from followers f join users u on u.id = f.owner
    left join followed m on m.following_id = f.owner
    where f.following_id = :viewer and f.status = :status and u.status = 'active'
      ${before ? 'and (f.created_at, f.id) < (:at, :id)' : ''}
    order by f.created_at desc, f.id desc limit :limit`,
    { viewer, status, ...before, limit },
  )
}
