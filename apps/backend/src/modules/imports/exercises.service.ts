import type { importsApi, Input, Language } from '@fitvibe/contract'
import { nameKey, tidyName } from '@fitvibe/training/exerciseNames'

import type { Context, User } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import * as exercisesService from '../exercises/exercises.service.ts'
import * as importedService from '../exercises/imported.service.ts'
import type { ForeignExercise } from '../history/writeSessions.service.ts'
import type { ImportFile, ImportedWorkout, WorkoutOutline } from './importFile.ts'

type Mapping = Input<typeof importsApi.commitImport>['body']['exercises'][number]
type Named = importsApi.ImportPreview['exercises'][number]

/** Connects the exercises of a file with those of the user and of the library. */
export interface ExerciseLinks {
  /** Returns the exercise of a session with its id, and its type and muscles if it is known. */
  readonly link: (exercise: ForeignExercise, isCardio: boolean) => ForeignExercise
  /** Ids of the exercises that were created. */
  readonly created: readonly string[]
}

/** Names that are compared with exercises, the most frequent first; an athlete has far fewer. */
const MAX_COMPARED = 1_000

/**
 * Lists the exercise names of workouts, the most frequent first, with the exercises they may mean.
 * Names that differ in form only are the same.
 */
export async function matchNames(
  ctx: Context,
  user: User,
  lang: Language,
  workouts: readonly WorkoutOutline[],
): Promise<Named[]> {
  const named = namesIn(workouts)
  const compared = named.slice(0, MAX_COMPARED).map(({ name }) => name)
  const likeness = await importedService.likenessOf(ctx, user.id, lang, compared)
  return named.map(({ name, sets, metric }) => {
    const { match, suggestions } = likeness.get(name) ?? { match: null, suggestions: [] }
    return {
      name,
      sets,
      metric,
      match: match && present(match),
      suggestions: suggestions.map(present),
    }
  })
}

/** Returns the exercise names of workouts, the most frequent first. */
function namesIn(
  workouts: readonly WorkoutOutline[],
): readonly Pick<Named, 'name' | 'sets' | 'metric'>[] {
  const named = new Map<string, { name: string; sets: number; metric: Named['metric'] }>()
  for (const { names } of workouts)
    for (const { name, metric, sets } of names) {
      const key = nameKey(name)
      const known = named.get(key)
      if (known) known.sets += sets
      else named.set(key, { name, sets, metric })
    }
  return [...named.values()].toSorted((a, b) => b.sets - a.sets || compare(a.name, b.name))
}

const { compare } = new Intl.Collator()

const present = ({ id, name, similarity }: { id: string; name: string; similarity: number }) => ({
  exerciseId: id,
  name,
  similarity: Math.round(similarity * 100) / 100,
})

/**
 * Links exercises by name: the user's mappings decide, then matches beyond doubt. Creates the
 * exercises that the user asks for.
 * @throws AppError UNPROCESSABLE if a mapping names no exercise, or one that the user cannot use
 */
export async function linkByName(
  ctx: Context,
  user: User,
  lang: Language,
  workouts: readonly ImportedWorkout[],
  mappings: readonly Mapping[],
): Promise<ExerciseLinks> {
  const used = new Map<string, ForeignExercise>()
  for (const { session } of workouts)
    for (const exercise of session.exercises)
      if (!used.has(nameKey(exercise.name))) used.set(nameKey(exercise.name), exercise)
  const mapped = new Map(mappings.map((mapping) => [nameKey(mapping.name), mapping]))

  const compared = namesIn(workouts).slice(0, MAX_COMPARED)
  const unmapped = compared.flatMap(({ name }) => (mapped.has(nameKey(name)) ? [] : name))
  const matches = await importedService.matchesOf(ctx, user.id, lang, unmapped)
  const ids = new Map([...matches].map(([name, { id }]) => [nameKey(name), id]))
  for (const [key, { use, exerciseId }] of mapped) {
    if (use !== 'existing') continue
    if (!exerciseId) throw unprocessable('errors.importExerciseMissing', 'body.exercises')
    ids.set(key, exerciseId)
  }
  const known = await exercisesService.findUsable(ctx, user, [...new Set(ids.values())], lang)
  for (const [key, id] of ids) {
    if (known.has(id)) continue
    if (mapped.has(key)) throw unprocessable('errors.exerciseUnknown', 'body.exercises')
    ids.delete(key)
  }

  const wanted = [...used].flatMap(([key, exercise]) =>
    mapped.get(key)?.use === 'new' ? exercise : [],
  )
  const restored = await importedService.restoreNamed(
    ctx,
    user.id,
    wanted.map(({ name }) => name),
  )
  const created = wanted
    .filter(({ name }) => !restored.has(name))
    .map((exercise) => newExercise(ctx, exercise))
  await importedService.createAll(ctx, user.id, created)
  for (const [name, id] of restored) ids.set(nameKey(name), id)
  for (const { name, id } of created) ids.set(nameKey(name), id)
  return {
    created: created.map(({ id }) => id),
    link(exercise) {
      const key = nameKey(exercise.name)
      const id = ids.get(key)
      const source = id === undefined ? undefined : known.get(id)
      const isChosen = mapped.get(key)?.use === 'existing'
      return {
        ...exercise,
        name: (isChosen ? source?.name : undefined) ?? exercise.name,
        exerciseId: id ?? null,
        type: source?.type ?? exercise.type,
        primaryMuscles: source?.primaryMuscles ?? [],
        secondaryMuscles: source?.secondaryMuscles ?? [],
      }
    },
  }
}

const newExercise = (ctx: Context, { name, type, metric }: ForeignExercise) => ({
  id: ctx.newId(),
  name: tidyName(name),
  type,
  metric,
  equipment: null,
  muscleGroup: null,
  primaryMuscles: [],
  secondaryMuscles: [],
  tags: [],
  isPublic: false,
  createdAt: ctx.clock(),
  archivedAt: null,
})

/**
 * Links the exercises of a FitVibe export by id. Creates the user's own exercises of the file,
 * unless the user has one of the same name.
 */
export async function linkById(
  ctx: Context,
  user: User,
  lang: Language,
  workouts: readonly ImportedWorkout[],
  { exercises, series }: Pick<ImportFile, 'exercises' | 'series'>,
): Promise<ExerciseLinks> {
  const own = await importedService.listOwn(ctx, user.id)
  const ids = new Map(own.map(({ id }) => [id, id]))
  const byLabel = new Map(own.map((exercise) => [labelOf(exercise), exercise.id]))
  const created = exercises.flatMap((exercise) => {
    if (ids.has(exercise.id)) return []
    const known = byLabel.get(labelOf(exercise))
    const id = known ?? ctx.newId()
    ids.set(exercise.id, id)
    byLabel.set(labelOf(exercise), id)
    if (known !== undefined) return []
    const archivedAt = exercise.archivedAt === null ? null : new Date(exercise.archivedAt)
    return [{ ...exercise, id, createdAt: new Date(exercise.createdAt), archivedAt }]
  })
  await importedService.createAll(ctx, user.id, created)

  const foreign = [
    ...workouts.flatMap(({ session }) => session.exercises),
    ...series.flatMap(({ template }) => template.exercises),
  ].flatMap(({ exerciseId }) => (exerciseId !== null && !ids.has(exerciseId) ? exerciseId : []))
  const usable = await exercisesService.findUsable(ctx, user, [...new Set(foreign)], lang)
  for (const id of usable.keys()) ids.set(id, id)
  return {
    created: created.map(({ id }) => id),
    link: (exercise) => ({
      ...exercise,
      exerciseId: exercise.exerciseId === null ? null : (ids.get(exercise.exerciseId) ?? null),
    }),
  }
}

/** A user has at most one active exercise of a name, besides archived ones. */
const labelOf = ({ name, archivedAt }: { name: string; archivedAt: unknown }) =>
  `${archivedAt === null ? 'active' : 'archived'} ${nameKey(name)}`
