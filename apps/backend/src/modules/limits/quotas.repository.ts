import type { DAILY_QUOTAS } from '@fitvibe/training/limits'

import { row, type Db } from '../../db/knex.ts'
import { lockKind } from '../../db/locks.ts'

export interface Written {
  readonly sessions: number
  readonly rows: number
}

/**
 * Adds to what the user has written on `day`, unless that would exceed `max`. Returns false if it
 * would. Locks the user's row of this kind until the transaction ends, so that later counts in the
 * transaction see all that others have written.
 */
export async function addWritten(
  db: Db,
  { owner, kind, day }: { owner: string; kind: keyof typeof DAILY_QUOTAS; day: string },
  { sessions, rows }: Written,
  max: Written,
): Promise<boolean> {
  const added = await row(
    db,
    /* sql */ `
    insert into write_quotas as q (owner, kind, day, sessions, rows)
    select :owner::uuid, :kind::text, :day::date, :sessions::int, :rows::int
    where :sessions::int <= :maxSessions::int and :rows::int <= :maxRows::int
    on conflict (owner, kind) do update set
      day = excluded.day,
      sessions = excluded.sessions + case when q.day = excluded.day then q.sessions else 0 end,
      rows = excluded.rows + case when q.day = excluded.day then q.rows else 0 end
    where q.day <> excluded.day or (
      q.sessions + excluded.sessions <= :maxSessions::int
      and q.rows + excluded.rows <= :maxRows::int)
    returning 1`,
    { owner, kind, day, sessions, rows, maxSessions: max.sessions, maxRows: max.rows },
  )
  return added !== undefined
}

/** Counts the user's series that still plan sessions, and the open sessions, up to `max` each. */
export async function countPlans(
  db: Db,
  filter: { owner: string; maxSeries: number; maxSessions: number },
): Promise<{ series: number; sessions: number }> {
  const counted = await row<{ series: number; sessions: number }>(
    db,
    /* sql */ `
    select (select count(*)::int from (
        select from series r where r.owner = :owner and r.next_on is not null
        limit :maxSeries) r) as series,
      (select count(*)::int from (
        select from sessions s
        where s.owner = :owner and s.status = 'planned' and s.archived_at is null
        limit :maxSessions) s) as sessions`,
    filter,
  )
  return counted ?? { series: 0, sessions: 0 }
}

/** Serialises new exercises of one user until the transaction ends. */
export function lockExercises(db: Db, { owner }: { owner: string }): Promise<void> {
  return lockKind(db, { owner, kind: 'exercises' })
}

/** Counts the user's exercises, archived ones included. */
export async function countExercises(db: Db, { owner }: { owner: string }): Promise<number> {
  const counted = await row<{ count: number }>(
    db,
    'select count(*)::int as count from exercises where owner = :owner',
    { owner },
  )
  return counted?.count ?? 0
}
