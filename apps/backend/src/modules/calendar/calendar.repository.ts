import type { Language } from '@fitvibe/contract'

import { row, rows, type Db } from '../../db/knex.ts'
import type { CalendarEvent } from './event.ts'

/** A user's subscribable calendar: the hash of the secret in its address, and its creation time. */
export interface Feed {
  readonly secretHash: Buffer
  readonly createdAt: Date
}

/** Stores a feed, in place of a previous one. */
export async function setFeed(db: Db, { owner, ...feed }: Feed & { owner: string }): Promise<void> {
  await db('calendar_feeds')
    .insert({ owner, secret_hash: feed.secretHash, created_at: feed.createdAt })
    .onConflict('owner')
    .merge()
}

export async function deleteFeed(db: Db, { owner }: { owner: string }): Promise<void> {
  await db('calendar_feeds').where({ owner }).delete()
}

interface Window {
  readonly owner: string
  readonly from: Date
  readonly to: Date
  readonly limit: number
}

/** The sessions `s` of a calendar, latest first. */
const SHOWN = /* sql */ `
  from sessions s
  where s.owner = :owner and s.archived_at is null
    -- A session that began before the window, by two days at most, may end in it.
    and s.happens_at >= :from::timestamptz - interval '2 days' and s.happens_at < :to
    and coalesce(s.completed_at, s.happens_at) >= :from
    and coalesce(s.started_at, s.planned_for) is not null
  order by s.happens_at desc, s.id desc
  limit :limit`

/**
 * Finds the feed of an active account, with its owner's language and a version of its events: a digest
 * of their ids, sequences and times of change, which is cheaper to read than the events.
 */
export function findVersion(
  db: Db,
  window: Window,
): Promise<{ secretHash: Buffer; lang: Language; version: string } | undefined> {
  return row(
    db,
    /* sql */ `
    select f.secret_hash as "secretHash", u.preferred_lang as lang, v.version
    from calendar_feeds f join users u on u.id = f.owner
    cross join lateral (
      select concat(count(*), '-', bit_xor(hash_record_extended(
        row(s.id, s.sequence, s.updated_at, s.status, s.completed_at), 0))) as version
      from (
        select s.id, s.sequence, s.updated_at, s.status, s.completed_at ${SHOWN}
      ) s
    ) v
    where f.owner = :owner and u.status = 'active'`,
    { ...window },
  )
}

/** Finds the feed of an active account. */
export function findFeed(db: Db, { owner }: { owner: string }): Promise<Feed | undefined> {
  return row<Feed>(
    db,
    /* sql */ `
    select f.secret_hash as "secretHash", f.created_at as "createdAt"
    from calendar_feeds f join users u on u.id = f.owner
    where f.owner = :owner and u.status = 'active'`,
    { owner },
  )
}

/** An event with the ids of its exercises; null for a name alone. */
export interface StoredEvent extends CalendarEvent {
  readonly exerciseIds: readonly (string | null)[]
}

/** Lists events, with the first exercises and the beginnings of long notes. */
export function listEvents(
  db: Db,
  window: Window & { readonly names: number; readonly noteLength: number },
): Promise<StoredEvent[]> {
  return rows<StoredEvent>(
    db,
    /* sql */ `
    select s.id, s.title, left(s.notes, :noteLength::int) as notes, s.status, s.timezone,
      to_json(s.exercise_names[1:(:names::int)]) as "exerciseNames",
      to_json(s.exercise_ids[1:(:names::int)]) as "exerciseIds",
      cardinality(s.exercise_names) as "exerciseCount",
      length(s.notes) > :noteLength::int as "isCut",
      s.sequence, s.created_at as "createdAt", s.updated_at as "updatedAt",
      coalesce(s.started_at, s.planned_for) as "startsAt", s.completed_at as "endsAt"
    ${SHOWN}`,
    { ...window },
  )
}
