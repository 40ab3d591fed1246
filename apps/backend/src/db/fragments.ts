import type { Muscle, sessionsApi, workApi } from '@fitvibe/contract'

/** The fields of a block of sets `w` in the contract's shape, for `json_build_object`. */
const WORK = /* sql */ `
  'setType', w.set_type, 'sets', w.sets, 'reps', w.reps, 'load', w.load_kg,
  'distance', w.distance_m, 'durationSec', w.duration_seconds, 'rpe', w.rpe, 'rir', w.rir,
  'restSec', w.rest_seconds`

/**
 * Excludes deleted sets. A logged set that is deleted stays as a row with 0 sets until the session
 * is finished, so that a late request cannot restore it.
 */
export const IS_NOT_DELETED = /* sql */ `(w.logged_at is null or w.sets is distinct from 0)`

/** The planned blocks of the exercise `x`. */
export const PLANNED_OF_EXERCISE = /* sql */ `
  coalesce((
    select json_agg(json_build_object(${WORK}) order by w.position)
    from planned_exercise_attributes w where w.owner = x.owner and w.session_exercise_id = x.id
  ), '[]'::json)`

/** The actual blocks of the exercise `x`, a row of `session_exercises`, with positions. */
export const actualOf = (x: string) => /* sql */ `
  coalesce((
    select json_agg(json_build_object('position', w.position, ${WORK}) order by w.position)
    from actual_exercise_attributes w
    where w.owner = ${x}.owner and w.session_exercise_id = ${x}.id and ${IS_NOT_DELETED}
  ), '[]'::json)`

/** The fields of the exercise `x` without its sets. */
export const EXERCISE = /* sql */ `
  'id', x.id, 'exerciseId', x.exercise_id, 'name', x.name, 'type', x.type, 'metric', x.metric,
  'primaryMuscles', x.primary_muscles, 'secondaryMuscles', x.secondary_muscles,
  'position', x.position, 'superset', x.superset, 'notes', x.notes, 'isAdded', x.is_added,
  'isSkipped', x.is_skipped, 'substitutes', x.substitutes`

/** A block with its position, which may differ from its index in the list. */
export type StoredWork = workApi.Work & { readonly position?: number | undefined }

/** An exercise of a session as `EXERCISES_OF_SESSION` reads it. */
export type StoredExercise = Omit<sessionsApi.SessionExercise, 'actual'> & {
  readonly actual: StoredWork[]
  readonly secondaryMuscles: readonly Muscle[]
}

/** All exercises of the session `s` with planned and actual blocks, as one JSON column. */
export const EXERCISES_OF_SESSION = /* sql */ `
  coalesce((
    select json_agg(json_build_object(${EXERCISE}, 'planned', ${PLANNED_OF_EXERCISE},
      'actual', ${actualOf('x')}) order by x.position)
    from session_exercises x where x.owner = s.owner and x.session_id = s.id
  ), '[]'::json)`

/** The totals of the session `s` in the contract's shape; null until it is completed. */
export const TOTALS_OF_SESSION = /* sql */ `
  case when s.status = 'completed' then json_build_object('volume', s.volume_kg,
    'distance', s.distance_m, 'durationSec', s.duration_seconds, 'sets', s.sets, 'reps', s.reps)
  end`

/** The ids of users that `:viewer` blocks or is blocked by. */
export const BLOCKED_BY_VIEWER = /* sql */ `
  array(select b.other_id from blocked_people b where b.owner = :viewer)`

/** The planned totals of the session `s` in the contract's shape. */
export const PLANNED_TOTALS_OF_SESSION = /* sql */ `
  json_build_object('volume', s.planned_volume_kg, 'distance', s.planned_distance_m,
    'durationSec', s.planned_duration_seconds, 'sets', s.planned_sets, 'reps', s.planned_reps)`

/** The ids of users that `:viewer` follows. */
export const FOLLOWED_BY_VIEWER = /* sql */ `
  array(select f.following_id from followers f where f.owner = :viewer and f.status = 'accepted')`

const CAN_BE_SEEN = /* sql */ `
  s.status = 'completed' and s.archived_at is null and s.hidden_at is null`

/** Whether other users may see the session `s`. */
export const IS_SHARED = /* sql */ `s.visibility <> 'private' and ${CAN_BE_SEEN}`

/**
 * Whether every visitor may see the session `s`. Does not reuse `IS_SHARED`: PostgreSQL takes two
 * conditions on `visibility` for independent, expects too few rows, and sorts all public sessions.
 */
export const IS_PUBLIC = /* sql */ `s.visibility = 'public' and ${CAN_BE_SEEN}`

/** Whether `:viewer` (null for a visitor) may see the shared session `s` of the user `u`. */
export const IS_FOR_VIEWER = /* sql */ `
  u.status = 'active' and s.owner <> all(${BLOCKED_BY_VIEWER})
  and (s.visibility = 'public' or s.owner = :viewer or s.owner = any(${FOLLOWED_BY_VIEWER}))`

/** The first session of the chain of clones; null if that is the source of the session `s`. */
export const ORIGIN_OF_SESSION = /* sql */ `
  case when s.origin_source is not null then
    json_build_object('sessionId', s.origin_source, 'name', s.origin_name)
  end`

/** The source of the session `s` in the contract's shape; null if it is not a clone. */
export const ATTRIBUTION_OF_SESSION = /* sql */ `
  case when s.attribution_source is not null then
    json_build_object('sessionId', s.attribution_source, 'name', s.attribution_name,
      'origin', ${ORIGIN_OF_SESSION}, 'between', greatest(s.generation - 2, 0))
  end`

/** The Monday of a week. Twice as fast as `date_trunc`; the year 1 began on a Monday. */
const MONDAY_OF = (day: string) => `${day} - (${day} - date '0001-01-01') % 7`

/**
 * Counts `:owner`'s `sessions` by week, with the Monday as the name of a week:
 * - `planned`: sessions due in the week;
 * - `done`: those of them completed on any day, and sessions without a due day trained in the week;
 * - `trained`: sessions trained in the week, whenever they were due;
 * - `green`: sessions due in the week and completed with an adherence of 80 to 120 %.
 *
 * Days are local to each session, so that a change of the user's time zone moves none.
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

/** Whether the session `s` counts for adherence: due before the day `today`, or completed. */
export const IS_DUE = (today: string) => /* sql */ `
  s.due_on is not null and s.status <> 'canceled' and (s.due_on < ${today} or s.status = 'completed')`

/** The mean adherence of due sessions `s`: 0 for a missed one, 100 for one without planned sets. */
export const DUE = /* sql */ `
  round(avg(case when s.status = 'completed' then coalesce(s.adherence, 100) else 0 end))::int
    as adherence,
  json_build_object(
    'completed', count(*) filter (where s.adherence_status = 'completed'),
    'moved', count(*) filter (where s.adherence_status = 'moved'),
    'partial', count(*) filter (where s.adherence_status = 'partial'),
    'skipped', count(*) filter (where s.status = 'planned' or s.adherence_status = 'skipped')
  ) as met`
