import type { Input, recordsApi, sessionsApi, workApi } from '@fitvibe/contract'

import type { Language } from '../../config/i18n.ts'
import { inTransaction, type Context } from '../../context.ts'
import { conflict, unprocessable } from '../../errors.ts'
import { announceCompleted, type Consequences } from '../../events.ts'
import { dayOf } from '../../utils/calendar.ts'
import { secondsAfter, secondsBetween } from '../../utils/clock.ts'
import type { User } from '../../utils/liveLogins.ts'
import * as badgesService from '../points/badges.service.ts'
import * as pointsService from '../points/points.service.ts'
import * as recordsService from '../progress/records.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import { adherenceOf, statusOfCompleted } from './adherence.rules.ts'
import * as bestsRepository from './bests.repository.ts'
import { effortOf } from './effort.rules.ts'
import * as seriesService from './series.service.ts'
import * as sessionsRepository from './sessions.repository.ts'
import type { Session } from './sessions.repository.ts'
import * as sessionsService from './sessions.service.ts'
import * as setsRepository from './sets.repository.ts'
import { estimateSeconds, mainType, MOST_SECONDS, shareSeconds, totalsOf } from './work.rules.ts'

type NewSession = Input<typeof sessionsApi.createSession>['body']
type Done = Input<typeof sessionsApi.completeSession>['body']
type Changes = Input<typeof sessionsApi.updateSession>['body']
type Actuals = NonNullable<Done['actuals']>

export interface Result {
  readonly award: Consequences['award']
  readonly badges: Consequences['badges']
  readonly records: recordsApi.NewRecord[]
  readonly totals: workApi.Totals
  readonly calories: number | null
  readonly adherence: number | null
}

export type Changed = Session & Pick<Result, 'records'>

/** Clocks of phones run ahead. */
const SKEW_SECONDS = 300

/**
 * Plans a session or, with `completed`, logs one: planned and completed in one go.
 * @throws AppError UNPROCESSABLE
 */
export async function create(
  ctx: Context,
  user: User,
  body: NewSession,
  key: string | undefined,
): Promise<Pick<Result, 'badges' | 'records'> & { id: string; pointsAwarded: number | null }> {
  if (body.recurrenceRule && body.completed)
    throw unprocessable('errors.recurrence.completed', 'body.recurrenceRule')
  if (!body.completed && body.exercises.some(({ actual }) => actual))
    throw unprocessable('errors.actualWithoutCompleted', 'body.exercises')
  return idempotencyService.once(ctx, { owner: user.id, key, name: 'plan', body }, async (ctx) => {
    const exercises = await sessionsService.resolve(ctx, user, body.exercises)
    if (body.recurrenceRule) {
      const id = await seriesService.plan(ctx, user, body, exercises)
      return { id, pointsAwarded: null, badges: [], records: [] }
    }
    const planned = await sessionsService.plan(ctx, user, body, exercises)
    if (!body.completed) return { id: planned.id, pointsAwarded: null, badges: [], records: [] }
    const session = { ...planned, exercises: withLogged(planned, body.exercises) }
    await writeSets(ctx, user.id, session)
    const { award, badges, records } = await finish(ctx, user.id, session, body.completed)
    return { id: session.id, pointsAwarded: award.points, badges, records }
  })
}

/**
 * Completes a planned session, once and for all: of any number who race, one does.
 * @throws AppError CONFLICT when it is completed or cancelled, UNPROCESSABLE
 */
export function complete(
  ctx: Context,
  user: User,
  id: string,
  body: Done,
  key: string | undefined,
): Promise<Result> {
  const request = { owner: user.id, key, name: `complete:${id}`, body }
  return idempotencyService.once(ctx, request, async (ctx) => {
    const session = await lock(ctx, user.id, id)
    if (session.status !== 'planned') throw conflict('errors.sessionNotPlanned')
    const ids = session.exercises.map((exercise) => exercise.id)
    const isLogged = !body.actuals && session.exercises.some(({ actual }) => actual.length > 0)
    const done = isLogged ? session : withActuals(session, body.actuals)
    if (isLogged) await setsRepository.deleteRemoved(ctx.db, user.id, ids)
    else {
      if (session.startedAt) await setsRepository.deleteActual(ctx.db, user.id, ids)
      await writeSets(ctx, user.id, done)
    }
    return finish(ctx, user.id, done, { ...body, ...timesUnderWay(ctx, session, body) })
  })
}

/**
 * Changes a session: a plan in all, a completed one in title, notes, visibility and its sets, which
 * totals and points follow in the same transaction.
 */
export async function update(
  ctx: Context,
  user: User,
  id: string,
  changes: Changes,
): Promise<Changed> {
  const { actuals, durationSec, calories, ...edits } = changes
  const records = await inTransaction(ctx, async (ctx) => {
    const session = await lock(ctx, user.id, id)
    if (Object.values(edits).some((value) => value !== undefined))
      await sessionsService.edit(ctx, user, session, edits)
    if (actuals) return correct(ctx, user.id, session, { actuals, durationSec, calories })
    if (durationSec !== undefined || calories !== undefined)
      throw unprocessable('errors.onlyWithActuals', 'body.actuals')
    return []
  })
  return { ...(await sessionsService.get(ctx, user.id, id)), records }
}

/** The session, which nobody else changes until the transaction ends. */
async function lock(ctx: Context, owner: string, id: string): Promise<Session> {
  await sessionsRepository.lockSession(ctx.db, { owner, id })
  return sessionsService.get(ctx, owner, id)
}

async function correct(
  ctx: Context,
  owner: string,
  session: Session,
  { actuals, ...done }: { actuals: Actuals } & Pick<Done, 'durationSec' | 'calories'>,
): Promise<Result['records']> {
  if (session.status !== 'completed' || !session.completedAt)
    throw conflict('errors.sessionNotCompleted')
  const ids = session.exercises.map((exercise) => exercise.id)
  await setsRepository.deleteActual(ctx.db, owner, ids)
  const corrected = { ...withActuals(session, actuals), revision: session.revision + 1 }
  const completedAt = session.completedAt.toISOString()
  const given = timesGiven(session)
  const durationSec = done.durationSec ?? given.durationSec
  await writeSets(ctx, owner, corrected)
  const again = { ...done, ...given, durationSec, completedAt }
  return (await finish(ctx, owner, corrected, again)).records
}

/** An award with how it came about, in words. */
export const explained = (award: Result['award'], lang: Language) => ({
  ...award,
  explanation: pointsService.explain(lang, award.points, award.details),
})

/** Badges as they are called; answers kept from before there were any name none. */
export const namedBadges = (badges: Result['badges'] | undefined, lang: Language) =>
  (badges ?? []).map((code) => badgesService.named(lang, code))

function writeSets(ctx: Context, owner: string, { exercises }: Session): Promise<void> {
  const sets = exercises.map(({ id, actual: work }) => ({ sessionExerciseId: id, work }))
  return setsRepository.insertActual(ctx.db, owner, sets)
}

/** Writes all that follows from the sets that were done; in the caller's transaction. */
async function finish(
  ctx: Context,
  owner: string,
  session: Session,
  done: Omit<Done, 'actuals'>,
): Promise<Result> {
  const { id, exercises, revision, plannedFor, timezone } = session
  const times = timesOf(ctx, exercises, done)
  const adherence = adherenceOf(exercises)
  const totals = totalsOf(exercises, times.durationSec)
  const seconds = shareSeconds(exercises, times.durationSec)
  const efforts = exercises.map((exercise, index) => effortOf(exercise, seconds[index] ?? 0))
  const trainedOn = dayOf(times.completedAt, timezone)
  const adherenceStatus = statusOfCompleted({
    adherence,
    plannedOn: session.occurrenceOn ?? (plannedFor && dayOf(plannedFor, timezone)),
    days: [dayOf(times.startedAt, timezone), trainedOn],
  })
  const key = { owner, id }

  const bests = recordsService.sumUp(exercises).map((best, index) => ({
    ...best,
    doneAt: exercises[index]?.actual.length ? times.completedAt : null,
  }))
  await bestsRepository.setBests(ctx.db, owner, bests)
  const { award, badges, records, estimatedCalories } = await announceCompleted(ctx, {
    owner,
    sessionId: id,
    revision,
    plannedFor,
    timezone,
    ...times,
    trainedOn,
    adherence,
    efforts,
  })
  const calories = done.calories ?? estimatedCalories
  const type = mainType(efforts) ?? session.type
  const judged = { adherence, adherenceStatus, type, revision, points: award.points }
  const completion = { ...times, ...judged, totals, calories, trainedOn }
  await sessionsRepository.setCompleted(ctx.db, key, completion, ctx.clock())
  return { award, badges, records, totals, calories, adherence }
}

/** @throws AppError UNPROCESSABLE for a time in the future or a start after the end */
function timesOf(
  ctx: Context,
  exercises: Session['exercises'],
  done: Pick<Done, 'startedAt' | 'completedAt' | 'durationSec'>,
) {
  const now = ctx.clock()
  const completedAt = done.completedAt ? new Date(done.completedAt) : now
  if (completedAt > secondsAfter(now, SKEW_SECONDS))
    throw unprocessable('errors.completedInFuture', 'body.completedAt')
  const given = done.startedAt ? new Date(done.startedAt) : undefined
  if (given && given > completedAt)
    throw unprocessable('errors.startedAfterCompleted', 'body.startedAt')
  const durationSec =
    done.durationSec ??
    (given
      ? Math.min(secondsBetween(given, completedAt), MOST_SECONDS)
      : estimateSeconds(exercises))
  return { completedAt, startedAt: given ?? secondsAfter(completedAt, -durationSec), durationSec }
}

/** Since a last set, s, from which on nobody is training any more. */
const FORGOTTEN_SECONDS = 3_600
/** Since a start, s, from which on it tells nothing of how long a session took. */
const LONGEST_SECONDS = 86_400

/**
 * When a session that was started began and ended, as far as nothing else is said: who forgot to
 * finish stopped with the last set.
 */
function timesUnderWay(
  ctx: Context,
  { startedAt, lastSetAt }: Session,
  done: Done,
): Pick<Done, 'startedAt' | 'completedAt'> {
  const now = ctx.clock()
  const isForgotten = lastSetAt !== null && secondsBetween(lastSetAt, now) > FORGOTTEN_SECONDS
  const ended = isForgotten ? lastSetAt : now
  const completedAt = done.completedAt === undefined ? ended : new Date(done.completedAt)
  const began = startedAt && secondsBetween(startedAt, completedAt)
  const isTold = began !== null && began >= 0 && began <= LONGEST_SECONDS
  return {
    completedAt: completedAt.toISOString(),
    startedAt: done.startedAt ?? (isTold ? startedAt?.toISOString() : undefined),
  }
}

/** What the athlete once said of the time; what was estimated from the sets is left out. */
function timesGiven(session: Session): Pick<Done, 'startedAt' | 'durationSec'> {
  const { startedAt, completedAt, totals, exercises } = session
  if (!startedAt || !completedAt || !totals) return {}
  const { durationSec } = totals
  return {
    ...(durationSec !== estimateSeconds(exercises) && { durationSec }),
    ...(durationSec !== secondsBetween(startedAt, completedAt) && {
      startedAt: startedAt.toISOString(),
    }),
  }
}

/**
 * Each exercise with the blocks sent for it; when none were sent at all, all as planned, but for
 * what was left out or replaced.
 */
function withActuals(session: Session, actuals: Actuals | undefined): Session {
  const known = new Set(session.exercises.map(({ id }) => id))
  if (actuals?.some(({ sessionExerciseId }) => !known.has(sessionExerciseId)))
    throw unprocessable('errors.notFound.sessionExercise', 'body.actuals')
  const replaced = new Set(session.exercises.map(({ substitutes }) => substitutes))
  return {
    ...session,
    exercises: session.exercises.map((exercise) => ({
      ...exercise,
      actual: actuals
        ? actuals.flatMap(({ sessionExerciseId, ...work }) =>
            sessionExerciseId === exercise.id ? [work] : [],
          )
        : exercise.isSkipped || replaced.has(exercise.id)
          ? []
          : exercise.planned,
    })),
  }
}

function withLogged(session: Session, logged: NewSession['exercises']): Session['exercises'] {
  const inOrder = logged.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
  return session.exercises.map((exercise, index) => ({
    ...exercise,
    actual: inOrder[index]?.actual ?? exercise.planned,
  }))
}
