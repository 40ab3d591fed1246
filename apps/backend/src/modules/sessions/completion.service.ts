import type { Input, sessionsApi } from '@fitvibe/contract'

import type { Language } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import { conflict, unprocessable } from '../../errors.ts'
import { secondsBetween } from '../../utils/clock.ts'
import * as badgesService from '../points/badges.service.ts'
import * as pointsService from '../points/points.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as outcomeService from './outcome.service.ts'
import type { Outcome } from './outcome.service.ts'
import * as seriesService from './series.service.ts'
import type { Session } from './sessions.repository.ts'
import * as sessionsService from './sessions.service.ts'
import * as setsRepository from './sets.repository.ts'

type NewSession = Input<typeof sessionsApi.createSession>['body']
type Done = Input<typeof sessionsApi.completeSession>['body']

/**
 * Plans a session or, with `completed`, logs one: planned and completed in one go.
 * @throws AppError UNPROCESSABLE
 */
export async function create(
  ctx: Context,
  user: User,
  body: NewSession,
  key: string | undefined,
): Promise<Pick<Outcome, 'badges' | 'records'> & { id: string; pointsAwarded: number | null }> {
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
    await outcomeService.writeSets(ctx, user.id, session)
    const { award, badges, records } = await outcomeService.settle(
      ctx,
      user.id,
      session,
      body.completed,
    )
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
): Promise<Outcome> {
  const request = { owner: user.id, key, name: `complete:${id}`, body }
  return idempotencyService.once(ctx, request, async (ctx) => {
    const session = await sessionsService.getLocked(ctx, user.id, id)
    if (session.status !== 'planned') throw conflict('errors.sessionNotPlanned')
    const ids = session.exercises.map((exercise) => exercise.id)
    const isLogged = !body.actuals && session.exercises.some(({ actual }) => actual.length > 0)
    const done = isLogged ? session : outcomeService.withActuals(session, body.actuals)
    if (isLogged) await setsRepository.deleteRemoved(ctx.db, user.id, ids)
    else {
      if (session.startedAt) await setsRepository.deleteActual(ctx.db, user.id, ids)
      await outcomeService.writeSets(ctx, user.id, done)
    }
    return outcomeService.settle(ctx, user.id, done, {
      ...body,
      ...timesUnderWay(ctx, session, body),
    })
  })
}

/** An award with how it came about, in words. */
export const explained = (award: Outcome['award'], lang: Language) => ({
  ...award,
  explanation: pointsService.explain(lang, award.points, award.details),
})

/** Badges as they are called; answers kept from before there were any name none. */
export const namedBadges = (badges: Outcome['badges'] | undefined, lang: Language) =>
  (badges ?? []).map((code) => badgesService.named(lang, code))

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

function withLogged(session: Session, logged: NewSession['exercises']): Session['exercises'] {
  const inOrder = logged.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
  return session.exercises.map((exercise, index) => ({
    ...exercise,
    actual: inOrder[index]?.actual ?? exercise.planned,
  }))
}
