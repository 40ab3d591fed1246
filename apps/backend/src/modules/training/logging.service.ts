import type { Input, loggingApi } from '@fitvibe/contract'
import { workApi } from '@fitvibe/contract'
import { MAX_EXERCISES } from '@fitvibe/training/limits'

import { inTransaction, type Context, type User } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import { conflict, notFound, planFrozen, unprocessable } from '../../errors.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import type { Session } from '../sessions/sessions.service.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as doneSetsRepository from './doneSets.repository.ts'
import * as loggingRepository from './logging.repository.ts'
import type { Log } from './logging.repository.ts'

type NewSet = Input<typeof loggingApi.putSet>['body']
type NewExercise = Input<typeof loggingApi.addExercise>['body']

/** The ids of a session and of an exercise in it. */
interface ExerciseIds {
  readonly id: string
  readonly exerciseId: string
}

interface SetIds extends ExerciseIds {
  readonly position: number
}

/**
 * Starts a planned session. A second start keeps the time of the first.
 * @throws AppError CONFLICT if the session is completed or cancelled
 */
export async function start(ctx: Context, user: User, id: string): Promise<Session> {
  const now = ctx.clock()
  await loggingRepository.setStarted(ctx.db, { owner: user.id, id }, { startedAt: now, now })
  const session = await sessionsService.get(ctx, user, id)
  if (session.status !== 'planned') throw conflict('errors.sessionNotPlanned')
  return session
}

/**
 * Undoes a start: deletes exercises added since, and restores skipped ones.
 * @throws AppError CONFLICT once a set is logged, or if the session is completed or cancelled
 */
export async function undoStart(ctx: Context, user: User, id: string): Promise<Session> {
  await inTransaction(ctx, async (ctx) => {
    const key = { owner: user.id, id }
    const { startedAt } = await lock(ctx, key)
    if (!startedAt) return
    const { exercises } = await sessionsService.get(ctx, user, id)
    if (exercises.some(({ actual }) => actual.length > 0)) throw conflict('errors.startNotUndone')
    const sessionExerciseIds = exercises.map((exercise) => exercise.id)
    await doneSetsRepository.deleteRemoved(ctx.db, { owner: user.id, sessionExerciseIds })
    await loggingRepository.deleteAdded(ctx.db, key)
    await loggingRepository.setExerciseNames(ctx.db, key, ctx.clock())
    await loggingRepository.setNotStarted(ctx.db, key, ctx.clock())
  })
  return sessionsService.get(ctx, user, id)
}

export async function getLog(ctx: Context, user: User, id: string): Promise<Log> {
  const log = await loggingRepository.findLog(ctx.db, { owner: user.id, id })
  if (!log) throw notFound('errors.notFound.session')
  return log
}

/**
 * Logs or changes one set. A repeated or late request neither doubles nor undoes anything.
 * @throws AppError UNPROCESSABLE for a set without any measure, or more sets than a session can have
 */
export function putSet(ctx: Context, user: User, ids: SetIds, body: NewSet): Promise<void> {
  const { loggedAt, ...work } = body
  return storeSet(ctx, user, ids, { ...work, sets: 1 }, loggedAt)
}

/** Deletes a set, or marks it as deleted before a late request to log it arrives. */
export function deleteSet(
  ctx: Context,
  user: User,
  ids: SetIds,
  removedAt: Date | undefined,
): Promise<void> {
  return storeSet(ctx, user, ids, { ...workApi.blankWork, sets: 0 }, removedAt)
}

function storeSet(
  ctx: Context,
  user: User,
  { position, ...ids }: SetIds,
  set: Omit<workApi.Work, 'sets'> & { sets: 0 | 1 },
  at: Date | undefined,
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const key = { owner: user.id, ...ids }
    const now = ctx.clock()
    const tickedAt = at ?? now
    // Otherwise a clock that runs ahead would win over all later requests.
    const loggedAt = tickedAt > now ? now : tickedAt
    await lockAndStart(ctx, key, loggedAt)
    if (set.sets > 0) setsService.requireMeasured([set], 'body')
    const answer = await loggingRepository.upsertSet(ctx.db, key, { ...set, position }, loggedAt)
    if (!answer.isFound) throw notFound('errors.notFound.sessionExercise')
    if (!answer.hasRoom) throw unprocessable('errors.tooManySets')
  })
}

/**
 * Adds an exercise to a session in progress: at its end, or behind the exercise that it replaces.
 * @throws AppError UNPROCESSABLE, CONFLICT if another exercise replaces the same one
 */
export function addExercise(
  ctx: Context,
  user: User,
  id: string,
  body: NewExercise,
  key: string | undefined,
): Promise<{ id: string }> {
  const request = { owner: user.id, key, name: `addExercise:${id}`, body }
  return idempotencyService.once(ctx, request, async (ctx) => {
    const session = { owner: user.id, id }
    await lockAndStart(ctx, session, ctx.clock())
    const { exercises } = await sessionsService.get(ctx, user, id)
    if (exercises.length >= MAX_EXERCISES)
      throw unprocessable('errors.tooManyExercises', 'body.exerciseId')
    const { substitutes = null, ...plan } = body
    const [exercise] = await sessionsService.resolve(ctx, user, [{ ...plan, planned: [] }])
    if (!exercise) throw notFound('errors.notFound.exercise')

    const replaced = substitutes === null ? null : replaceable(exercises, substitutes)
    const position = (replaced ?? exercises.at(-1))?.position ?? -1
    const added = {
      ...exercise,
      id: ctx.newId(),
      sessionId: id,
      position: position + 1,
      superset: exercise.superset ?? replaced?.superset ?? null,
      isAdded: true,
      isSkipped: false,
      bodyKg: null,
      substitutes,
      doneAt: null,
    }
    await loggingRepository.movePositions(ctx.db, session, added.position)
    await setsService.writeExercises(ctx, user, [added])
    await loggingRepository.setExerciseNames(ctx.db, session, ctx.clock())
    return { id: added.id }
  })
}

function replaceable(exercises: Session['exercises'], id: string) {
  const replaced = exercises.find((exercise) => exercise.id === id)
  if (!replaced) throw unprocessable('errors.notFound.sessionExercise', 'body.substitutes')
  if (replaced.isAdded) throw unprocessable('errors.substituteOfAdded', 'body.substitutes')
  if (exercises.some(({ substitutes }) => substitutes === id))
    throw conflict('errors.alreadySubstituted')
  return replaced
}

export function skipExercise(
  ctx: Context,
  user: User,
  ids: ExerciseIds,
  isSkipped: boolean,
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const key = { owner: user.id, ...ids }
    await lockAndStart(ctx, key, ctx.clock())
    const isFound = await loggingRepository.setSkipped(ctx.db, key, isSkipped)
    if (!isFound) throw notFound('errors.notFound.sessionExercise')
  })
}

/** @throws AppError PLAN_FROZEN for a planned exercise, CONFLICT unless the session is planned */
export function removeExercise(
  ctx: Context,
  user: User,
  { id, exerciseId }: ExerciseIds,
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const key = { owner: user.id, id }
    await lock(ctx, key)
    const deleted = await loggingRepository.deleteAdded(ctx.db, { ...key, exerciseId })
    if (deleted === 0) {
      const { exercises } = await sessionsService.get(ctx, user, id)
      if (exercises.some((exercise) => exercise.id === exerciseId))
        throw planFrozen('errors.plannedExerciseStays')
      throw notFound('errors.notFound.sessionExercise')
    }
    await loggingRepository.setExerciseNames(ctx.db, key, ctx.clock())
  })
}

/** Locks a planned session, and starts it unless it is in progress. */
async function lockAndStart(ctx: Context, key: Key, at: Date): Promise<void> {
  const { startedAt } = await lock(ctx, key)
  const start = { startedAt: at, now: ctx.clock() }
  if (!startedAt) await loggingRepository.setStarted(ctx.db, key, start)
}

async function lock(ctx: Context, key: Key) {
  const session = await loggingRepository.lockSession(ctx.db, key)
  if (!session) throw notFound('errors.notFound.session')
  if (session.status !== 'planned') throw conflict('errors.sessionNotPlanned')
  return session
}
