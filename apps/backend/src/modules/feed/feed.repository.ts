import type { feedApi } from '@fitvibe/contract'

import {
  ALIAS_FOR_VIEWER,
  AVATAR_FOR_VIEWER,
  BLOCKED_BY_VIEWER,
  FIRST_NAMES_OF_SESSION,
  FOLLOWED_BY_VIEWER,
  IS_FOR_VIEWER,
  IS_PUBLIC,
  IS_SHARED,
  SHARED_ATTRIBUTION_OF_SESSION,
  SHARED_EXERCISES_OF_SESSION,
  SHARED_TOTALS_OF_SESSION,
  type StoredAttribution,
  type StoredExercise,
} from '../../db/fragments.ts'
import { row, rows, type Db, type Key, type Stored } from '../../db/knex.ts'
import type { Cursor } from '../../utils/lists.ts'

type Item = Stored<typeof feedApi.FeedItem>

/** A shared session; the start orders the feed. */
export interface Shared extends Omit<
  Item,
  'attribution' | 'author' | 'translated' | 'language' | 'original'
> {
  readonly owner: string
  /** Whether everybody may read it. */
  readonly isPublic: boolean
  readonly author: Item['author'] & { readonly isPrivate: boolean }
  readonly attribution: StoredAttribution | null
  /** In the order of `exerciseNames`; null for a name alone. */
  readonly exerciseIds: readonly (string | null)[]
  readonly startedAt: Date
}

export interface SharedWithSets extends Shared {
  readonly isHidden: boolean
  readonly sharesNotes: boolean
  /** Null unless shared; the notes of exercises too. */
  readonly notes: string | null
  /** Clone steps from the first session of the chain, from 1; null if this is not a clone. */
  readonly generation: number | null
  readonly exercises: StoredExercise[]
}

/** The id of the user, or null without a login. */
type Viewer = string | null

const SHARED = /* sql */ `
  s.owner, s.id, s.title, s.type, s.visibility = 'public' as "isPublic",
  json_build_object('username', u.username, 'alias', ${ALIAS_FOR_VIEWER},
    'avatarUrl', ${AVATAR_FOR_VIEWER}, 'isPrivate', u.visibility = 'private') as author,
  s.started_at as "startedAt", s.completed_at as "completedAt", ${FIRST_NAMES_OF_SESSION},
  ${SHARED_TOTALS_OF_SESSION} as totals, s.points, ${SHARED_ATTRIBUTION_OF_SESSION} as attribution`

const IS_NOT_HIDDEN = /* sql */ `
  u.status = 'active'
  and s.id <> all(array(select h.session_id from hidden_sessions h where h.owner = :viewer))`

interface PageFilter {
  readonly viewer: Viewer
  readonly before: Cursor | undefined
  readonly limit: number
}

/**
 * Lists public sessions that the viewer has not hidden. With `author`, lists every session of that
 * user that the viewer may see, hidden ones included.
 */
export function listShared(
  db: Db,
  { viewer, author, before, limit }: PageFilter & { author: string | undefined },
): Promise<Shared[]> {
  const condition =
    author === undefined
      ? `${IS_PUBLIC} and s.owner <> all(${BLOCKED_BY_VIEWER}) and ${IS_NOT_HIDDEN}`
      : `${IS_SHARED} and s.owner = (
          select i.user_id from identities i where i.kind = 'username' and i.value = :author)
        and ${IS_FOR_VIEWER}`
  return rows<Shared>(
    db,
    /* sql */ `
    select ${SHARED}
    from sessions s join users u on u.id = s.owner
    where ${condition}
      ${before ? 'and (s.started_at, s.id) < (:at, :id)' : ''}
    order by s.started_at desc, s.id desc limit :limit`,
    { viewer, author, ...before, limit },
  )
}

/**
 * Selects sessions of followed users that meet the condition `period`. Needs no check for blocks: a
 * block deletes the follow.
 */
const followedIn = (period: string) => /* sql */ `
  select s.owner, s.id, s.started_at
  from sessions s join users u on u.id = s.owner
  where ${IS_SHARED} and s.owner = any(${FOLLOWED_BY_VIEWER}) and ${IS_NOT_HIDDEN}
    and (s.started_at, s.id) < (:at::timestamptz, :id::uuid) and ${period}
  order by s.started_at desc, s.id desc limit :limit`

/**
 * Lists sessions of the users that the viewer follows. No index merges hundreds of owners by time,
 * so the statement avoids a sort of all their sessions: it searches a month, then a year, then the
 * rest, and stops when the page is full.
 */
export function listFollowed(
  db: Db,
  { viewer, before, limit, month, year }: PageFilter & { viewer: string; month: Date; year: Date },
): Promise<Shared[]> {
  return rows<Shared>(
    db,
    /* sql */ `
    with m as materialized (${followedIn('s.started_at >= :month')}),
    y as materialized (${followedIn(`
      s.started_at < :month and s.started_at >= :year
      and (select count(*) from m) < :limit`)}),
    r as materialized (${followedIn(`
      s.started_at < :year
      and (select count(*) from m) + (select count(*) from y) < :limit`)}),
    found as (
      select * from (select * from m union all select * from y union all select * from r) candidates
      order by started_at desc, id desc limit :limit)
    select ${SHARED}
    from found join sessions s on s.owner = found.owner and s.id = found.id
    join users u on u.id = s.owner
    order by s.started_at desc, s.id desc`,
    {
      viewer,
      at: before?.at ?? 'infinity',
      id: before?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      month,
      year,
      limit,
    },
  )
}

export function findShared(
  db: Db,
  { viewer, id }: { viewer: Viewer; id: string },
): Promise<SharedWithSets | undefined> {
  return row<SharedWithSets>(
    db,
    /* sql */ `
    select ${SHARED}, s.generation, s.shares_notes as "sharesNotes",
      case when s.shares_notes then s.notes end as notes,
      ${SHARED_EXERCISES_OF_SESSION} as exercises, exists (
        select from hidden_sessions h where h.owner = :viewer and h.session_id = :id) as "isHidden"
    from sessions s join users u on u.id = s.owner
    where s.id = :id and ${IS_SHARED} and ${IS_FOR_VIEWER}`,
    { viewer, id },
  )
}

/** Hides the session `id` from the feeds of `owner`, who need not be its author. */
export async function insertHidden(db: Db, hidden: Key & { now: Date }): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into hidden_sessions (owner, session_id, created_at) values (:owner, :id, :now)
    on conflict (owner, session_id) do nothing`,
    { ...hidden },
  )
}

/** Shows a session in the feeds again. Returns false if it was not hidden. */
export async function deleteHidden(db: Db, { owner, id }: Key): Promise<boolean> {
  return (await db('hidden_sessions').where({ owner, session_id: id }).delete()) > 0
}
