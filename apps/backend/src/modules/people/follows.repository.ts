import type { peopleApi } from '@fitvibe/contract'

import { AVATAR_FOR_VIEWER } from '../../db/fragments.ts'
import { row, rows, type Db } from '../../db/knex.ts'
import { lockKind } from '../../db/locks.ts'
import type { Cursor } from '../../utils/lists.ts'
import type { Pair } from './people.repository.ts'

type Status = NonNullable<peopleApi.Person['follow']>

/** A follow, or a request to follow, by `owner` of the user `following`. */
export interface Follow {
  readonly owner: string
  readonly following: string
}

/** A user in a list, with the cursor of that entry. */
export interface ListedPerson extends peopleApi.Person, Cursor {}

/** Serialises new follows of one follower until the transaction ends, so that limits are exact. */
export function lockFollower(db: Db, { owner }: { owner: string }): Promise<void> {
  return lockKind(db, { owner, kind: 'people' })
}

/**
 * Returns the visibility of a user, which stays as it is until the transaction ends: a profile that
 * turns public accepts all requests before or after this one.
 */
export async function lockVisibility(
  db: Db,
  { following }: Pick<Follow, 'following'>,
): Promise<peopleApi.Person['visibility'] | undefined> {
  const found = await row<Pick<peopleApi.Person, 'visibility'>>(
    db,
    'select visibility from users where id = :following for share',
    { following },
  )
  return found?.visibility
}

/**
 * Inserts a follow or a request, or updates the status of an existing one; `accepted` never goes
 * back to `requested`. Returns the stored status, or undefined if a new follow would exceed a
 * limit. The limits are exact only while the follower is locked.
 */
export async function upsertFollow(
  db: Db,
  follow: Follow & {
    id: string
    status: Status
    now: Date
    maxFollowed: number
    maxRequested: number
  },
): Promise<Status | undefined> {
  const written = await row<{ status: Status }>(
    db,
    /* sql */ `
    insert into followers (owner, following_id, id, status, created_at)
    select :owner::uuid, :following::uuid, :id::uuid, :status::text, :now::timestamptz
    from (
      select count(*) as people, count(*) filter (where f.status = 'requested') as requested,
        count(*) filter (where f.following_id = :following) > 0 as "isFollowed"
      from followers f where f.owner = :owner
    ) n
    where n."isFollowed"
      or n.people < :maxFollowed and (:status = 'accepted' or n.requested < :maxRequested)
    on conflict (owner, following_id) do update set status =
      case when followers.status = 'accepted' then 'accepted' else excluded.status end
    returning status`,
    { ...follow },
  )
  return written?.status
}

/** Accepts a request. Returns false if there is none. */
export async function setAccepted(db: Db, { owner, following }: Follow): Promise<boolean> {
  const changed = await db('followers')
    .where({ owner, following_id: following })
    .update({ status: 'accepted' })
  return changed > 0
}

/** Accepts all requests to follow a user. */
export async function setAllAccepted(db: Db, { following }: Pick<Follow, 'following'>) {
  await db('followers')
    .where({ following_id: following, status: 'requested' })
    .update({ status: 'accepted' })
}

/** Deletes all follows of a user and all requests. */
export async function deleteAllOf(db: Db, { following }: Pick<Follow, 'following'>) {
  await db('followers').where({ following_id: following }).delete()
}

/** Deletes a follow or a request. Returns false if there is none. */
export async function deleteFollow(db: Db, { owner, following }: Follow): Promise<boolean> {
  return (await db('followers').where({ owner, following_id: following }).delete()) > 0
}

/** Deletes follows and requests between two users, in both directions. */
export async function deleteBetween(db: Db, { viewer, other }: Pair): Promise<void> {
  await db('followers')
    .where({ owner: viewer, following_id: other })
    .orWhere({ owner: other, following_id: viewer })
    .delete()
}

interface PageFilter {
  readonly viewer: string
  readonly before: Cursor | undefined
  readonly limit: number
}

/**
 * Lists the users that the viewer follows or has asked to follow. A private profile shows its alias
 * only after it has accepted.
 */
export function listFollowing(
  db: Db,
  { viewer, before, limit }: PageFilter,
): Promise<ListedPerson[]> {
  return rows<ListedPerson>(
    db,
    /* sql */ `
    with followed as materialized (
      select f.following_id, f.status, f.created_at, f.id
      from followers f where f.owner = :viewer)
    select u.username, u.visibility, f.status as follow, f.created_at as at, f.id,
      ${AVATAR_FOR_VIEWER} as "avatarUrl",
      case when u.visibility = 'public' or f.status = 'accepted' then u.alias end as alias
    from followed f join users u on u.id = f.following_id
    where u.status = 'active' ${before ? 'and (f.created_at, f.id) < (:at, :id)' : ''}
    order by f.created_at desc, f.id desc limit :limit`,
    { viewer, ...before, limit },
  )
}

/** Lists followers of the viewer, or users with an open request. All of them show their alias. */
export function listFollowers(
  db: Db,
  { viewer, status, before, limit }: PageFilter & { status: Status },
): Promise<ListedPerson[]> {
  return rows<ListedPerson>(
    db,
    /* sql */ `
    with followed as materialized (
      select m.following_id, m.status from followers m where m.owner = :viewer)
    select u.username, u.alias, u.visibility, m.status as follow, f.created_at as at, f.id,
      ${AVATAR_FOR_VIEWER} as "avatarUrl"
    from followers f join users u on u.id = f.owner
    left join followed m on m.following_id = f.owner
    where f.following_id = :viewer and f.status = :status and u.status = 'active'
      ${before ? 'and (f.created_at, f.id) < (:at, :id)' : ''}
    order by f.created_at desc, f.id desc limit :limit`,
    { viewer, status, ...before, limit },
  )
}
