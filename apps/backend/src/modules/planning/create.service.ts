import type { Input, sessionsApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import type { Session } from '../sessions/sessions.service.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as completionEffectsService from '../training/completionEffects.service.ts'
import type { CompletionEffects } from '../training/completionEffects.service.ts'
import * as seriesService from './series.service.ts'

type NewSession = Input<typeof sessionsApi.createSession>['body']

/**
 * Plans a session or, with `completed`, logs one: planned and completed in one go.
 * @throws AppError UNPROCESSABLE
 */
export async function create(
  ctx: Context,
  user: User,
  body: NewSession,
  key: string | undefined,
): Promise<
  Pick<CompletionEffects, 'badges' | 'records'> & { id: string; pointsAwarded: number | null }
> {
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
    await setsService.writeActual(ctx, user.id, session.exercises)
    const { award, badges, records } = await completionEffectsService.settle(
      ctx,
      user.id,
      session,
      body.completed,
    )
    return { id: session.id, pointsAwarded: award.points, badges, records }
  })
}

function withLogged(session: Session, logged: NewSession['exercises']): Session['exercises'] {
  const inOrder = logged.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
  return session.exercises.map((exercise, index) => ({
    ...exercise,
    actual: inOrder[index]?.actual ?? exercise.planned,
  }))
}
