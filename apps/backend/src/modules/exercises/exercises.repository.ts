import type { ExerciseType, exercisesApi, Metric, Muscle } from '@fitvibe/contract'

import { violatesUnique } from '../../db/failures.ts'
import { row, rows, type Db } from '../../db/knex.ts'
import { conflict } from '../../errors.ts'
import { foldForSearch, likePatterns } from '../../utils/search.ts'

export interface Exercise extends Omit<exercisesApi.Exercise, 'createdAt' | 'archivedAt'> {
  readonly createdAt: Date | null
  readonly archivedAt: Date | null
}

/** What a session takes over from an exercise. */
export interface UsableExercise {
  readonly id: string
  readonly name: string
  readonly type: ExerciseType | null
  readonly metric: Metric
  readonly primaryMuscles: Muscle[]
  readonly secondaryMuscles: Muscle[]
}

type Language = 'en' | 'de'

/** Athletes' exercises as they look to `:userId`; `rank` puts own ones first. */
const ATHLETES = /* sql */ `
  select e.id, case when e.owner = :userId then 'own' else 'public' end as source, e.name, e.type,
    e.metric, e.equipment, e.muscle_group as "muscleGroup", e.primary_muscles as "primaryMuscles",
    e.secondary_muscles as "secondaryMuscles", e.tags, e.is_public as "isPublic", e.search,
    e.created_at as "createdAt", e.archived_at as "archivedAt",
    case when e.owner = :userId then 0 else 2 end as rank
  from exercises e`

const library = (lang: Language) => /* sql */ `
  select e.id, 'library' as source, e.name_${lang} as name, e.type, e.metric, e.equipment,
    null as "muscleGroup", e.primary_muscles as "primaryMuscles",
    e.secondary_muscles as "secondaryMuscles", '{}'::text[] as tags, true as "isPublic", e.search,
    null::timestamptz as "createdAt", null::timestamptz as "archivedAt", 1 as rank
  from library_exercises e`

export interface SearchFilter {
  readonly userId: string
  readonly lang: Language
  readonly q: string | undefined
  readonly type: string | undefined
  readonly muscle: string | undefined
  readonly equipment: string | undefined
  readonly source: 'own' | 'public' | 'library' | undefined
  readonly page: number
  readonly pageSize: number
}

/** Below this similarity of words (0 to 1) a slip is no slip any more. */
const SIMILARITY = 0.5

export async function listExercises(
  db: Db,
  filter: SearchFilter,
): Promise<{ items: Exercise[]; total: number }> {
  const patterns = likePatterns(filter.q ?? '')
  const words = foldForSearch(filter.q ?? '')
  const likes = patterns.map((_, index) => `e.search like :like${index}`).join(' and ')
  // A query of nothing but signs finds nothing; no query finds all.
  const nothing = filter.q ? 'and false' : ''
  const matches = likes
    ? `and ((${likes}) or word_similarity(:words, e.search) >= ${SIMILARITY})`
    : nothing
  const traits = /* sql */ `
    ${filter.type ? 'and e.type = :type' : ''}
    ${filter.equipment ? 'and e.equipment = :equipment' : ''}
    ${filter.muscle ? 'and :muscle = any(e.primary_muscles || e.secondary_muscles)' : ''}
    ${matches}`
  const branches = {
    own: `${ATHLETES} where e.owner = :userId and e.archived_at is null ${traits}`,
    library: `${library(filter.lang)} where true ${traits}`,
    public: /* sql */ `${ATHLETES} where e.is_public and e.archived_at is null
      and e.owner <> :userId ${traits}`,
  }
  const chosen = filter.source ? [branches[filter.source]] : Object.values(branches)
  const best = likes
    ? /* sql */ `(${likes}) desc, word_similarity(:words, e.search) desc, e.rank, length(e.name),`
    : 'e.rank,'
  const found = await rows<Exercise & { total: number }>(
    db,
    /* sql */ `
    with e as materialized (${chosen.join(' union all ')})
    select n.total, p.*
    from (select count(*)::int as total from e) n
    left join lateral (
      select * from e order by ${best} lower(e.name), e.id limit :pageSize offset :offset
    ) p on true`,
    {
      userId: filter.userId,
      pageSize: filter.pageSize,
      offset: (filter.page - 1) * filter.pageSize,
      words,
      type: filter.type ?? null,
      equipment: filter.equipment ?? null,
      muscle: filter.muscle ?? null,
      ...Object.fromEntries(patterns.map((pattern, index) => [`like${index}`, pattern])),
    },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

/** Finds an exercise the user may see: own, also when archived, public, or of the library. */
export function findExercise(
  db: Db,
  key: { userId: string; id: string; lang: Language },
): Promise<Exercise | undefined> {
  return row<Exercise>(
    db,
    /* sql */ `
    ${ATHLETES} where e.id = :id and (e.owner = :userId or (e.is_public and e.archived_at is null))
    union all
    ${library(key.lang)} where e.id = :id`,
    { userId: key.userId, id: key.id },
  )
}

/** Finds an own exercise that is not archived and keeps others from changing it meanwhile. */
export function findOwnForUpdate(
  db: Db,
  key: { owner: string; id: string },
): Promise<Exercise | undefined> {
  return row<Exercise>(
    db,
    `${ATHLETES} where e.owner = :userId and e.id = :id and e.archived_at is null for update`,
    { userId: key.owner, id: key.id },
  )
}

/** Of the exercises asked for, those the user may plan with. */
export function listUsable(
  db: Db,
  filter: { userId: string; ids: readonly string[]; lang: Language },
): Promise<UsableExercise[]> {
  return rows<UsableExercise>(
    db,
    /* sql */ `
    select e.id, e.name, e.type, e.metric, e.primary_muscles as "primaryMuscles",
      e.secondary_muscles as "secondaryMuscles"
    from exercises e
    where e.id = any(:ids) and e.archived_at is null and (e.owner = :userId or e.is_public)
    union all
    select e.id, e.name_${filter.lang}, e.type, e.metric, e.primary_muscles, e.secondary_muscles
    from library_exercises e where e.id = any(:ids)`,
    { userId: filter.userId, ids: [...filter.ids] },
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
  exercise: Stored & { owner: string; id: string; createdAt: Date },
): Promise<void> {
  const { owner, id, createdAt } = exercise
  await named(db('exercises').insert({ owner, id, created_at: createdAt, ...columns(exercise) }))
}

/** @throws AppError CONFLICT when the owner has another exercise of this name */
export async function setExercise(
  db: Db,
  { owner, id }: { owner: string; id: string },
  exercise: Stored,
): Promise<void> {
  await named(db('exercises').where({ owner, id }).update(columns(exercise)))
}

/** Archives an own exercise; false if there is none. */
export async function setArchived(
  db: Db,
  { owner, id }: { owner: string; id: string },
  archivedAt: Date,
): Promise<boolean> {
  const changed = await db('exercises')
    .where({ owner, id })
    .whereNull('archived_at')
    .update({ archived_at: archivedAt })
  return changed > 0
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
  search: foldForSearch(exercise.name),
})

async function named<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement
  } catch (error) {
    if (violatesUnique(error, 'exercises_one_name')) throw conflict('errors.exerciseNameTaken')
    throw error
  }
}
