import { Muscle, type exercisesApi, type Input, type Language } from '@fitvibe/contract'

import { catalogues } from '../../config/i18n.ts'
import { inTransaction, type Context, type User } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import { notFound } from '../../errors.ts'
import { exerciseWords } from '../../utils/exerciseNames.ts'
import { sliceBy, sliceOf } from '../../utils/lists.ts'
import { foldForSearch, wordsOf } from '../../utils/search.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as exercisesRepository from './exercises.repository.ts'
import type { Exercise, Reportable, Stored, UsableExercise } from './exercises.repository.ts'
import * as namesService from './names.service.ts'
import * as searchRepository from './search.repository.ts'
import type { SearchWords } from './search.repository.ts'
import { readSortKey } from './sortKey.ts'

export type { Exercise, UsableExercise } from './exercises.repository.ts'

type Query = Input<typeof exercisesApi.listExercises>['query']
type NewExercise = Input<typeof exercisesApi.createExercise>['body']
type Changes = Input<typeof exercisesApi.updateExercise>['body']

const NOTHING = { items: [], total: 0 }

export async function search(ctx: Context, user: User, lang: Language, query: Query) {
  const { q, type, muscle, equipment, source } = query
  const filter = { viewer: user.id, lang, type, muscle, equipment, source }
  const slice = sliceBy(query, readSortKey)
  if (!q) return searchRepository.listExercises(ctx.db, filter, slice)
  const words = searchWords(q)
  // A query without letters and digits finds nothing.
  if (words.typed.length === 0) return NOTHING
  const found = await searchRepository.listMatching(ctx.db, filter, words, slice)
  if (found.total > 0) return found
  const corrected = (await namesService.libraryNames()).correct(q)
  const similar = { typed: words.typed, corrected: corrected.length > 0 ? corrected : words.typed }
  return searchRepository.listSimilar(ctx.db, filter, similar, slice)
}

/** Lists own archived exercises, the latest first. */
export const listArchived = (ctx: Context, user: User, query: Query) =>
  exercisesRepository.listArchived(ctx.db, user.id, sliceOf(query))

function searchWords(q: string): SearchWords {
  const typed = wordsOf(q)
  const meant = exerciseWords(q)
  return {
    typed,
    meant: meant.length > 0 ? meant : typed,
    key: meant.join(' '),
  }
}

export async function get(ctx: Context, user: User, id: string, lang: Language): Promise<Exercise> {
  const found = await exercisesRepository.findExercise(ctx.db, { viewer: user.id, id, lang })
  if (!found) throw notFound('errors.notFound.exercise')
  const { hiddenReason, ...exercise } = found
  return hiddenReason === null ? exercise : { ...exercise, hiddenReason }
}

/** Returns the exercises among `ids` that the user may plan with, by id. */
export async function findUsable(
  ctx: Context,
  user: Pick<User, 'id'>,
  ids: readonly string[],
  lang: Language,
): Promise<Map<string, UsableExercise>> {
  if (ids.length === 0) return new Map()
  const usable = await exercisesRepository.listUsable(ctx.db, { viewer: user.id, ids, lang })
  return new Map(usable.map((exercise) => [exercise.id, exercise]))
}

/**
 * Creates an exercise, or restores the archived one of this name with the changes, so that its
 * history continues.
 * @throws AppError CONFLICT when the user has an exercise of this name, QUOTA_EXCEEDED
 */
export function create(ctx: Context, user: User, body: NewExercise): Promise<Exercise> {
  return inTransaction(ctx, async (ctx) => {
    const archived = await exercisesRepository.findArchivedForUpdate(ctx.db, {
      owner: user.id,
      name: body.name,
    })
    if (!archived) return createNew(ctx, user, body)
    const key = { owner: user.id, id: archived.id }
    const restored = { ...withChanges(archived, body), archivedAt: null }
    await exercisesRepository.setRestored(ctx.db, key)
    await exercisesRepository.setExercise(ctx.db, key, restored)
    return restored
  })
}

async function createNew(ctx: Context, user: User, body: NewExercise): Promise<Exercise> {
  const id = ctx.newId()
  const createdAt = ctx.clock()
  const stored: Stored = {
    name: body.name,
    type: body.type ?? null,
    metric: body.metric ?? 'weight_reps',
    equipment: body.equipment ?? null,
    muscleGroup: body.muscleGroup ?? null,
    primaryMuscles: body.primaryMuscles ?? musclesNamed(body.muscleGroup),
    secondaryMuscles: body.secondaryMuscles ?? [],
    tags: body.tags ?? [],
    isPublic: body.isPublic,
  }
  await quotasService.checkExercises(ctx, user.id, 1)
  await exercisesRepository.insertExercise(ctx.db, { ...stored, owner: user.id, id, createdAt })
  return { ...stored, id, createdAt, archivedAt: null, source: 'own' } as Exercise
}

/** @throws AppError NOT_FOUND unless it is the user's own, CONFLICT like `create` */
export function update(ctx: Context, user: User, id: string, changes: Changes): Promise<Exercise> {
  const key = { owner: user.id, id }
  return inTransaction(ctx, async (ctx) => {
    const exercise = await exercisesRepository.findOwnForUpdate(ctx.db, key)
    if (!exercise) throw notFound('errors.notFound.exercise')
    const changed = withChanges(exercise, changes)
    await exercisesRepository.setExercise(ctx.db, key, changed)
    return changed
  })
}

function withChanges(exercise: Exercise, changes: Changes): Exercise {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...exercise, ...Object.fromEntries(given) }
}

/** @throws AppError NOT_FOUND unless it is the user's own, CONFLICT like `create` */
export async function restore(ctx: Context, user: User, id: string): Promise<Exercise> {
  const key = { owner: user.id, id }
  const isRestored = await exercisesRepository.setRestored(ctx.db, key)
  if (!isRestored) throw notFound('errors.notFound.exercise')
  return get(ctx, user, id, user.preferredLang)
}

/** @throws AppError NOT_FOUND unless it is the user's own and not archived yet */
export async function archive(ctx: Context, user: User, id: string): Promise<void> {
  const key = { owner: user.id, id }
  const isArchived = await exercisesRepository.setArchived(ctx.db, key, ctx.clock())
  if (!isArchived) throw notFound('errors.notFound.exercise')
}

/** @throws AppError NOT_FOUND unless it is an athlete's exercise that the user may see */
export async function getReportable(ctx: Context, user: User, id: string): Promise<Reportable> {
  const exercise = await exercisesRepository.findReportable(ctx.db, { viewer: user.id, id })
  if (!exercise) throw notFound('errors.notFound.exercise')
  return exercise
}

/** Hides an exercise from everyone except its owner; in the caller's transaction. */
export const hide = (ctx: Context, key: Key, reason: string) =>
  exercisesRepository.setHidden(ctx.db, key, { at: ctx.clock(), reason })

/** Shows a hidden exercise to other users again; in the caller's transaction. */
export const show = (ctx: Context, key: Key) =>
  exercisesRepository.setHidden(ctx.db, key, { at: null, reason: null })

/** Returns the muscle that the athlete's own words name in any language, or none. */
function musclesNamed(muscleGroup: string | undefined): Muscle[] {
  const wanted = foldForSearch(muscleGroup ?? '')
  const named = Muscle.options.find((muscle) =>
    [muscle, ...namesOf(muscle)].some((name) => foldForSearch(name) === wanted),
  )
  return named === undefined ? [] : [named]
}

const namesOf = (muscle: Muscle) =>
  Object.values(catalogues).map(({ lookups }) => lookups.muscles[muscle])
