import { BASE_PATH, type Muscle, type sessionsApi, type workApi } from '@fitvibe/contract'
import { MAX_EXERCISES, MAX_NAMES_IN_FEED, MAX_SESSION_BLOCKS } from '@fitvibe/training/limits'

import { actualSets, MEASURES, plannedSets } from './tables/sets.ts'
import { fields } from './tables/table.ts'

/** The fields of a block of sets `w` in the contract's shape, for `json_build_object`. */
const WORK = fields(actualSets, 'w', MEASURES)

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

/** The fields of the exercise `x` that everybody sees who sees its session, without its sets. */
const SHARED_EXERCISE = /* sql */ `
  'id', x.id, 'exerciseId', x.exercise_id, 'name', x.name, 'type', x.type, 'metric', x.metric,
  'primaryMuscles', x.primary_muscles, 'secondaryMuscles', x.secondary_muscles,
  'position', x.position, 'superset', x.superset, 'isAdded', x.is_added,
  'isSkipped', x.is_skipped, 'substitutes', x.substitutes`

/** The fields of the exercise `x` without its sets. */
export const EXERCISE = /* sql */ `
  ${SHARED_EXERCISE}, 'notes', x.notes, 'bodyKg', x.body_kg`

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

/**
 * The calendar day of the session `s` in its own time zone: the day on which it began or, until it
 * is completed, the planned day. Null for a plan without a date.
 */
export const DAY_OF_SESSION = /* sql */ `coalesce(s.trained_on, s.due_on)`

/** The first blocks of the session `s` in a table of sets, as lists by exercise. */
const firstBlocks = (table: string) => /* sql */ `
  select w.session_exercise_id as id, json_agg(json_build_object(${WORK}) order by w.position)
    as work
  from (
    select w.* from session_exercises y
    join ${table} w on w.owner = y.owner and w.session_exercise_id = y.id
    where y.owner = s.owner and y.session_id = s.id and ${table === actualSets.name ? IS_NOT_DELETED : 'true'}
    order by y.position, w.position limit ${MAX_SESSION_BLOCKS}
  ) w
  group by w.session_exercise_id`

/**
 * Like `EXERCISES_OF_SESSION` for other people: without notes unless the athlete shares them, and
 * within the bounds of a session, which older imports exceed.
 */
export const SHARED_EXERCISES_OF_SESSION = /* sql */ `
  coalesce((
    select json_agg(json_build_object(${SHARED_EXERCISE},
      'notes', case when s.shares_notes then x.notes end,
      'planned', coalesce(p.work, '[]'::json), 'actual', coalesce(a.work, '[]'::json))
      order by x.position)
    from (
      select x.* from session_exercises x
      where x.owner = s.owner and x.session_id = s.id
      order by x.position limit ${MAX_EXERCISES}
    ) x
    left join (${firstBlocks(plannedSets.name)}) p on p.id = x.id
    left join (${firstBlocks(actualSets.name)}) a on a.id = x.id
  ), '[]'::json)`

/** The exercise names of the session `s` in a feed with the ids, and their number. */
export const FIRST_NAMES_OF_SESSION = /* sql */ `
  to_json(s.exercise_names[1:${MAX_NAMES_IN_FEED}]) as "exerciseNames",
  to_json(s.exercise_ids[1:${MAX_NAMES_IN_FEED}]) as "exerciseIds",
  cardinality(s.exercise_names) as "exerciseCount"`

/** The totals of the session `s` in the contract's shape; null until it is completed. */
export const TOTALS_OF_SESSION = /* sql */ `
  case when s.status = 'completed' then json_build_object('volume', s.volume_kg,
    'distance', s.distance_m, 'durationSec', s.duration_seconds, 'sets', s.sets, 'reps', s.reps)
  end`

/** The same for other users: without the body weight, which they could work out from the volume. */
export const SHARED_TOTALS_OF_SESSION = /* sql */ `
  json_build_object('volume', s.volume_kg - s.body_volume_kg, 'distance', s.distance_m,
    'durationSec', s.duration_seconds, 'sets', s.sets, 'reps', s.reps)`

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

/** A source in an attribution, with its owner; null for the source of an imported session. */
export interface StoredSource {
  readonly sessionId: string | null
  readonly name: string | null
  readonly owner: string | null
  /** Set if the account is deleted: its erasure deletes the name. */
  readonly isDeleted?: true
}

/** An attribution with the owners of its sources, which the contract leaves out. */
export interface StoredAttribution extends StoredSource {
  readonly origin: StoredSource | null
  readonly between: number
}

const isDeleted = (name: string) => /* sql */ `
  case when ${name} is null then jsonb_build_object('isDeleted', true) else '{}'::jsonb end`

/**
 * The source of the session `s`; null if it is not a clone. A file can claim any source, so that of
 * an imported session is text: it has no session, and other people do not see it.
 */
export const ATTRIBUTION_OF_SESSION = /* sql */ `
  case when s.attribution_source is not null then
    jsonb_build_object(
      'sessionId', case when s.attribution_owner is not null then s.attribution_source end,
      'name', s.attribution_name, 'owner', s.attribution_owner,
      'between', greatest(s.generation - 2, 0),
      'origin', case when s.origin_source is not null then
        jsonb_build_object(
          'sessionId', case when s.attribution_owner is not null then s.origin_source end,
          'name', s.origin_name, 'owner', s.origin_owner) || ${isDeleted('s.origin_name')}
      end) || ${isDeleted('s.attribution_name')}
  end`

/** The attribution that other people see. */
export const SHARED_ATTRIBUTION_OF_SESSION = /* sql */ `
  case when s.attribution_owner is not null then ${ATTRIBUTION_OF_SESSION} end`

/** Whether the user `u` shows alias and avatar to `:viewer`: not if private, until it has accepted. */
const SHOWS_VIEWER = /* sql */ `
  (u.visibility = 'public' or u.id = :viewer or u.id = any(${FOLLOWED_BY_VIEWER}))`

/** The alias of the user `u`; null for a private profile that has not accepted `:viewer`. */
export const ALIAS_FOR_VIEWER = /* sql */ `case when ${SHOWS_VIEWER} then u.alias end`

/** The path of the avatar of the user `u`; null if there is none. */
export const AVATAR_OF_USER = /* sql */ `(
  select '${BASE_PATH}/people/' || u.username || '/avatar/' || i.file_key from media i
  where i.owner = u.id and i.target_type = 'user')`

/** The same if `:viewer` sees it; null for a visitor, who could not load it. */
export const AVATAR_FOR_VIEWER = /* sql */ `
  case when :viewer::uuid is not null and ${SHOWS_VIEWER} then ${AVATAR_OF_USER} end`

/**
 * The details of an entry of the audit log that name nobody: a coded reason, but not one that an
 * administrator has written.
 */
export const DETAILS_WITHOUT_USER = /* sql */ `
  case when event in ('login.ended', 'login.refused', 'refresh.reused')
    and details -> 'reason' is not null
  then jsonb_build_object('reason', details -> 'reason') end`
