import type { Input, sessionsApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { conflict } from '../../errors.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as completionEffectsService from './completionEffects.service.ts'
import type { CompletionEffects } from './completionEffects.service.ts'
import * as doneSetsRepository from './doneSets.repository.ts'
import * as timesService from './times.service.ts'

type Done = Input<typeof sessionsApi.completeSession>['body']

/**
 * Completes a planned session. If requests race, one completes it and the others fail.
 * @throws AppError CONFLICT if the session is completed or cancelled, UNPROCESSABLE
 */
export function complete(
  ctx: Context,
  user: User,
  id: string,
  body: Done,
  key: string | undefined,
): Promise<CompletionEffects> {
  const request = { owner: user.id, key, name: `complete:${id}`, body }
  return idempotencyService.once(ctx, request, async (ctx) => {
    const session = await sessionsService.getLocked(ctx, user, id)
    if (session.status !== 'planned') throw conflict('errors.sessionNotPlanned')
    const sessionExerciseIds = session.exercises.map((exercise) => exercise.id)
    const exercises = { owner: user.id, sessionExerciseIds }
    const isLogged = !body.actuals && session.exercises.some(({ actual }) => actual.length > 0)
    const done = isLogged ? session : completionEffectsService.withActuals(session, body.actuals)
    if (isLogged) await doneSetsRepository.deleteRemoved(ctx.db, exercises)
    else {
      if (session.startedAt) await doneSetsRepository.deleteActual(ctx.db, exercises)
      await setsService.writeActual(ctx, user, done.exercises)
    }
    const times = timesService.forCompleted(ctx, session, done.exercises, body)
    return completionEffectsService.write(ctx, user, done, { times, calories: body.calories })
  })
}
