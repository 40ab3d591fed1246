import type { Input, sessionsApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { secondsBetween } from '../../utils/clock.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import type { Session } from '../sessions/sessions.service.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as completionEffectsService from './completionEffects.service.ts'
import type { CompletionEffects } from './completionEffects.service.ts'

type Done = Input<typeof sessionsApi.completeSession>['body']

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
): Promise<CompletionEffects> {
  const request = { owner: user.id, key, name: `complete:${id}`, body }
  return idempotencyService.once(ctx, request, async (ctx) => {
    const session = await sessionsService.getLocked(ctx, user.id, id)
    if (session.status !== 'planned') throw conflict('errors.sessionNotPlanned')
    const ids = session.exercises.map((exercise) => exercise.id)
    const isLogged = !body.actuals && session.exercises.some(({ actual }) => actual.length > 0)
    const done = isLogged ? session : completionEffectsService.withActuals(session, body.actuals)
    if (isLogged) await setsService.deleteRemoved(ctx, user.id, ids)
    else {
      if (session.startedAt) await setsService.deleteActual(ctx, user.id, ids)
      await setsService.writeActual(ctx, user.id, done.exercises)
    }
    return completionEffectsService.settle(ctx, user.id, done, {
      ...body,
      ...timesUnderWay(ctx, session, body),
    })
  })
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
  const completedAt = done.completedAt ?? ended
  const began = startedAt && secondsBetween(startedAt, completedAt)
  const isTold = began !== null && began >= 0 && began <= LONGEST_SECONDS
  return {
    completedAt,
    startedAt: done.startedAt ?? (isTold && startedAt ? startedAt : undefined),
  }
}
