import type { exercisesApi, Input, Muscle } from '@fitvibe/contract'

import type { Language } from '../../config/i18n.ts'
import { inTransaction, type Context } from '../../context.ts'
import { lookups } from '../../db/seeds/lookup.seed.ts'
import { notFound } from '../../errors.ts'
import { foldForSearch } from '../../utils/search.ts'
import * as exercisesRepository from './exercises.repository.ts'
import type { Exercise, Stored, UsableExercise } from './exercises.repository.ts'

export type { Exercise, UsableExercise } from './exercises.repository.ts'

type Query = Input<typeof exercisesApi.listExercises>['query']
type NewExercise = Input<typeof exercisesApi.createExercise>['body']
type Changes = Input<typeof exercisesApi.updateExercise>['body']

export function search(ctx: Context, userId: string, lang: Language, query: Query) {
  const { q, type, muscle, equipment, source, page, pageSize } = query
  const filter = { userId, lang, q, type, muscle, equipment, source, page, pageSize }
  return exercisesRepository.listExercises(ctx.db, filter)
}

export async function get(
  ctx: Context,
  userId: string,
  lang: Language,
  id: string,
): Promise<Exercise> {
  const exercise = await exercisesRepository.findExercise(ctx.db, { userId, id, lang })
  if (!exercise) throw notFound('errors.notFound.exercise')
  return exercise
}

/** The exercises among `ids` that the user may plan with, by id. */
export async function findUsable(
  ctx: Context,
  userId: string,
  ids: readonly string[],
  lang: Language,
): Promise<Map<string, UsableExercise>> {
  if (ids.length === 0) return new Map()
  const usable = await exercisesRepository.listUsable(ctx.db, { userId, ids, lang })
  return new Map(usable.map((exercise) => [exercise.id, exercise]))
}

/** @throws AppError CONFLICT when the user has an exercise of this name */
export async function create(ctx: Context, owner: string, body: NewExercise): Promise<Exercise> {
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
  await exercisesRepository.insertExercise(ctx.db, { ...stored, owner, id, createdAt })
  return { ...stored, id, createdAt, archivedAt: null, source: 'own' } as Exercise
}

/** @throws AppError NOT_FOUND unless it is the user's own, CONFLICT as `create` */
export function update(
  ctx: Context,
  owner: string,
  id: string,
  changes: Changes,
): Promise<Exercise> {
  return inTransaction(ctx, async (ctx) => {
    const exercise = await exercisesRepository.findOwnForUpdate(ctx.db, { owner, id })
    if (!exercise) throw notFound('errors.notFound.exercise')
    const given = Object.entries(changes).filter(([, value]) => value !== undefined)
    const changed: Exercise = { ...exercise, ...Object.fromEntries(given) }
    await exercisesRepository.setExercise(ctx.db, { owner, id }, changed)
    return changed
  })
}

/** @throws AppError NOT_FOUND unless it is the user's own and not archived yet */
export async function archive(ctx: Context, owner: string, id: string): Promise<void> {
  const isArchived = await exercisesRepository.setArchived(ctx.db, { owner, id }, ctx.clock())
  if (!isArchived) throw notFound('errors.notFound.exercise')
}

/** The muscle an athlete's own words name, in either language; none if they name none of ours. */
function musclesNamed(muscleGroup: string | undefined): Muscle[] {
  const wanted = foldForSearch(muscleGroup ?? '')
  const [named] = Object.entries(lookups['muscles'] ?? {}).find(([code, names]) =>
    [code, ...names].some((name) => foldForSearch(name) === wanted),
  ) ?? [undefined]
  return named === undefined ? [] : [named as Muscle]
}
