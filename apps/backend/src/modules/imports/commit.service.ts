import type { importsApi, Input } from '@fitvibe/contract'

import { translate, type Language } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import { isLockTimeout } from '../../db/failures.ts'
import { conflict, notFound, unprocessable } from '../../errors.ts'
import * as broughtService from '../exercises/brought.service.ts'
import * as exercisesService from '../exercises/exercises.service.ts'
import * as writeSessionsService from '../history/writeSessions.service.ts'
import type { ForeignExercise } from '../history/writeSessions.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import { readAgain, type Brought, type File } from './bringing.service.ts'
import * as broughtSeriesService from './broughtSeries.service.ts'
import * as importsRepository from './imports.repository.ts'
import { inTurn, setsOf, sortOut, told } from './imports.service.ts'
import type { BroughtSeries } from './ownFiles.service.ts'
import * as writtenRepository from './written.repository.ts'

type Body = Input<typeof importsApi.commitImport>['body']

interface Which {
  readonly user: User
  readonly id: string
  readonly lang: Language
}

/**
 * Writes what a file holds, all of it or nothing; of any number who race, one does.
 * @throws AppError NOT_FOUND, CONFLICT when it is not open any more, UNPROCESSABLE, UNAVAILABLE when
 * many others bring a file
 */
export function commit(ctx: Context, which: Which, body: Body, key: string | undefined) {
  return inTurn(() => commitNow(ctx, which, body, key))
}

async function commitNow(
  ctx: Context,
  { user, id, lang }: Which,
  body: Body,
  key: string | undefined,
) {
  const stored = await importsRepository.findKept(ctx.db, { owner: user.id, id })
  if (!stored) throw notFound('errors.notFound.import')
  const { source, kept } = stored
  const file = kept ? await readWith(ctx, user, { source, kept }, body) : undefined
  const request = { owner: user.id, key, name: `commitImport:${id}`, body }
  return idempotencyService.once(ctx, request, async (ctx) => {
    await take(ctx, user.id, id)
    if (!file) throw conflict('errors.importNotOpen')
    return write(ctx, { user, id, lang }, file, body)
  })
}

/** Hears the file again, now that all is said which it does not say itself. */
async function readWith(
  ctx: Context,
  user: User,
  stored: Parameters<typeof readAgain>[2],
  body: Body,
): Promise<File> {
  const { unit, distanceUnit, timezone, dayOrder } = body
  const file = await readAgain(ctx, user, stored, { unit, distanceUnit, timezone, dayOrder })
  if (file.missing.includes('unit') && !unit)
    throw unprocessable('errors.importUnitMissing', 'body.unit')
  if (file.missing.includes('dayOrder') && !dayOrder)
    throw unprocessable('errors.importDayOrderMissing', 'body.dayOrder')
  return file
}

/** Makes this request the one that commits. */
async function take(ctx: Context, owner: string, id: string): Promise<void> {
  try {
    if (await importsRepository.setCommitted(ctx.db, { owner, id }, ctx.clock())) return
  } catch (error) {
    if (isLockTimeout(error)) throw conflict('errors.importInFlight')
    throw error
  }
  throw conflict('errors.importNotOpen')
}

async function write(ctx: Context, { user, id, lang }: Which, file: File, body: Body) {
  const key = { owner: user.id, id }
  const workouts = await claim(ctx, key, file.workouts)
  const { resolve, made } = await exercisesFor(ctx, { user, lang }, file, workouts, body)
  const series = file.series.map((one) => resolveTemplate(one, resolve))
  const placeOf = await broughtSeriesService.place(
    ctx,
    key,
    series,
    workouts.map(({ session }) => session),
  )
  const sessions = workouts.map(({ session, sessionId, isCardio }) => ({
    ...session,
    ...placeOf(session),
    id: sessionId,
    exercises: session.exercises.map((one, at) => resolve(one, isCardio[at] ?? false)),
  }))
  const { volume } = await writeSessionsService.insert(ctx, user.id, sessions)
  await importsRepository.insertExercises(ctx.db, key, made)
  await writtenRepository.setDigests(ctx.db, key, writtenRepository.SESSIONS)
  await writtenRepository.setDigests(ctx.db, key, writtenRepository.EXERCISES)
  const counts = { workouts: workouts.length, sets: setsOf(workouts) }
  await importsRepository.setCounts(ctx.db, key, counts)
  return {
    ...counts,
    alreadyImported: file.workouts.length - workouts.length,
    volume: Math.round(volume * 100) / 100,
    exercisesCreated: made.length,
    ...told(file.problems, lang),
    pointsAwarded: 0,
    explanation: translate(lang, 'imports.noPoints'),
  }
}

const nothingDone = { actual: [], isAdded: false, isSkipped: false, substitutes: null }

function resolveTemplate(series: BroughtSeries, resolve: Resolved['resolve']): BroughtSeries {
  const exercises = series.template.exercises.map((planned) => ({
    ...planned,
    exerciseId: resolve({ ...planned, ...nothingDone }, false).exerciseId,
  }))
  return { ...series, template: { ...series.template, exercises } }
}

/** Of the workouts of a file those that no import has brought yet: from now on, this one has. */
async function claim(ctx: Context, key: { owner: string; id: string }, all: readonly Brought[]) {
  const { fresh } = await sortOut(ctx, key.owner, all)
  // Later ids are listed first, as files of ours have it: sessions of one moment keep their order.
  const made = fresh.toReversed().map((workout) => ({ ...workout, sessionId: ctx.newId() }))
  const rows = made.map(({ key, sessionId, content }) => ({ key, sessionId, content }))
  try {
    const taken = new Set(await importsRepository.insertWorkouts(ctx.db, key, rows))
    return made.filter((workout) => taken.delete(workout.key))
  } catch (error) {
    if (isLockTimeout(error)) throw conflict('errors.importInFlight')
    throw error
  }
}

interface Resolved {
  /** The exercise of a session with what it is, where that is known. */
  readonly resolve: (exercise: ForeignExercise, isCardio: boolean) => ForeignExercise
  /** Ids of exercises made for this. */
  readonly made: readonly string[]
}

function exercisesFor(
  ctx: Context,
  who: { user: User; lang: Language },
  file: File,
  workouts: readonly Brought[],
  body: Body,
): Promise<Resolved> {
  return file.source === 'fitvibe'
    ? exercisesById(ctx, who, file, workouts)
    : exercisesByName(ctx, who, workouts, body)
}

async function exercisesByName(
  ctx: Context,
  { user, lang }: { user: User; lang: Language },
  workouts: readonly Brought[],
  body: Body,
): Promise<Resolved> {
  const used = new Map<string, ForeignExercise>()
  for (const { session } of workouts)
    for (const exercise of session.exercises)
      if (!used.has(exercise.name)) used.set(exercise.name, exercise)
  const asked = new Map(body.exercises.map((one) => [one.name, one]))

  const open = [...used.keys()].filter((name) => !asked.has(name))
  const likeness = await broughtService.likenessOf(ctx, user.id, lang, open)
  const ids = new Map(open.flatMap((name) => pair(name, likeness.get(name)?.match?.id)))
  for (const { name, use, exerciseId } of body.exercises) {
    if (use === 'existing' && !exerciseId)
      throw unprocessable('errors.importExerciseMissing', 'body.exercises')
    if (use === 'existing' && exerciseId) ids.set(name, exerciseId)
  }
  const known = await exercisesService.findUsable(ctx, user.id, [...new Set(ids.values())], lang)
  if ([...ids.values()].some((id) => !known.has(id)))
    throw unprocessable('errors.exerciseUnknown', 'body.exercises')

  const mine = [...used.values()].filter(({ name }) => asked.get(name)?.use === 'new')
  const made = mine.map((exercise) => ({ ...newExercise(ctx, exercise), id: ctx.newId() }))
  await broughtService.createAll(ctx, user.id, made)
  for (const { name, id } of made) ids.set(name, id)
  return {
    made: made.map(({ id }) => id),
    resolve(exercise) {
      const id = ids.get(exercise.name)
      const source = id === undefined ? undefined : known.get(id)
      return {
        ...exercise,
        exerciseId: id ?? null,
        type: source?.type ?? exercise.type,
        primaryMuscles: source?.primaryMuscles ?? [],
        secondaryMuscles: source?.secondaryMuscles ?? [],
      }
    },
  }
}

const pair = (name: string, id: string | undefined) =>
  id === undefined ? [] : [[name, id] as const]

const newExercise = (ctx: Context, { name, type, metric }: ForeignExercise) => ({
  name,
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

/** One may have one active exercise of a name, and archived ones. */
const labelOf = (one: { name: string; archivedAt: unknown }) =>
  `${one.archivedAt === null ? 'active' : 'archived'} ${one.name.toLowerCase()}`

/** Exercises of a file of ours: own ones come along, unless there is one of that name already. */
async function exercisesById(
  ctx: Context,
  { user, lang }: { user: User; lang: Language },
  file: File,
  workouts: readonly Brought[],
): Promise<Resolved> {
  const own = await broughtService.listOwn(ctx, user.id)
  const there = new Map(own.map((one) => [labelOf(one), one.id]))
  const ids = new Map(own.map(({ id }) => [id, id]))
  const made = file.exercises.flatMap((exercise) => {
    if (ids.has(exercise.id)) return []
    const known = there.get(labelOf(exercise))
    const id = known ?? ctx.newId()
    ids.set(exercise.id, id)
    there.set(labelOf(exercise), id)
    if (known !== undefined) return []
    const archivedAt = exercise.archivedAt === null ? null : new Date(exercise.archivedAt)
    return [{ ...exercise, id, createdAt: new Date(exercise.createdAt), archivedAt }]
  })
  await broughtService.createAll(ctx, user.id, made)

  const foreign = [
    ...workouts.flatMap(({ session }) => session.exercises),
    ...file.series.flatMap(({ template }) => template.exercises),
  ].flatMap(({ exerciseId }) => (exerciseId !== null && !ids.has(exerciseId) ? exerciseId : []))
  const usable = await exercisesService.findUsable(ctx, user.id, [...new Set(foreign)], lang)
  for (const id of usable.keys()) ids.set(id, id)
  return {
    made: made.map(({ id }) => id),
    resolve: (exercise) => ({
      ...exercise,
      exerciseId: exercise.exerciseId === null ? null : (ids.get(exercise.exerciseId) ?? null),
    }),
  }
}
