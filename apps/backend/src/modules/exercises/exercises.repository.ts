import type { ExerciseType, exercisesApi, Metric, Muscle } from '@fitvibe/contract'

import { violatesUnique } from '../../db/failures.ts'
import { BLOCKED_BY_VIEWER } from '../../db/fragments.ts'
import { row, rows, type Db } from '../../db/knex.ts'
import { conflict } from '../../errors.ts'
import { foldForSearch, wordsOf } from '../../utils/search.ts'

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

const COLUMNS = /* sql */ `e.id, e.type, e.metric, e.equipment,
  e.primary_muscles as "primaryMuscles", e.secondary_muscles as "secondaryMuscles"`

/** Athletes' exercises as they look to `:viewer`. */
const ATHLETES = /* sql */ `
  select ${COLUMNS}, case when e.owner = :viewer then 'own' else 'public' end as source, e.name,
    e.muscle_group as "muscleGroup", e.tags, e.is_public as "isPublic",
    e.created_at as "createdAt", e.archived_at as "archivedAt"`

/** Whether `:viewer` sees what another athlete has made public: like anything of theirs, not once blocked. */
const IS_PUBLIC = /* sql */ `
  e.is_public and e.archived_at is null and e.owner <> all(${BLOCKED_BY_VIEWER})
  and exists (select from users u where u.id = e.owner and u.status = 'active')`

const library = (lang: Language) => /* sql */ `
  select ${COLUMNS}, 'library' as source, e.name_${lang} as name,
    null as "muscleGroup", '{}'::text[] as tags, true as "isPublic",
    null::timestamptz as "createdAt", null::timestamptz as "archivedAt"`

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

/** What comes first: own ones, the library's staples, the rest of it, other athletes'. */
const OWN = 0
const NO_STAPLE = 1_000
const PUBLIC = 2_000

/** Below this similarity of words (0 to 1, pg_trgm) a slip is no slip any more. */
const SIMILARITY = 0.5

/**
 * Exercises whose names have all the words asked for; where there are none, those that come near,
 * as after a slip of the finger.
 */
export async function listExercises(
  db: Db,
  filter: SearchFilter,
): Promise<{ items: Exercise[]; total: number }> {
  const words = wordsOf(filter.q ?? '')
  const found = await rows<Exercise & { total: number }>(
    db,
    /* sql */ `
    with ${filter.q ? searched(filter, words) : `e as (${branches(filter, ['true'], '1')})`}
    select n.total, p.id, p.source, p.name, p.type, p.metric, p.equipment, p."muscleGroup",
      p."primaryMuscles", p."secondaryMuscles", p.tags, p."isPublic", p."createdAt", p."archivedAt"
    from (select count(*)::int as total from e) n
    left join lateral (
      select * from e
      order by rank, likeness desc, ${filter.q ? 'length(name),' : ''} lower(name), id
      limit :pageSize offset :offset
    ) p on true`,
    {
      ...filter,
      viewer: filter.userId,
      offset: (filter.page - 1) * filter.pageSize,
      words: words.join(' '),
      ...Object.fromEntries(words.map((word, index) => [`word${index}`, word])),
    },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

function searched(filter: SearchFilter, words: readonly string[]): string {
  const hasAll = words.map((_, index) => `e.search like '%' || :word${index} || '%'`)
  const startsAll = words.map((_, index) => `e.search ~ ('\\m' || :word${index})`)
  const similarity = 'word_similarity(:words, e.search)'
  const near = ['not exists (select from exact)', `${similarity} >= ${SIMILARITY}`]
  // A query of nothing but signs finds nothing.
  const exact = words.length === 0 ? ['false'] : hasAll
  const likeness = `case when ${['true', ...startsAll].join(' and ')} then 1 else 0 end`
  return /* sql */ `
    exact as materialized (${branches(filter, exact, likeness)}),
    near as (${branches(filter, near, similarity, 'and :words <% e.search')}),
    e as (select * from exact union all select * from near)`
}

/**
 * The places searched, each under the same conditions. What is public has no bound and is given one
 * more, which its index answers.
 */
function branches(
  filter: SearchFilter,
  conditions: readonly string[],
  likeness: string,
  indexed = '',
): string {
  const all = [
    ...conditions,
    filter.type && 'e.type = :type',
    filter.equipment && 'e.equipment = :equipment',
    filter.muscle && ':muscle = any(e.primary_muscles || e.secondary_muscles)',
  ]
  const where = `where ${all.filter(Boolean).join(' and ')}`
  const places = {
    own: /* sql */ `${ATHLETES}, ${OWN} as rank, ${likeness} as likeness
      from exercises e ${where} and e.owner = :viewer and e.archived_at is null`,
    library: /* sql */ `${library(filter.lang)}, coalesce(e.staple, ${NO_STAPLE}) as rank,
      ${likeness} as likeness
      from library_exercises e ${where}`,
    public: /* sql */ `${ATHLETES}, ${PUBLIC} as rank, ${likeness} as likeness
      from exercises e ${where}
        and ${IS_PUBLIC} and e.owner <> :viewer ${indexed}`,
  }
  return (filter.source ? [places[filter.source]] : Object.values(places)).join(' union all ')
}

/** Finds an exercise the user may see: own, also when archived, of others, or of the library. */
export function findExercise(
  db: Db,
  key: { userId: string; id: string; lang: Language },
): Promise<Exercise | undefined> {
  return row<Exercise>(
    db,
    /* sql */ `
    ${ATHLETES} from exercises e
    where e.id = :id and (e.owner = :viewer or (${IS_PUBLIC}))
    union all
    ${library(key.lang)} from library_exercises e where e.id = :id`,
    { viewer: key.userId, id: key.id },
  )
}

/** Finds an own exercise that is not archived and keeps others from changing it meanwhile. */
export function findOwnForUpdate(
  db: Db,
  key: { owner: string; id: string },
): Promise<Exercise | undefined> {
  return row<Exercise>(
    db,
    /* sql */ `
    ${ATHLETES} from exercises e
    where e.owner = :viewer and e.id = :id and e.archived_at is null for update`,
    { viewer: key.owner, id: key.id },
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
    where e.id = any(:ids) and e.archived_at is null and (e.owner = :viewer or (${IS_PUBLIC}))
    union all
    select e.id, e.name_${filter.lang}, e.type, e.metric, e.primary_muscles, e.secondary_muscles
    from library_exercises e where e.id = any(:ids)`,
    { viewer: filter.userId, ids: [...filter.ids] },
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
