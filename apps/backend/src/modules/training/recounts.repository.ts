import { EXERCISES_OF_SESSION, type StoredExercise } from '../../db/fragments.ts'
import { row, rows, type Db } from '../../db/knex.ts'
import { sessionExercises, type SessionExerciseRow } from '../../db/tables/sessionExercises.ts'
import { sessions } from '../../db/tables/sessions.ts'
import { updateRows } from '../../db/tables/table.ts'

/** Lists the names of all exercises in a user's sessions. */
export async function listNames(db: Db, owner: string): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    'select distinct name from session_exercises where owner = :owner',
    { owner },
  )
  return found.map(({ name }) => name)
}

/**
 * Waits until all transactions have ended that have inserted rows of the user: their foreign keys
 * lock the user's row. They may have read the body weight before it changed.
 */
export async function waitForWriters(db: Db, owner: string): Promise<void> {
  await row(db, 'select 1 from users where id = :owner for update', { owner })
}

/** Figures that may be implausible, by the lowest bounds of `packages/training/src/plausible.ts`. */
const IS_SUSPICIOUS = /* sql */ `
  w.load_kg > 1000 or w.reps > 5000 or w.duration_seconds > 86400
  or w.reps > 10 * nullif(w.duration_seconds, 0) or w.distance_m > 7 * nullif(w.duration_seconds, 0)`

/**
 * Lists the sessions that have one of the exercises or a set that may be implausible, and are neither
 * deleted nor cancelled.
 */
export async function listSessions(
  db: Db,
  { owner, names }: { owner: string; names: readonly string[] },
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    /* sql */ `
    select s.id from sessions s
    where s.owner = :owner and s.archived_at is null and s.status <> 'canceled' and exists (
      select from session_exercises x
      where x.owner = s.owner and x.session_id = s.id and (x.name = any(:names) or exists (
        select from actual_exercise_attributes w
        where w.owner = x.owner and w.session_exercise_id = x.id and (${IS_SUSPICIOUS}))))
    order by s.id`,
    { owner, names: [...names] },
  )
  return found.map(({ id }) => id)
}

/** From `from` on and before `before`; null is no bound. */
export interface Days {
  readonly from: string | null
  readonly before: string | null
}

/** Lists completed sessions of some days, at most `limit` unless that is null. */
export async function listSessionsOf(
  db: Db,
  filter: Days & { readonly owner: string; readonly limit: number | null },
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    /* sql */ `
    select s.id from sessions s
    where s.owner = :owner and s.archived_at is null and s.status = 'completed'
      and s.trained_on >= coalesce(:from::date, '-infinity')
      and s.trained_on < coalesce(:before::date, 'infinity')
    limit :limit`,
    { ...filter },
  )
  return found.map(({ id }) => id)
}

interface Sessions {
  readonly owner: string
  readonly ids: readonly string[]
}

/** Locks sessions until the transaction ends, in one order, so that two recounts cannot deadlock. */
export async function lockSessions(db: Db, { owner, ids }: Sessions): Promise<void> {
  await row(
    db,
    /* sql */ `
    select count(*) from (
      select from sessions where owner = :owner and id = any(:ids::uuid[]) order by id for update
    ) l`,
    { owner, ids: [...ids] },
  )
}

export interface Recounted {
  readonly id: string
  readonly timezone: string
  readonly dueOn: string | null
  /** Null until it is completed, like `completedAt`. */
  readonly trainedOn: string | null
  readonly completedAt: Date | null
  readonly durationSec: number | null
  readonly calories: number | null
  /** Whether the calories follow from the body weight. Imported sessions, without an award, have none. */
  readonly isEstimated: boolean
  readonly exercises: readonly StoredExercise[]
}

export function listExercises(db: Db, { owner, ids }: Sessions): Promise<Recounted[]> {
  return rows<Recounted>(
    db,
    /* sql */ `
    select s.id, s.timezone, s.due_on as "dueOn", ${EXERCISES_OF_SESSION} as exercises,
      case when s.status = 'completed' then s.trained_on end as "trainedOn",
      case when s.status = 'completed' then s.completed_at end as "completedAt",
      s.duration_seconds as "durationSec", s.calories,
      s.status = 'completed' and not s.calories_given and exists (
        select from user_points p where p.owner = s.owner and p.session_id = s.id) as "isEstimated"
    from sessions s
    where s.owner = :owner and s.id = any(:ids::uuid[]) and s.archived_at is null`,
    { owner, ids: [...ids] },
  )
}

/** Sets what follows from body weights; `volume` is null while a session is planned. */
export const setSums = (
  db: Db,
  owner: string,
  sums: readonly {
    id: string
    calories: number | null
    plannedVolume: number
    volume: number | null
    bodyVolume: number
  }[],
): Promise<void> =>
  updateRows(db, sessions, owner, ['calories', 'plannedVolume', 'volume', 'bodyVolume'], sums)

/** Sets the counted body weight of planned exercises. */
export const setBodyKg = (
  db: Db,
  owner: string,
  exercises: readonly Pick<StoredExercise, 'id' | 'bodyKg'>[],
): Promise<void> =>
  updateRows<SessionExerciseRow, 'bodyKg'>(db, sessionExercises, owner, ['bodyKg'], exercises)
