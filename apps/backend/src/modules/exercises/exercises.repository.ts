import type { ExerciseType, exercisesApi, Language, Metric, Muscle } from '@fitvibe/contract'

import { violatesUnique } from '../../db/failures.ts'
import { BLOCKED_BY_VIEWER } from '../../db/fragments.ts'
import { row, rows, type Db, type Key } from '../../db/knex.ts'
import { conflict } from '../../errors.ts'
import type { Slice } from '../../utils/lists.ts'
import { foldForSearch, wordsOf } from '../../utils/search.ts'
import type { SortKey } from './sortKey.ts'

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
const ATHLETES = /* sql */ `
  select ${COLUMNS}, case when e.owner = :viewer then 'own' else 'public' end as source, e.name,
    e.muscle_group as "muscleGroup", e.tags, e.is_public as "isPublic",
    e.created_at as "createdAt", e.archived_at as "archivedAt"`

/** Whether `:viewer` sees another athlete's exercise: public, not hidden, not blocked, not suspended. */
const IS_PUBLIC = /* sql */ `
  e.is_public and e.hidden_at is null and e.archived_at is null and e.owner <> all(${BLOCKED_BY_VIEWER})
  and exists (select from users u where u.id = e.owner and u.status = 'active')`

/** Library exercises with their name in `:lang`. */
const LIBRARY = /* sql */ `
  select ${COLUMNS}, 'library' as source, n.name,
    null as "muscleGroup", '{}'::text[] as tags, true as "isPublic",
    null::timestamptz as "createdAt", null::timestamptz as "archivedAt"`

const NAMED_LIBRARY = /* sql */ `
  from library_exercises e
  join library_exercise_names n on n.exercise_id = e.id and n.language = :lang`

export interface SearchFilter {
  readonly viewer: string
  readonly lang: Language
  readonly q: string | undefined
  readonly type: string | undefined
  readonly muscle: string | undefined
  readonly equipment: string | undefined
  readonly source: 'own' | 'public' | 'library' | undefined
}

/** A search result with its place in the order. */
interface Found extends Exercise {
  readonly sortKey: SortKey
}

/** Order of results: own exercises, the library's staples by popularity, its rest, public ones. */
const OWN = 0
const NO_STAPLE = 1_000
const PUBLIC = 2_000

/** How `SortKey` is computed. Without a query, the length of a name does not matter. */
const SORT_KEY = (q: string | undefined): [keyof SortKey, string][] => [
  ['rank', 'rank'],
  ['unlikeness', '-likeness::float8'],
  ['size', q ? 'length(name)' : '0::int'],
  ['name', 'lower(name)'],
  ['id', 'id'],
]

const valuesOf = (key: readonly (readonly [string, string])[]) =>
  key.map(([, value]) => value).join(', ')

/** Smallest word similarity (0 to 1, pg_trgm) that counts as a typing error. */
const SIMILARITY = 0.5

/** Lists exercises whose names have all words of the query; without any, similar names. */
export async function listExercises(
  db: Db,
  filter: SearchFilter,
  { after, limit, offset }: Slice<SortKey>,
): Promise<{ items: Found[]; total: number }> {
  const words = wordsOf(filter.q ?? '')
  const key = SORT_KEY(filter.q)
  const found = await rows<Found & { total: number }>(
    db,
    /* sql */ `
    with ${filter.q ? searched(filter, words) : `e as (${branches(filter, ['true'], '1')})`}
    select n.total, p.id, p.source, p.name, p.type, p.metric, p.equipment, p."muscleGroup",
      p."primaryMuscles", p."secondaryMuscles", p.tags, p."isPublic", p."createdAt", p."archivedAt",
      p."sortKey"
    from (select count(*)::int as total from e) n
    left join lateral (
      select *, json_build_object(${key.map(([name, value]) => `'${name}', ${value}`).join(', ')})
        as "sortKey"
      from e
      ${after ? `where (${valuesOf(key)}) > (:rank, :unlikeness, :size, :name, :id::uuid)` : ''}
      order by ${valuesOf(key)}
      limit :limit offset :offset
    ) p on true`,
    {
      ...filter,
      ...after,
      limit,
      offset,
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
  // A query without letters and digits finds nothing.
  const exact = words.length === 0 ? ['false'] : hasAll
  const likeness = `case when ${['true', ...startsAll].join(' and ')} then 1 else 0 end`
  return /* sql */ `
    exact as materialized (${branches(filter, exact, likeness)}),
    near as (${branches(filter, near, similarity, 'and :words <% e.search')}),
    e as (select * from exact union all select * from near)`
}

/**
 * Searches own, library and public exercises under the same conditions. Public exercises grow
 * without bound, so `indexed` adds a condition that their trigram index can answer.
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
  const sources = {
    own: /* sql */ `${ATHLETES}, ${OWN} as rank, ${likeness} as likeness
      from exercises e ${where} and e.owner = :viewer and e.archived_at is null`,
    library: /* sql */ `${LIBRARY}, coalesce(e.staple, ${NO_STAPLE}) as rank,
      ${likeness} as likeness
      ${NAMED_LIBRARY} ${where}`,
    public: /* sql */ `${ATHLETES}, ${PUBLIC} as rank, ${likeness} as likeness
      from exercises e ${where}
        and ${IS_PUBLIC} and e.owner <> :viewer ${indexed}`,
  }
  return (filter.source ? [sources[filter.source]] : Object.values(sources)).join(' union all ')
}

/** Finds an exercise that the viewer may see: their own (even if archived), public, or library. */
export function findExercise(
  db: Db,
  filter: { viewer: string; id: string; lang: Language },
): Promise<Exercise | undefined> {
  return row<Exercise>(
    db,
    /* sql */ `
    ${ATHLETES} from exercises e
    where e.id = :id and (e.owner = :viewer or (${IS_PUBLIC}))
    union all
    ${LIBRARY} ${NAMED_LIBRARY} where e.id = :id`,
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

async function rejectSameName<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement
  } catch (error) {
    if (violatesUnique(error, 'exercises_one_name')) throw conflict('errors.exerciseNameTaken')
    throw error
  }
}
