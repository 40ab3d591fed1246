import type { Input, loggingApi } from '@fitvibe/contract'
import { workApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import { conflict, notFound, planFrozen, unprocessable } from '../../errors.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import type { Session } from '../sessions/sessions.service.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as loggingRepository from './logging.repository.ts'
import type { Log } from './logging.repository.ts'

export type { Log } from './logging.repository.ts'

type NewSet = Input<typeof loggingApi.putSet>['body']
type NewExercise = Input<typeof loggingApi.addExercise>['body']

interface SetKey extends Key {
  readonly exerciseId: string
  readonly position: number
}

const MOST_EXERCISES = 100

/**
 * Starts a planned session, once: whoever comes second finds the time of the first.
 * @throws AppError CONFLICT when it is completed or cancelled
 */
export async function start(ctx: Context, key: Key): Promise<Session> {
  const now = ctx.clock()
  await loggingRepository.setStarted(ctx.db, key, { startedAt: now, now })
  const session = await sessionsService.get(ctx, key.owner, key.id)
  if (session.status !== 'planned') throw conflict('errors.sessionNotPlanned')
  return session
}

/**
 * Takes a start back, and with it what was put in and left out since.
 * @throws AppError CONFLICT once a set is logged, or when it is completed or cancelled
 */
export async function undoStart(ctx: Context, { owner, id }: Key): Promise<Session> {
  await inTransaction(ctx, async (ctx) => {
    const { startedAt } = await lock(ctx, { owner, id })
    if (!startedAt) return
    const { exercises } = await sessionsService.get(ctx, owner, id)
    if (exercises.some(({ actual }) => actual.length > 0)) throw conflict('errors.startNotUndone')
    const ids = exercises.map((exercise) => exercise.id)
    await setsService.deleteRemoved(ctx, owner, ids)
    await loggingRepository.deleteAdded(ctx.db, { owner, id })
    await loggingRepository.setExerciseNames(ctx.db, { owner, id }, ctx.clock())
    await loggingRepository.setNotStarted(ctx.db, { owner, id }, ctx.clock())
  })
  return sessionsService.get(ctx, owner, id)
}

export async function getLog(ctx: Context, key: Key): Promise<Log> {
  const log = await loggingRepository.findLog(ctx.db, key)
  if (!log) throw notFound('errors.notFound.session')
  return log
}

/** Logs one set, or changes it. Repeated or late, it neither doubles nor undoes anything. */
export function putSet(ctx: Context, key: SetKey, body: NewSet): Promise<void> {
  const { loggedAt, ...work } = body
  return storeSet(ctx, key, { ...work, sets: 1 }, loggedAt)
}

/** Takes a set away; one that is not there stays away. */
export function deleteSet(ctx: Context, key: SetKey, removedAt: Date | undefined): Promise<void> {
  return storeSet(ctx, key, { ...workApi.blankWork, sets: 0 }, removedAt)
}

function storeSet(
  ctx: Context,
  { position, ...key }: SetKey,
  set: Omit<workApi.Work, 'sets'> & { sets: 0 | 1 },
  at: Date | undefined,
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock()
    const tickedAt = at ?? now
    // A clock that runs ahead would otherwise decide against all that comes after.
    const loggedAt = tickedAt > now ? now : tickedAt
    await lockAndStart(ctx, key, loggedAt)
    const isStored = await loggingRepository.upsertSet(ctx.db, key, { ...set, position }, loggedAt)
    if (!isStored) throw notFound('errors.notFound.sessionExercise')
  })
}

/**
 * Puts an exercise into a session under way: at its end, or behind the one it is done in place of.
 * @throws AppError UNPROCESSABLE, CONFLICT when that one is replaced already
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
    const { exercises } = await sessionsService.get(ctx, user.id, id)
    if (exercises.length >= MOST_EXERCISES)
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
      substitutes,
      doneAt: null,
    }
    await loggingRepository.movePositions(ctx.db, session, added.position)
    await setsService.writeExercises(ctx, user.id, [added])
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
  { exerciseId, ...key }: Omit<SetKey, 'position'>,
  isSkipped: boolean,
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await lockAndStart(ctx, key, ctx.clock())
    const isThere = await loggingRepository.setSkipped(ctx.db, { ...key, exerciseId }, isSkipped)
    if (!isThere) throw notFound('errors.notFound.sessionExercise')
  })
}

/** @throws AppError PLAN_FROZEN for a planned exercise, CONFLICT unless the session is planned */
export function removeExercise(
  ctx: Context,
  { exerciseId, ...key }: Omit<SetKey, 'position'>,
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, key)
    const deleted = await loggingRepository.deleteAdded(ctx.db, { ...key, exerciseId })
    if (deleted === 0) {
      const { exercises } = await sessionsService.get(ctx, key.owner, key.id)
      if (exercises.some(({ id }) => id === exerciseId))
        throw planFrozen('errors.plannedExerciseStays')
      throw notFound('errors.notFound.sessionExercise')
    }
    await loggingRepository.setExerciseNames(ctx.db, key, ctx.clock())
  })
}

/** Locks a session that is under way, or is from now on. */
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
