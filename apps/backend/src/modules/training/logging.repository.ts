import type { loggingApi, workApi } from '@fitvibe/contract'
import { MAX_SESSION_BLOCKS } from '@fitvibe/training/limits'

import { actualOf, EXERCISE, PLANNED_OF_EXERCISE } from '../../db/fragments.ts'
import { row, type Db, type Key, type Stored } from '../../db/knex.ts'
import { actualSets, MEASURES } from '../../db/tables/sets.ts'
import { names } from '../../db/tables/table.ts'

interface ExerciseKey extends Key {
  readonly exerciseId: string
}

export type Log = Stored<typeof loggingApi.SessionLog>

/** The latest completed session before `s` in which the exercise `x` was done. */
const LAST_TIME = /* sql */ `
  (select json_build_object('sessionId', y.session_id, 'completedAt', y.done_at,
      'on', (select p.trained_on from sessions p where p.owner = y.owner and p.id = y.session_id),
      'sets', ${actualOf('y')})
    from session_exercises y
    where y.owner = x.owner and y.exercise_key = x.exercise_key and y.done_at is not null
      and y.done_at < coalesce(s.completed_at, 'infinity') and y.session_id <> x.session_id
    order by y.done_at desc limit 1)`

/** Returns plan, logged sets and last time of a session. */
export function findLog(db: Db, { owner, id }: Key): Promise<Log | undefined> {
  return row<Log>(
    db,
    /* sql */ `
    select s.id, s.title, s.status, s.planned_for as "plannedFor", s.started_at as "startedAt",
      s.completed_at as "completedAt", s.notes, coalesce((
        select json_agg(json_build_object(${EXERCISE}, 'planned', ${PLANNED_OF_EXERCISE},
          'logged', ${actualOf('x')}, 'last', ${LAST_TIME}) order by x.position)
        from session_exercises x where x.owner = s.owner and x.session_id = s.id
      ), '[]'::json) as exercises
    from sessions s
    where s.owner = :owner and s.id = :id and s.archived_at is null`,
    { owner, id },
  )
}

/** Locks a session until the transaction ends. */
export function lockSession(
  db: Db,
  { owner, id }: Key,
): Promise<{ status: string; startedAt: Date | null } | undefined> {
  return row(
    db,
    /* sql */ `
    select s.status, s.started_at as "startedAt" from sessions s
    where s.owner = :owner and s.id = :id and s.archived_at is null
    for update`,
    { owner, id },
  )
}

/** Starts a planned session, unless it is already started. */
export async function setStarted(
  db: Db,
  { owner, id }: Key,
  { startedAt, now }: { readonly startedAt: Date; readonly now: Date },
): Promise<void> {
  await db('sessions')
    .where({ owner, id, status: 'planned', started_at: null, archived_at: null })
    .update({ started_at: startedAt, sequence: db.raw('sequence + 1'), updated_at: now })
}

/** Makes a started session planned again and its skipped exercises no longer skipped. */
export async function setNotStarted(db: Db, { owner, id }: Key, now: Date): Promise<void> {
  await row(
    db,
    /* sql */ `
    with unskipped as (
      update session_exercises set is_skipped = false
      where owner = :owner and session_id = :id and is_skipped
    )
    update sessions set started_at = null, sequence = sequence + 1, updated_at = :now
    where owner = :owner and id = :id`,
    { owner, id, now },
  )
}

/** `:setType::text, …` for the measures of a set. */
const VALUES = MEASURES.map((key) => `:${key}::${actualSets.columns[key][1]}`).join(', ')

/** `set_type = excluded.set_type, …` */
const CHANGES = MEASURES.map((key) => actualSets.columns[key][0])
  .map((name) => `${name} = excluded.${name}`)
  .join(', ')

/**
 * Stores a set, unless a later request for it is stored. A set with `sets` 0 marks a deleted one.
 * Returns whether the session has the exercise, and room for one more set; the count is exact while
 * the session is locked.
 */
export async function upsertSet(
  db: Db,
  { owner, id, exerciseId }: ExerciseKey,
  set: Omit<workApi.Work, 'sets'> & { readonly sets: 0 | 1; readonly position: number },
  loggedAt: Date,
): Promise<{ readonly isFound: boolean; readonly hasRoom: boolean }> {
  const answer = await row<{ isFound: boolean; hasRoom: boolean }>(
    db,
    /* sql */ `
    with x as (
      select x.id from session_exercises x
      where x.owner = :owner and x.session_id = :id and x.id = :exerciseId
    ), room as (
      select count(*) < ${MAX_SESSION_BLOCKS} or bool_or(
        w.session_exercise_id = :exerciseId and w.position = :position) as "hasRoom"
      from session_exercises y
      join actual_exercise_attributes w on w.owner = y.owner and w.session_exercise_id = y.id
      where y.owner = :owner and y.session_id = :id
    ), stored as (
      insert into actual_exercise_attributes as w (owner, session_exercise_id, position,
        ${names(actualSets, MEASURES)}, logged_at)
      select :owner::uuid, x.id, :position::smallint, ${VALUES}, :loggedAt::timestamptz
      from x, room where room."hasRoom"
      on conflict (owner, session_exercise_id, position) do update
      set ${CHANGES}, logged_at = excluded.logged_at
      where excluded.logged_at >= coalesce(w.logged_at, '-infinity')
    )
    select exists (select from x) as "isFound", (select "hasRoom" from room) as "hasRoom"`,
    { owner, id, exerciseId, ...set, loggedAt },
  )
  return answer ?? { isFound: false, hasRoom: false }
}

/** Returns false if the session has no such exercise. */
export async function setSkipped(
  db: Db,
  { owner, id, exerciseId }: ExerciseKey,
  isSkipped: boolean,
): Promise<boolean> {
  const changed = await db('session_exercises')
    .where({ owner, session_id: id, id: exerciseId })
    .update({ is_skipped: isSkipped })
  return changed > 0
}

/** Moves exercises from a position on by one, to make room for another. */
export async function movePositions(db: Db, { owner, id }: Key, from: number): Promise<void> {
  await db('session_exercises')
    .where({ owner, session_id: id })
    .where('position', '>=', from)
    .update({ position: db.raw('position + 1') })
}

/** Deletes one or all exercises added while the session was in progress. Returns their number. */
export function deleteAdded(
  db: Db,
  { owner, id, exerciseId }: Key & { readonly exerciseId?: string },
): Promise<number> {
  return db('session_exercises')
    .where({ owner, session_id: id, is_added: true, ...(exerciseId && { id: exerciseId }) })
    .delete()
}

/** Updates the names and ids of exercises that a session is listed with. */
export async function setExerciseNames(db: Db, { owner, id }: Key, now: Date): Promise<void> {
  await row(
    db,
    /* sql */ `
    update sessions s set (exercise_names, exercise_ids) = (
      select coalesce(array_agg(x.name order by x.position), '{}'),
        coalesce(array_agg(x.exercise_id order by x.position), '{}')
      from session_exercises x where x.owner = s.owner and x.session_id = s.id),
      sequence = s.sequence + 1, updated_at = :now
    where s.owner = :owner and s.id = :id`,
    { owner, id, now },
  )
}
