import { row, rows, type Db } from '../../db/knex.ts'
import type { Event } from './event.ts'

export interface Feed {
  readonly secretHash: Buffer
  readonly createdAt: Date
}

/** Puts a feed in the place of any before. */
export async function setFeed(db: Db, owner: string, feed: Feed): Promise<void> {
  await db('calendar_feeds')
    .insert({ owner, secret_hash: feed.secretHash, created_at: feed.createdAt })
    .onConflict('owner')
    .merge()
}

export async function deleteFeed(db: Db, owner: string): Promise<void> {
  await db('calendar_feeds').where({ owner }).delete()
}

/** The feed of an account that is active. */
export function findFeed(db: Db, owner: string): Promise<Feed | undefined> {
  return row<Feed>(
    db,
    /* sql */ `
    select f.secret_hash as "secretHash", f.created_at as "createdAt"
    from calendar_feeds f join users u on u.id = f.owner
    where f.owner = :owner and u.status = 'active'`,
    { owner },
  )
}

export function listEvents(
  db: Db,
  window: { owner: string; from: Date; to: Date; limit: number },
): Promise<Event[]> {
  return rows<Event>(
    db,
    /* sql */ `
    select s.id, s.title, s.notes, s.status, s.timezone, s.exercise_names as "exerciseNames",
      s.sequence, s.created_at as "createdAt", s.updated_at as "updatedAt",
      coalesce(s.started_at, s.planned_for) as "startsAt", s.completed_at as "endsAt"
    from sessions s
    where s.owner = :owner and s.archived_at is null
      and s.happens_at >= :from and s.happens_at < :to
      and coalesce(s.started_at, s.planned_for) is not null
    order by s.happens_at desc, s.id desc
    limit :limit`,
    window,
  )
}
