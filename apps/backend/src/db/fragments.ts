import type { Muscle, sessionsApi, workApi } from '@fitvibe/contract'

import { actualSets, MEASURES } from './tables/sets.ts'
import { fields } from './tables/table.ts'

/** The columns of a block of sets `w` in the contract's shape, for `json_build_object`. */
const WORK = fields(actualSets, 'w', MEASURES)

/**
 * A set that was logged and taken away again stays as one of no sets until the session is finished,
 * so that a request that is late does not bring it back.
 */
export const IS_THERE = /* sql */ `(w.logged_at is null or w.sets is distinct from 0)`

/** The planned blocks of the exercise `x`. */
export const PLANNED_OF_EXERCISE = /* sql */ `
  coalesce((
    select json_agg(json_build_object(${WORK}) order by w.position)
    from planned_exercise_attributes w where w.owner = x.owner and w.session_exercise_id = x.id
  ), '[]'::json)`

/** What was done of the exercise `x`, a row of `session_exercises`, with positions. */
export const actualOf = (x: string) => /* sql */ `
  coalesce((
    select json_agg(json_build_object('position', w.position, ${WORK}) order by w.position)
    from actual_exercise_attributes w
    where w.owner = ${x}.owner and w.session_exercise_id = ${x}.id and ${IS_THERE}
  ), '[]'::json)`

/** The exercise `x` but for its sets. */
export const EXERCISE = /* sql */ `
  'id', x.id, 'exerciseId', x.exercise_id, 'name', x.name, 'type', x.type, 'metric', x.metric,
  'primaryMuscles', x.primary_muscles, 'secondaryMuscles', x.secondary_muscles,
  'position', x.position, 'superset', x.superset, 'notes', x.notes, 'isAdded', x.is_added,
  'isSkipped', x.is_skipped, 'substitutes', x.substitutes`

/** A block with its place, where that is not its number in the list. */
export type StoredWork = workApi.Work & { readonly position?: number | undefined }

/** An exercise of a session as `EXERCISES_OF_SESSION` reads it. */
export type StoredExercise = Omit<sessionsApi.SessionExercise, 'actual'> & {
  readonly actual: StoredWork[]
  readonly secondaryMuscles: readonly Muscle[]
}

/** All exercises of the session `s` with what was planned and done, as one JSON column. */
export const EXERCISES_OF_SESSION = /* sql */ `
  coalesce((
    select json_agg(json_build_object(${EXERCISE}, 'planned', ${PLANNED_OF_EXERCISE},
      'actual', ${actualOf('x')}) order by x.position)
    from session_exercises x where x.owner = s.owner and x.session_id = s.id
  ), '[]'::json)`

/** The totals of the completed session `s` in the contract's shape; null before. */
export const TOTALS_OF_SESSION = /* sql */ `
  case when s.status = 'completed' then json_build_object('volume', s.volume_kg,
    'distance', s.distance_m, 'durationSec', s.duration_seconds, 'sets', s.sets, 'reps', s.reps)
  end`

/** Whom `:viewer` blocks or is blocked by. */
export const BLOCKED_BY_VIEWER = /* sql */ `
  array(select b.other_id from blocked_people b where b.owner = :viewer)`

/** What the session `s` is planned to be, in sums. */
export const PLANNED_TOTALS_OF_SESSION = /* sql */ `
  json_build_object('volume', s.planned_volume_kg, 'distance', s.planned_distance_m,
    'durationSec', s.planned_duration_seconds, 'sets', s.planned_sets, 'reps', s.planned_reps)`
/** Whom `:viewer` follows. */
export const FOLLOWED_BY_VIEWER = /* sql */ `
  array(select f.following_id from followers f where f.owner = :viewer and f.status = 'accepted')`

const CAN_BE_SEEN = /* sql */ `
  s.status = 'completed' and s.archived_at is null and s.hidden_at is null`

/** Whether others than its owner may see the session `s`. */
export const IS_SHARED = /* sql */ `s.visibility <> 'private' and ${CAN_BE_SEEN}`

/**
 * Whether anybody may see the session `s`. Not written as one of the shared: PostgreSQL takes the
 * two conditions for independent, expects a fraction of the rows and sorts all there are.
 */
export const IS_PUBLIC = /* sql */ `s.visibility = 'public' and ${CAN_BE_SEEN}`

/** Whether `:viewer`, who may be null, is among those who may see the shared session `s` of `u`. */
export const IS_FOR_VIEWER = /* sql */ `
  u.status = 'active' and s.owner <> all(${BLOCKED_BY_VIEWER})
  and (s.visibility = 'public' or s.owner = :viewer or s.owner = any(${FOLLOWED_BY_VIEWER}))`

/** Where the chain began along which the session `s` was cloned; null where its source did. */
export const ORIGIN_OF_SESSION = /* sql */ `
  case when s.origin_source is not null then
    json_build_object('sessionId', s.origin_source, 'name', s.origin_name)
  end`

/** Whom the session `s` was cloned from, in the contract's shape; null if nobody. */
export const ATTRIBUTION_OF_SESSION = /* sql */ `
  case when s.attribution_source is not null then
    json_build_object('sessionId', s.attribution_source, 'name', s.attribution_name,
      'origin', ${ORIGIN_OF_SESSION}, 'between', greatest(s.generation - 2, 0))
  end`

/** Faster than `date_trunc` by half; the year 1 began on a Monday. */
const MONDAY_OF = (day: string) => `${day} - (${day} - date '0001-01-01') % 7`

/**
 * The weeks of `:owner`'s `sessions`, by their Monday: how many sessions were due in each, how many
 * of those are done whenever it was, and without a plan in it; how many were done in it whenever
 * they were due; and how many of those due were done as planned, within 80 to 120 %. Days are those
 * of where a session takes place, so that a move to another time zone changes none.
 */
export const weeksOf = (sessions: string) => /* sql */ `
  select d.week as "on",
    coalesce(sum(n.sessions) filter (where d.counts and n.due is not null), 0)::int as planned,
    coalesce(sum(n.done) filter (where d.counts), 0)::int as done,
    coalesce(sum(n.done) filter (where not d.counts), 0)::int as trained,
    coalesce(sum(n.green) filter (where d.counts and n.due is not null), 0)::int as green
  from (
    select ${MONDAY_OF('s.due_on')} as due, ${MONDAY_OF('s.trained_on')} as trained,
      count(*) as sessions, count(*) filter (where s.status = 'completed') as done,
      count(*) filter (where s.status = 'completed'
        and coalesce(s.adherence, 100) between 80 and 120) as green
    from ${sessions} s
    where s.owner = :owner and s.archived_at is null and s.status <> 'canceled'
    group by 1, 2
  ) n
  cross join lateral (values (coalesce(n.due, n.trained), true), (n.trained, false)) d(week, counts)
  where d.week is not null
  group by 1`

/** Whether the session `s` was to be done before the day `today`, or is. */
export const IS_DUE = (today: string) => /* sql */ `
  s.due_on is not null and s.status <> 'canceled' and (s.due_on < ${today} or s.status = 'completed')`

/** How sessions `s` that are due were met: one missed counts as 0, one without sets as met. */
export const DUE = /* sql */ `
  round(avg(case when s.status = 'completed' then coalesce(s.adherence, 100) else 0 end))::int
    as adherence,
  json_build_object(
    'completed', count(*) filter (where s.adherence_status = 'completed'),
    'moved', count(*) filter (where s.adherence_status = 'moved'),
    'partial', count(*) filter (where s.adherence_status = 'partial'),
    'skipped', count(*) filter (where s.status = 'planned' or s.adherence_status = 'skipped')
  ) as met`
