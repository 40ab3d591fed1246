import type { peopleApi } from '@fitvibe/contract'

import { BLOCKED_BY_VIEWER, IS_FOR_VIEWER, IS_SHARED } from '../../db/fragments.ts'
import { row, rows, type Db } from '../../db/knex.ts'

/** The caller, who looks, and whom they look at. */
export interface Pair {
  readonly viewer: string
  readonly other: string
}

/** How two people stand to each other. */
export interface Acquaintance {
  readonly username: string
  readonly alias: string | null
  readonly visibility: 'private' | 'public'
  readonly isActive: boolean
  /** What the viewer is to the other. */
  readonly follow: peopleApi.Person['follow']
  /** What the other is to the viewer. */
  readonly followsYou: peopleApi.Person['follow']
  /** Who blocks whom, if one does. */
  readonly block: 'own' | 'theirs' | null
}

export type Counts = NonNullable<peopleApi.Profile['counts']>

/** The id behind a username, whatever became of the account. */
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
 * Keeps everybody else from changing what is between two people until the transaction ends; the
 * row of the one with the lower id stands for both. A statement of its own: one that waits for a
 * lock goes on with what the other tables held before it waited.
 */
export async function lockPair(db: Db, { viewer, other }: Pair): Promise<void> {
  const id = viewer < other ? viewer : other
  await row(db, 'select 1 from users where id = :id for no key update', { id })
}

const ACQUAINTANCE = /* sql */ `
  u.username, u.alias, u.visibility, u.status = 'active' as "isActive",
  (select f.status from followers f where f.owner = :viewer and f.following_id = :other) as follow,
  (select f.status from followers f where f.owner = :other and f.following_id = :viewer)
    as "followsYou",
  (select case when b.is_own then 'own' else 'theirs' end from blocked_people b
    where b.owner = :viewer and b.other_id = :other) as block`

export function findAcquaintance(db: Db, pair: Pair): Promise<Acquaintance | undefined> {
  return row<Acquaintance>(db, `select ${ACQUAINTANCE} from users u where u.id = :other`, {
    ...pair,
  })
}

/** As `findAcquaintance`, with how many people and sessions there are for the viewer to see. */
export function findProfile(
  db: Db,
  pair: Pair,
): Promise<(Acquaintance & { counts: Counts }) | undefined> {
  return row<Acquaintance & { counts: Counts }>(
    db,
    /* sql */ `
    select ${ACQUAINTANCE}, json_build_object(
      'followers', (
        select count(*) from followers f join users x on x.id = f.owner
        where f.following_id = :other and f.status = 'accepted' and x.status = 'active'
          and x.id <> all(${BLOCKED_BY_VIEWER})),
      'following', (
        select count(*) from users x
        where x.status = 'active' and x.id <> all(${BLOCKED_BY_VIEWER}) and x.id = any(array(
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
 * People whose username begins with `prefix`, in lower case, and among those with a private
 * profile the one whose whole username it is. The viewer is left out.
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
    select u.username, u.visibility, f.status as follow,
      case when u.visibility = 'public' or f.status = 'accepted' then u.alias end as alias
    from identities i join users u on u.id = i.user_id
    left join followed f on f.following_id = u.id
    where i.kind = 'username' and lower(i.value::text) ~>=~ :prefix
      and lower(i.value::text) ~<~ :end and u.status = 'active' and u.id <> :viewer
      and (u.visibility = 'public' or lower(i.value::text) = :prefix)
      and u.id <> all(${BLOCKED_BY_VIEWER})
    order by lower(i.value::text) using ~<~ limit :limit`,
    // Sorts behind whatever begins with the prefix: the last character there is.
    { viewer, prefix, end: `${prefix}\u{10ffff}`, limit },
  )
}
