import type { sessionsApi } from '@fitvibe/contract'

import {
  ATTRIBUTION_OF_SESSION,
  DAY_OF_SESSION,
  EXERCISES_OF_SESSION,
  IS_FOR_VIEWER,
  IS_SHARED,
  PLANNED_TOTALS_OF_SESSION,
  TOTALS_OF_SESSION,
  type StoredAttribution,
  type StoredExercise,
} from '../../db/fragments.ts'
import { row, rows, type Db, type Key, type Stored } from '../../db/knex.ts'
import { LIST_COLUMNS, sessions, type Plan } from '../../db/tables/sessions.ts'
import { columnsOf, insertRows, select } from '../../db/tables/table.ts'
import type { Slice } from '../../utils/lists.ts'

export interface Summary extends Omit<Stored<typeof sessionsApi.SessionSummary>, 'attribution'> {
  readonly attribution: StoredAttribution | null
  /** In the order of `exerciseNames`; null for a name alone. */
  readonly exerciseIds: readonly (string | null)[]
}

export type SessionExercise = StoredExercise

export interface Session extends Summary {
  readonly notes: string | null
  readonly sharesNotes: boolean
  readonly recurrenceRule: string | null
  readonly clones: number
  readonly hiddenAt: Date | null
  readonly hiddenReason: string | null
  /** True if the athlete entered the calories, false if they are estimated. */
  readonly caloriesGiven: boolean
  /** How often it was corrected after its completion. */
  readonly revision: number
  /** When the latest set was logged; null if no set was logged one by one. */
  readonly lastSetAt: Date | null
  readonly exercises: readonly SessionExercise[]
}

const SUMMARY = /* sql */ `
  ${select(sessions, 's', LIST_COLUMNS)}, ${TOTALS_OF_SESSION} as totals,
  ${PLANNED_TOTALS_OF_SESSION} as "plannedTotals", ${ATTRIBUTION_OF_SESSION} as attribution,
  case when s.status = 'canceled' then 'skipped' else s.adherence_status end as "adherenceStatus"`

const SESSION = /* sql */ `
  select ${SUMMARY}, s.notes, s.shares_notes as "sharesNotes", r.rule as "recurrenceRule", s.revision,
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
 * Locks a session until the transaction ends. Does not read it: a statement that waits for a lock
 * would return the exercises as they were before the wait.
 */
export async function lockSession(db: Db, { owner, id }: Key): Promise<void> {
  await row(db, 'select 1 from sessions where owner = :owner and id = :id for update', {
    owner,
    id,
  })
}

/** A bound of a list by instant or by calendar day; null for no bound. */
export interface ListBound {
  readonly at: Date | null
  /** Day of the session in its own time zone. */
  readonly on: string | null
  /** Applies in place of `on` to a session without a day: a plan without a date. */
  readonly localAt: Date | null
}

export interface ListFilter {
  readonly owner: string
  readonly from: ListBound
  readonly to: ListBound
  readonly status: string | null
  readonly isInProgress: boolean
  readonly exerciseId: string | null
}

/** A session of the list, with the time that the list is sorted by. */
export interface Listed extends Summary {
  readonly happensAt: Date
}

const LISTED = /* sql */ `
  s.owner = :owner and s.archived_at is null
  and (:fromAt::timestamptz is null or s.happens_at >= :fromAt)
  and (:toAt::timestamptz is null or s.happens_at < :toAt)
  and (:fromOn::date is null or coalesce(${DAY_OF_SESSION} >= :fromOn, s.happens_at >= :fromLocalAt))
  and (:toOn::date is null or coalesce(${DAY_OF_SESSION} <= :toOn, s.happens_at < :toLocalAt))
  and (:status::text is null or s.status = :status)
  and (not :isInProgress or s.status = 'planned' and s.started_at is not null)
  and (:exerciseId::uuid is null or exists (
    select from session_exercises x
    where x.owner = s.owner and x.session_id = s.id and x.exercise_id = :exerciseId))`

export async function listSessions(
  db: Db,
  { from, to, ...filter }: ListFilter,
  { after, limit, offset }: Slice,
): Promise<{ items: Listed[]; total: number }> {
  const found = await rows<Listed & { total: number }>(
    db,
    /* sql */ `
    select n.total, ${SUMMARY}, s.happens_at as "happensAt"
    from (select count(*)::int as total from sessions s where ${LISTED}) n
    left join lateral (
      select * from sessions s where ${LISTED}
        ${after ? 'and (s.happens_at, s.id) < (:at, :id)' : ''}
      order by s.happens_at desc, s.id desc
      limit :limit offset :offset
    ) s on true`,
    {
      ...filter,
      fromAt: from.at,
      fromOn: from.on,
      fromLocalAt: from.localAt,
      toAt: to.at,
      toOn: to.on,
      toLocalAt: to.localAt,
      ...after,
      limit,
      offset,
    },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

interface Source {
  readonly sessionId: string
  /** Null if the account of the owner is deleted. */
  readonly name: string | null
  readonly owner: string | null
}

/** The session that a clone is copied from, and the first session of its chain of clones. */
export interface CloneSource extends Source {
  readonly owner: string
  readonly origin: Source | null
  /** Number of clones since the origin: 1 for a clone of an original. */
  readonly generation: number
}

export function insertSession(
  db: Db,
  { owner, id }: Key,
  plan: Plan,
  { createdAt, source }: { readonly createdAt: Date; readonly source: CloneSource | null },
): Promise<void> {
  const session = {
    ...plan,
    id,
    createdAt,
    updatedAt: createdAt,
    attributionSource: source?.sessionId ?? null,
    attributionOwner: source?.owner ?? null,
    attributionName: source?.name ?? null,
    originSource: source?.origin?.sessionId ?? null,
    originOwner: source?.origin?.owner ?? null,
    originName: source?.origin?.name ?? null,
    generation: source?.generation ?? null,
  }
  return insertRows(db, sessions, owner, [session])
}

/** A user whose name, or only whose alias, the credit of a clone must not show. */
export interface HiddenOwner {
  readonly id: string
  readonly isActive: boolean
  readonly isDeleting: boolean
  readonly username: string
  readonly alias: string | null
}

interface Sources {
  /** Sessions that are shared with the viewer. */
  readonly visible: readonly string[]
  /** Owners with an account that is not active, or a private profile. */
  readonly hidden: readonly HiddenOwner[]
}

/** Returns which of these sessions and owners of clone sources `viewer` may see; null is a visitor. */
export async function findSources(
  db: Db,
  viewer: string | null,
  { ids, owners }: { readonly ids: readonly string[]; readonly owners: readonly string[] },
): Promise<Sources> {
  const found = await row<Sources>(
    db,
    /* sql */ `
    select array(
        select s.id from sessions s join users u on u.id = s.owner
        where s.id = any(:ids::uuid[]) and ${IS_SHARED} and ${IS_FOR_VIEWER}) as visible,
      coalesce((
        select json_agg(json_build_object('id', u.id, 'isActive', u.status = 'active',
          'isDeleting', u.status in ('deleting', 'erasing'),
          'username', u.username, 'alias', u.alias))
        from users u
        where u.id = any(:owners::uuid[]) and (u.status <> 'active' or u.visibility = 'private')
      ), '[]'::json) as hidden`,
    { viewer, ids: [...ids], owners: [...owners] },
  )
  return found ?? { visible: [], hidden: [] }
}

/** Changes a single session; later changes of its series skip it. */
export async function setPlan(db: Db, { owner, id }: Key, plan: Plan, now: Date): Promise<void> {
  await db('sessions')
    .where({ owner, id })
    .update({ ...columnsOf(sessions, plan), by_hand: true, ...touched(db, now) })
}

/** Columns by which calendars detect a change. */
const touched = (db: Db, now: Date) => ({ sequence: db.raw('sequence + 1'), updated_at: now })

/** Cancels a planned session. Returns false if there is none. */
export async function setCanceled(db: Db, { owner, id }: Key, canceledAt: Date): Promise<boolean> {
  const changed = await db('sessions')
    .where({ owner, id, status: 'planned' })
    .whereNull('archived_at')
    .update({ status: 'canceled', canceled_at: canceledAt, ...touched(db, canceledAt) })
  return changed > 0
}

/** Archives a session. Returns false if there is none. */
export async function setArchived(db: Db, { owner, id }: Key, archivedAt: Date): Promise<boolean> {
  const changed = await db('sessions')
    .where({ owner, id })
    .whereNull('archived_at')
    .update({ archived_at: archivedAt, ...touched(db, archivedAt) })
  return changed > 0
}

/** Hides a session from other users, or shows it again. */
export async function setHidden(
  db: Db,
  { owner, id }: Key,
  hidden: { at: Date; reason: string } | { at: null; reason: null },
): Promise<void> {
  await db('sessions')
    .where({ owner, id })
    .update({ hidden_at: hidden.at, hidden_reason: hidden.reason })
}
