import type { Input, sessionsApi } from '@fitvibe/contract'
import { isMeasured } from '@fitvibe/training/sets'

import type { Context, User } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import type { PlannedSession } from '../sessions/sessions.service.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as completionEffectsService from '../training/completionEffects.service.ts'
import type { CompletionEffects } from '../training/completionEffects.service.ts'
import * as timesService from '../training/times.service.ts'
import * as seriesService from './series.service.ts'

type NewSession = Input<typeof sessionsApi.createSession>['body']

/**
 * Plans a session or a series or, with `completed`, plans and completes a session at once.
 * @throws AppError UNPROCESSABLE, QUOTA_EXCEEDED
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
  for (const { actual } of body.exercises)
    setsService.requireMeasured(actual ?? [], 'body.exercises')
  return idempotencyService.once(ctx, { owner: user.id, key, name: 'plan', body }, async (ctx) => {
    const exercises = await sessionsService.resolve(ctx, user, body.exercises)
    if (body.recurrenceRule) {
      const id = await seriesService.plan(ctx, user, body, exercises)
      return { id, pointsAwarded: null, badges: [], records: [] }
    }
    const rows = quotasService.rowsOf([{ exercises: body.completed ? asWritten(body) : exercises }])
    await quotasService.spend(ctx, user.id, 'planning', { sessions: 1, rows })
    const planned = await sessionsService.plan(ctx, user, body, exercises)
    if (!body.completed) {
      await quotasService.checkPlans(ctx, user.id)
      return { id: planned.id, pointsAwarded: null, badges: [], records: [] }
    }
    const session = { ...planned, exercises: withLogged(planned, body.exercises) }
    await setsService.writeActual(ctx, user, session.exercises)
    const { calories, ...given } = body.completed
    const times = timesService.forLogged(ctx, session.exercises, given)
    const { award, badges, records } = await completionEffectsService.write(ctx, user, session, {
      times,
      calories,
    })
    return { id: session.id, pointsAwarded: award.points, badges, records }
  })
}

/** The exercises as they are written: without sets of their own, those planned are done. */
const asWritten = ({ exercises }: NewSession) =>
  exercises.map(({ planned, actual = planned }) => ({ planned, actual }))

function withLogged(
  session: PlannedSession,
  logged: NewSession['exercises'],
): PlannedSession['exercises'] {
  const inOrder = logged.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
  return session.exercises.map((exercise, index) => ({
    ...exercise,
    actual: inOrder[index]?.actual ?? exercise.planned.filter(isMeasured),
  }))
}
