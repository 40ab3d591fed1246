import type { peopleApi } from '@fitvibe/contract'

import {
  AVATAR_FOR_VIEWER,
  AVATAR_OF_USER,
  BLOCKED_BY_VIEWER,
  IS_FOR_VIEWER,
  IS_SHARED,
} from '../../db/fragments.ts'
import { row, rows, type Db } from '../../db/knex.ts'
import { lockKind } from '../../db/locks.ts'

/** A user and another user as the first one sees them. */
export interface Pair {
  readonly viewer: string
  readonly other: string
}

/** The other user of a pair, with follows and blocks between the two. */
export interface Relationship {
  readonly username: string
  readonly alias: string | null
  readonly visibility: 'private' | 'public'
  readonly isActive: boolean
  /** The viewer's follow of the other user. */
  readonly follow: peopleApi.Person['follow']
  /** The other user's follow of the viewer. */
  readonly followsYou: peopleApi.Person['follow']
  /** `own` if the viewer blocks the other user, `theirs` for the reverse. */
  readonly block: 'own' | 'theirs' | null
}

/** A relationship with the parts of a profile that others may see. */
interface Shown extends Relationship {
  readonly avatarUrl: string | null
  readonly counts: Counts
}

type Counts = NonNullable<peopleApi.Profile['counts']>

/** Returns a user's id, regardless of the account's status. */
export async function findId(db: Db, username: string): Promise<string | undefined> {
  const found = await row<{ id: string }>(
    db,
    /* sql */ `
    select user_id as id from identities where kind = 'username' and value = :username`,
    { username },
  )
  return found?.id
}

/**
 * Locks the relationship between two users until the transaction ends, by the lock of the user with
 * the lower id.
 */
export function lockPair(db: Db, { viewer, other }: Pair): Promise<void> {
  return lockKind(db, { owner: viewer < other ? viewer : other, kind: 'people' })
}

const RELATIONSHIP = /* sql */ `
  u.username, u.alias, u.visibility, u.status = 'active' as "isActive",
  (select f.status from followers f where f.owner = :viewer and f.following_id = :other) as follow,
  (select f.status from followers f where f.owner = :other and f.following_id = :viewer)
    as "followsYou",
  (select case when b.is_own then 'own' else 'theirs' end from blocked_people b
    where b.owner = :viewer and b.other_id = :other) as block`

export function findRelationship(db: Db, pair: Pair): Promise<Relationship | undefined> {
  return row<Relationship>(db, `select ${RELATIONSHIP} from users u where u.id = :other`, {
    ...pair,
  })
}

/**
 * Adds to `findRelationship` the number of sessions that the viewer may see, and numbers of users
 * that are the same for every viewer: a number that left out blocked users would show who blocks.
 */
export function findProfile(db: Db, pair: Pair): Promise<Shown | undefined> {
  return row<Shown>(
    db,
    /* sql */ `
    select ${RELATIONSHIP}, ${AVATAR_OF_USER} as "avatarUrl", json_build_object(
      'followers', (
        select count(*) from followers f join users x on x.id = f.owner
        where f.following_id = :other and f.status = 'accepted' and x.status = 'active'),
      'following', (
        select count(*) from users x
        where x.status = 'active' and x.id = any(array(
          select f.following_id from followers f
          where f.owner = :other and f.status = 'accepted'))),
      'sessions', (
        select count(*) from sessions s where s.owner = :other and ${IS_SHARED} and ${IS_FOR_VIEWER})
    ) as counts
    from users u where u.id = :other`,
    { ...pair },
  )
}

/**
 * Lists active users whose username begins with `prefix`, which is in lower case. A private profile
 * must match with its whole username. Leaves out the viewer and users blocked either way.
 */
export function searchPeople(
  db: Db,
  { viewer, prefix, limit }: { viewer: string; prefix: string; limit: number },
): Promise<peopleApi.Person[]> {
  return rows<peopleApi.Person>(
    db,
    /* sql */ `
    with followed as materialized (
      select f.following_id, f.status from followers f where f.owner = :viewer)
    select u.username, u.visibility, f.status as follow, ${AVATAR_FOR_VIEWER} as "avatarUrl",
      case when u.visibility = 'public' or f.status = 'accepted' then u.alias end as alias
    from identities i join users u on u.id = i.user_id
    left join followed f on f.following_id = u.id
    where i.kind = 'username' and lower(i.value::text) ~>=~ :prefix
      and lower(i.value::text) ~<~ :end and u.status = 'active' and u.id <> :viewer
      and (u.visibility = 'public' or lower(i.value::text) = :prefix)
      and u.id <> all(${BLOCKED_BY_VIEWER})
    order by lower(i.value::text) using ~<~ limit :limit`,
    // The highest code point sorts after every username with this prefix.
    { viewer, prefix, end: `${prefix}\u{10ffff}`, limit },
  )
}
