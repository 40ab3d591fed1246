import type { ExerciseType, exercisesApi, Language, Metric, Muscle } from '@fitvibe/contract'

import { violatesUnique } from '../../db/failures.ts'
import { BLOCKED_BY_VIEWER } from '../../db/fragments.ts'
import { row, rows, type Db, type Key } from '../../db/knex.ts'
import { conflict } from '../../errors.ts'
import { searchTextOf } from '../../utils/exerciseNames.ts'
import type { Slice } from '../../utils/lists.ts'

export interface Exercise extends Omit<exercisesApi.Exercise, 'createdAt' | 'archivedAt'> {
  readonly createdAt: Date | null
  readonly archivedAt: Date | null
}

/** The part of an exercise that a session copies. */
export interface UsableExercise {
  readonly id: string
  readonly name: string
  readonly type: ExerciseType | null
  readonly metric: Metric
  readonly primaryMuscles: Muscle[]
  readonly secondaryMuscles: Muscle[]
}

const COLUMNS = /* sql */ `e.id, e.type, e.metric, e.equipment,
  e.primary_muscles as "primaryMuscles", e.secondary_muscles as "secondaryMuscles"`

/** Athletes' exercises, as `:viewer` sees them. */
export const ATHLETES = /* sql */ `
  select ${COLUMNS}, case when e.owner = :viewer then 'own' else 'public' end as source, e.name,
    e.muscle_group as "muscleGroup", e.tags, e.is_public as "isPublic",
    e.created_at as "createdAt", e.archived_at as "archivedAt"`

/** Whether `:viewer` sees another athlete's exercise: public, not hidden, not blocked, not suspended. */
export const IS_PUBLIC = /* sql */ `
  e.is_public and e.hidden_at is null and e.archived_at is null and e.owner <> all(${BLOCKED_BY_VIEWER})
  and exists (select from users u where u.id = e.owner and u.status = 'active')`

/** Library exercises with their name in `:lang`. */
export const LIBRARY = /* sql */ `
  select ${COLUMNS}, 'library' as source, n.name,
    null as "muscleGroup", '{}'::text[] as tags, true as "isPublic",
    null::timestamptz as "createdAt", null::timestamptz as "archivedAt"`

export const NAMED_LIBRARY = /* sql */ `
  from library_exercises e
  join library_exercise_names n on n.exercise_id = e.id and n.language = :lang`

interface FoundExercise extends Omit<Exercise, 'hiddenReason'> {
  readonly hiddenReason: string | null
}

/** Finds an exercise that the viewer may see: their own (even if archived), public, or library. */
export function findExercise(
  db: Db,
  filter: { viewer: string; id: string; lang: Language },
): Promise<FoundExercise | undefined> {
  return row<FoundExercise>(
    db,
    /* sql */ `
    ${ATHLETES}, case when e.owner = :viewer then e.hidden_reason end as "hiddenReason"
    from exercises e
    where e.id = :id and (e.owner = :viewer or (${IS_PUBLIC}))
    union all
    ${LIBRARY}, null ${NAMED_LIBRARY} where e.id = :id`,
    filter,
  )
}

/** A public exercise of an athlete with the texts that a report shows. */
export interface Reportable {
  readonly owner: string
  readonly username: string
  readonly alias: string | null
  readonly name: string
  readonly muscleGroup: string | null
  readonly tags: readonly string[]
}

/** Finds an athlete's exercise that the viewer may see. */
export function findReportable(
  db: Db,
  filter: { viewer: string; id: string },
): Promise<Reportable | undefined> {
  return row<Reportable>(
    db,
    /* sql */ `
    select e.owner, u.username, case when u.visibility = 'public' then u.alias end as alias, e.name,
      e.muscle_group as "muscleGroup", e.tags
    from exercises e join users u on u.id = e.owner
    where e.id = :id and (e.owner = :viewer or (${IS_PUBLIC}))`,
    filter,
  )
}

/** Hides an exercise from other users, or shows it again. */
export async function setHidden(
  db: Db,
  { owner, id }: Key,
  hidden: { at: Date; reason: string } | { at: null; reason: null },
): Promise<void> {
  await db('exercises')
    .where({ owner, id })
    .update({ hidden_at: hidden.at, hidden_reason: hidden.reason })
}

/** Finds and locks an own exercise that is not archived. */
export function findOwnForUpdate(db: Db, { owner, id }: Key): Promise<Exercise | undefined> {
  return row<Exercise>(
    db,
    /* sql */ `
    ${ATHLETES} from exercises e
    where e.owner = :viewer and e.id = :id and e.archived_at is null for update`,
    { viewer: owner, id },
  )
}

/** Lists the exercises among `ids` that the viewer may plan with. */
export function listUsable(
  db: Db,
  filter: { viewer: string; ids: readonly string[]; lang: Language },
): Promise<UsableExercise[]> {
  return rows<UsableExercise>(
    db,
    /* sql */ `
    select e.id, e.name, e.type, e.metric, e.primary_muscles as "primaryMuscles",
      e.secondary_muscles as "secondaryMuscles"
    from exercises e
    where e.id = any(:ids) and e.archived_at is null and (e.owner = :viewer or (${IS_PUBLIC}))
    union all
    select e.id, n.name, e.type, e.metric, e.primary_muscles, e.secondary_muscles
    ${NAMED_LIBRARY} where e.id = any(:ids)`,
    { ...filter, ids: [...filter.ids] },
  )
}

export interface Stored {
  readonly name: string
  readonly type: ExerciseType | null
  readonly metric: Metric
  readonly equipment: string | null
  readonly muscleGroup: string | null
  readonly primaryMuscles: Muscle[]
  readonly secondaryMuscles: Muscle[]
  readonly tags: string[]
  readonly isPublic: boolean
}

/** @throws AppError CONFLICT when the owner has an exercise of this name */
export async function insertExercise(
  db: Db,
  exercise: Stored & Key & { readonly createdAt: Date },
): Promise<void> {
  const { owner, id, createdAt } = exercise
  await rejectSameName(
    db('exercises').insert({ owner, id, created_at: createdAt, ...columns(exercise) }),
  )
}

/** @throws AppError CONFLICT when the owner has another exercise of this name */
export async function setExercise(db: Db, { owner, id }: Key, exercise: Stored): Promise<void> {
  await rejectSameName(db('exercises').where({ owner, id }).update(columns(exercise)))
}

/** Archives an own exercise; returns false if there is none. */
export async function setArchived(db: Db, { owner, id }: Key, archivedAt: Date): Promise<boolean> {
  const changed = await db('exercises')
    .where({ owner, id })
    .whereNull('archived_at')
    .update({ archived_at: archivedAt })
  return changed > 0
}

interface Archived extends Exercise {
  readonly archivedAt: Date
}

/** Lists own archived exercises, the latest first. */
export async function listArchived(
  db: Db,
  owner: string,
  { after, limit, offset }: Slice,
): Promise<{ items: Archived[]; total: number }> {
  const found = await rows<Archived & { total: number }>(
    db,
    /* sql */ `
    select n.total, p.*
    from (select count(*)::int as total from exercises e
      where e.owner = :viewer and e.archived_at is not null) n
    left join lateral (
      ${ATHLETES} from exercises e where e.owner = :viewer and e.archived_at is not null
      ${after ? 'and (e.archived_at, e.id) < (:at, :id::uuid)' : ''}
      order by e.archived_at desc, e.id desc limit :limit offset :offset
    ) p on true`,
    { viewer: owner, ...after, limit, offset },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

/**
 * Restores an own exercise, also if it is not archived; returns false if there is none.
 * @throws AppError CONFLICT when the owner has created another exercise of this name
 */
export async function setRestored(db: Db, { owner, id }: Key): Promise<boolean> {
  const restored = await rejectSameName(
    db('exercises').where({ owner, id }).update({ archived_at: null }),
  )
  return restored > 0
}

/** Locks the exercise of this name that the owner archived last. */
export function findArchivedForUpdate(
  db: Db,
  { owner, name }: { owner: string; name: string },
): Promise<Exercise | undefined> {
  return row<Exercise>(
    db,
    /* sql */ `
    ${ATHLETES} from exercises e
    where e.owner = :viewer and exercise_name_key(e.name) = exercise_name_key(:name)
      and e.archived_at is not null
      and not exists (select from exercises a where a.owner = :viewer and a.archived_at is null
        and exercise_name_key(a.name) = exercise_name_key(:name))
    order by e.archived_at desc, e.id limit 1 for update of e`,
    { viewer: owner, name },
  )
}

const columns = (exercise: Stored) => ({
  name: exercise.name,
  type: exercise.type,
  metric: exercise.metric,
  equipment: exercise.equipment,
  muscle_group: exercise.muscleGroup,
  primary_muscles: exercise.primaryMuscles,
  secondary_muscles: exercise.secondaryMuscles,
  tags: exercise.tags,
  is_public: exercise.isPublic,
  search: searchTextOf(exercise.name),
})

async function rejectSameName<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement
  } catch (error) {
    if (violatesUnique(error, 'exercises_one_name')) throw conflict('errors.exerciseNameTaken')
    throw error
  }
}
