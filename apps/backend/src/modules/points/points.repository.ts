import type { pointsApi } from '@fitvibe/contract'

import { violatesUnique } from '../../db/failures.ts'
import { row, rows, type Db, type Stored } from '../../db/knex.ts'
import { lockKind } from '../../db/locks.ts'
import { conflict } from '../../errors.ts'
import type { Slice } from '../../utils/lists.ts'

/** Serialises an athlete's awards, so that two of them cannot exceed the daily limit together. */
export function lockAwards(db: Db, { owner }: { owner: string }): Promise<void> {
  return lockKind(db, { owner, kind: 'awards' })
}

/** The data about the athlete and the day that an award depends on. */
export interface AwardBasis {
  readonly dateOfBirth: string | null
  readonly gender: string | null
  readonly fitnessLevel: string | null
  readonly trainingFrequency: string | null
  readonly weightKg: number | null
  readonly dayPoints: number
  readonly dayAwards: number
  readonly isOverlapping: boolean
}

/**
 * Finds the athlete's profile at the time of a session, and the points of other sessions on that
 * day. Sessions that began in another time zone within 24 hours count as the same day, so that changing zones
 * yields no extra days.
 */
export async function findAwardBasis(
  db: Db,
  session: {
    owner: string
    sessionId: string
    startedAt: Date
    completedAt: Date
    trainedOn: string
    timezone: string
  },
): Promise<AwardBasis> {
  const basis = await row<AwardBasis>(
    db,
    /* sql */ `
    select p.date_of_birth as "dateOfBirth", p.gender, h.fitness_level as "fitnessLevel",
      h.training_frequency as "trainingFrequency",
      coalesce(w.value, e.value)::float8 as "weightKg",
      d.points as "dayPoints", d.awards as "dayAwards", o.is as "isOverlapping"
    from users u
    left join user_static p on p.owner = u.id
    left join lateral (
      select * from user_state_history
      where owner = u.id and recorded_at <= :completedAt
      order by recorded_at desc, id desc limit 1
    ) h on true
    left join lateral (
      select value from measurements
      where owner = u.id and kind = 'bodyWeight' and measured_on <= :trainedOn
      order by measured_on desc limit 1
    ) w on true
    left join lateral (
      select value from measurements where owner = u.id and kind = 'bodyWeight'
      order by measured_on limit 1
    ) e on true
    cross join lateral (
      select coalesce(sum(s.points), 0)::int as points,
        count(*) filter (where s.points > 0)::int as awards
      from sessions s
      where s.owner = u.id and s.status = 'completed' and s.archived_at is null
        and s.trained_on between :trainedOn::date - 2 and :trainedOn::date + 2
        and s.id <> :sessionId
        and (s.trained_on = :trainedOn or (s.timezone <> :timezone
          and s.started_at > :startedAt::timestamptz - interval '24 hours'
          and s.started_at < :startedAt::timestamptz + interval '24 hours'))
    ) d
    cross join lateral (
      select exists (
        select from sessions s
        where s.owner = u.id and s.status = 'completed' and s.archived_at is null
          and s.trained_on between :trainedOn::date - 2 and :trainedOn::date + 2
          and s.id <> :sessionId and s.points > 0
          and s.started_at < :completedAt and s.completed_at > :startedAt
      ) as is
    ) o
    where u.id = :owner`,
    session,
  )
  return basis as AwardBasis
}

interface Entry {
  readonly owner: string
  readonly id: string
  readonly algorithmVersion: string
  readonly points: number
  readonly sessionId: string
  readonly reason: string
  readonly details: pointsApi.AwardDetails | null
  readonly awardedAt: Date
  readonly earnedOn: string
}

/** Adds ledger entries. A constraint refuses a second entry with the same reason for a session. */
export async function insertEntries(db: Db, entries: readonly Entry[]): Promise<void> {
  await db('user_points').insert(
    entries.map((entry) => ({
      owner: entry.owner,
      id: entry.id,
      source_type: 'session_completion',
      algorithm_version: entry.algorithmVersion,
      points: entry.points,
      session_id: entry.sessionId,
      reason: entry.reason,
      details: entry.details && JSON.stringify(entry.details),
      awarded_at: entry.awardedAt,
      earned_on: entry.earnedOn,
    })),
  )
}

/**
 * Adds a manual entry, dated with the athlete's current day. Returns false if the athlete does not
 * exist.
 * @throws AppError CONFLICT for a `reason` that is already booked
 */
export async function insertAdjustment(
  db: Db,
  entry: {
    owner: string
    id: string
    points: number
    reason: string
    note: string
    version: string
    at: Date
  },
): Promise<boolean> {
  try {
    const inserted = await row(
      db,
      /* sql */ `
      insert into user_points (owner, id, source_type, algorithm_version, points, reason, details,
        awarded_at, earned_on)
      select u.id, :id, 'admin_adjustment', :version, :points, :reason,
        jsonb_build_object('note', :note::text), :at,
        (:at::timestamptz at time zone u.timezone)::date
      from users u where u.id = :owner
      returning id`,
      entry,
    )
    return inserted !== undefined
  } catch (error) {
    if (violatesUnique(error, 'user_points_adjusted_once'))
      throw conflict('errors.adjustmentRepeated')
    throw error
  }
}

export interface SessionAward {
  readonly points: number
  /** The day that the points count on. */
  readonly earnedOn: string
  /** Time and details of the first award. */
  readonly awardedAt: Date
  readonly details: pointsApi.AwardDetails
}

/** Finds a session's points, corrections included. All of them count on the day of the last one. */
export async function findSessionAward(
  db: Db,
  { owner, sessionId }: { owner: string; sessionId: string },
): Promise<SessionAward | undefined> {
  return row(
    db,
    /* sql */ `
    select (sum(points) over ())::int as points, awarded_at as "awardedAt", details,
      last_value(earned_on) over (order by awarded_at, id
        rows between unbounded preceding and unbounded following) as "earnedOn"
    from user_points where owner = :owner and session_id = :sessionId
    order by awarded_at, id limit 1`,
    { owner, sessionId },
  )
}

/**
 * Cancels out all points of a session, dated with the day they were earned. After a correction moved
 * a session, its former days sum to 0: only its last one needs an entry.
 */
export async function insertReversal(
  db: Db,
  reversal: { owner: string; id: string; sessionId: string; version: string; at: Date },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into user_points (owner, id, source_type, algorithm_version, points, session_id, reason,
      awarded_at, earned_on)
    select :owner, :id, 'session_completion', :version, -sum(points), :sessionId, 'deletion',
      :at, earned_on
    from user_points where owner = :owner and session_id = :sessionId
    group by earned_on having sum(points) <> 0`,
    reversal,
  )
}

interface Totals {
  readonly total: number
  readonly today: number
}

export async function findTotals(
  db: Db,
  { owner, today }: { owner: string; today: string },
): Promise<Totals> {
  const totals = await row<Totals>(
    db,
    /* sql */ `
    select coalesce(sum(points), 0)::int as total,
      coalesce(sum(points) filter (
        where earned_on = :today and source_type = 'session_completion'
      ), 0)::int as today
    from user_points where owner = :owner`,
    { owner, today },
  )
  return totals as Totals
}

export async function findTotal(db: Db, { owner }: { owner: string }): Promise<number> {
  const sum = await row<{ total: number }>(
    db,
    'select coalesce(sum(points), 0)::int as total from user_points where owner = :owner',
    { owner },
  )
  return sum?.total ?? 0
}

export interface LedgerEntry extends Omit<
  Stored<typeof pointsApi.PointEntry>,
  'explanation' | 'details'
> {
  readonly details: pointsApi.AwardDetails | null
  /** Points of the entry's session, up to and including this entry. */
  readonly sessionTotal: number
  /** The administrator's reason for an adjustment. */
  readonly note: string | null
}

export async function listEntries(
  db: Db,
  { owner }: { owner: string },
  { after, limit, offset }: Slice,
): Promise<{ items: LedgerEntry[]; total: number }> {
  const found = await rows<LedgerEntry & { total: number }>(
    db,
    /* sql */ `
    select n.total, p.id, p.points, p.source_type as "sourceType",
      p.algorithm_version as "algorithmVersion", p.reason, p.session_id as "sessionId",
      s.title as "sessionTitle",
      case when p.source_type = 'session_completion' then p.details end as details,
      p.details ->> 'note' as note, p.awarded_at as "awardedAt",
      (select sum(q.points)::int from user_points q where q.owner = p.owner
        and q.session_id = p.session_id and (q.awarded_at, q.id) <= (p.awarded_at, p.id)
      ) as "sessionTotal"
    from (select count(*)::int as total from user_points where owner = :owner) n
    left join lateral (
      select * from user_points where owner = :owner
        ${after ? 'and (awarded_at, id) < (:at, :id)' : ''}
      order by awarded_at desc, id desc limit :limit offset :offset
    ) p on true
    left join sessions s on s.owner = p.owner and s.id = p.session_id
    order by p.awarded_at desc, p.id desc`,
    { owner, ...after, limit, offset },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}
