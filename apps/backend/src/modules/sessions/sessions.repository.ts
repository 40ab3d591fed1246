import type { sessionsApi } from '@fitvibe/contract'

import {
  ATTRIBUTION_OF_SESSION,
  EXERCISES_OF_SESSION,
  IS_FOR_VIEWER,
  IS_SHARED,
  PLANNED_TOTALS_OF_SESSION,
  TOTALS_OF_SESSION,
  type StoredExercise,
} from '../../db/fragments.ts'
import { row, rows, type Db, type Key, type Stored } from '../../db/knex.ts'
import type { Plan } from '../../db/tables/sessions.ts'

export type Summary = Stored<typeof sessionsApi.SessionSummary>

export type SessionExercise = StoredExercise

export interface Session extends Summary {
  readonly notes: string | null
  readonly recurrenceRule: string | null
  readonly clones: number
  readonly hiddenAt: Date | null
  readonly hiddenReason: string | null
  /** Whether the athlete has said what it burned. */
  readonly caloriesGiven: boolean
  /** How often it has been corrected. */
  readonly revision: number
  /** When its last set was logged, where they were logged one by one. */
  readonly lastSetAt: Date | null
  readonly exercises: readonly SessionExercise[]
}

const SUMMARY = /* sql */ `
  s.id, s.title, s.status, s.visibility, s.type, s.planned_for as "plannedFor", s.timezone,
  s.started_at as "startedAt", s.completed_at as "completedAt", s.canceled_at as "canceledAt",
  s.exercise_names as "exerciseNames", ${TOTALS_OF_SESSION} as totals,
  ${PLANNED_TOTALS_OF_SESSION} as "plannedTotals", s.calories, s.points, s.adherence,
  case when s.status = 'canceled' then 'skipped' else s.adherence_status end as "adherenceStatus", ${ATTRIBUTION_OF_SESSION} as attribution, s.series_id as "seriesId",
  s.occurrence_on as "occurrenceOn", s.created_at as "createdAt"`

const SESSION = /* sql */ `
  select ${SUMMARY}, s.notes, r.rule as "recurrenceRule", s.revision,
    s.calories_given as "caloriesGiven",
    (select max(w.logged_at) from session_exercises x
      join actual_exercise_attributes w on w.owner = x.owner and w.session_exercise_id = x.id
      where x.owner = s.owner and x.session_id = s.id) as "lastSetAt",
    s.hidden_at as "hiddenAt", s.hidden_reason as "hiddenReason", (
      select count(*)::int from sessions c
      where c.attribution_owner = :owner and c.attribution_source = :id and c.owner <> :owner
    ) as clones,
    ${EXERCISES_OF_SESSION} as exercises
  from sessions s
  left join series r on r.owner = s.owner and r.id = s.series_id
  where s.owner = :owner and s.id = :id and s.archived_at is null`

export function findSession(db: Db, { owner, id }: Key): Promise<Session | undefined> {
  return row<Session>(db, SESSION, { owner, id })
}

/**
 * Keeps others from changing a session until the transaction ends. A statement of its own: one that
 * waits for a lock goes on with the exercises there were before it waited.
 */
export async function lockSession(db: Db, { owner, id }: Key): Promise<void> {
  await row(db, 'select 1 from sessions where owner = :owner and id = :id for update', {
    owner,
    id,
  })
}

export interface ListFilter {
  readonly owner: string
  readonly from: Date | null
  readonly to: Date | null
  readonly status: string | null
  readonly isUnderWay: boolean
  readonly exerciseId: string | null
  readonly page: number
  readonly pageSize: number
}

const LISTED = /* sql */ `
  s.owner = :owner and s.archived_at is null
  and (:from::timestamptz is null or s.happens_at >= :from)
  and (:to::timestamptz is null or s.happens_at < :to)
  and (:status::text is null or s.status = :status)
  and (not :isUnderWay or s.status = 'planned' and s.started_at is not null)
  and (:exerciseId::uuid is null or exists (
    select from session_exercises x
    where x.owner = s.owner and x.session_id = s.id and x.exercise_id = :exerciseId))`

export async function listSessions(
  db: Db,
  filter: ListFilter,
): Promise<{ items: Summary[]; total: number }> {
  const found = await rows<Summary & { total: number }>(
    db,
    /* sql */ `
    select n.total, ${SUMMARY}
    from (select count(*)::int as total from sessions s where ${LISTED}) n
    left join lateral (
      select * from sessions s where ${LISTED}
      order by s.happens_at desc, s.id desc
      limit :pageSize offset :offset
    ) s on true`,
    { ...filter, offset: (filter.page - 1) * filter.pageSize },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

interface Source {
  readonly sessionId: string
  readonly name: string
}

/** The session a clone is taken from, and where its own chain began. */
export interface Taken extends Source {
  readonly owner: string
  readonly origin: Source | null
  /** How often it was cloned since that: 1 for what is taken from an original. */
  readonly generation: number
}

export async function insertSession(
  db: Db,
  session: Key & Plan & { readonly createdAt: Date; readonly taken: Taken | null },
): Promise<void> {
  await db('sessions').insert({
    owner: session.owner,
    id: session.id,
    ...planColumns(session),
    created_at: session.createdAt,
    updated_at: session.createdAt,
    attribution_source: session.taken?.sessionId ?? null,
    attribution_owner: session.taken?.owner ?? null,
    attribution_name: session.taken?.name ?? null,
    origin_source: session.taken?.origin?.sessionId ?? null,
    origin_name: session.taken?.origin?.name ?? null,
    generation: session.taken?.generation ?? null,
  })
}

/** Of these ids, those of sessions that `viewer`, who may be null, can see with their authors. */
export async function listVisible(
  db: Db,
  viewer: string | null,
  ids: readonly string[],
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    /* sql */ `
    select s.id from sessions s join users u on u.id = s.owner
    where s.id = any(:ids::uuid[]) and ${IS_SHARED} and ${IS_FOR_VIEWER}`,
    { viewer, ids: [...ids] },
  )
  return found.map(({ id }) => id)
}

/** Changes a session by itself: from now on, changes of its series pass it by. */
export async function setPlan(db: Db, { owner, id }: Key, plan: Plan, now: Date): Promise<void> {
  await db('sessions')
    .where({ owner, id })
    .update({ ...planColumns(plan), by_hand: true, ...touched(db, now) })
}

/** What calendars tell a change by. */
const touched = (db: Db, now: Date) => ({ sequence: db.raw('sequence + 1'), updated_at: now })

const planColumns = (plan: Plan) => ({
  title: plan.title,
  notes: plan.notes,
  visibility: plan.visibility,
  planned_for: plan.plannedFor,
  due_on: plan.dueOn,
  timezone: plan.timezone,
  type: plan.type,
  exercise_names: plan.exerciseNames,
  planned_volume_kg: plan.plannedTotals.volume,
  planned_distance_m: plan.plannedTotals.distance,
  planned_duration_seconds: plan.plannedTotals.durationSec,
  planned_sets: plan.plannedTotals.sets,
  planned_reps: plan.plannedTotals.reps,
})

/** Cancels a planned session; false if there is none. */
export async function setCanceled(db: Db, { owner, id }: Key, canceledAt: Date): Promise<boolean> {
  const changed = await db('sessions')
    .where({ owner, id, status: 'planned' })
    .whereNull('archived_at')
    .update({ status: 'canceled', canceled_at: canceledAt, ...touched(db, canceledAt) })
  return changed > 0
}

/** Archives a session; false if there is none. */
export async function setArchived(db: Db, { owner, id }: Key, archivedAt: Date): Promise<boolean> {
  const changed = await db('sessions')
    .where({ owner, id })
    .whereNull('archived_at')
    .update({ archived_at: archivedAt, ...touched(db, archivedAt) })
  return changed > 0
}

/** Hides a session from others, or shows it again. */
export async function setHidden(
  db: Db,
  { owner, id }: Key,
  hidden: { at: Date; reason: string } | { at: null; reason: null },
): Promise<void> {
  await db('sessions')
    .where({ owner, id })
    .update({ hidden_at: hidden.at, hidden_reason: hidden.reason })
}
