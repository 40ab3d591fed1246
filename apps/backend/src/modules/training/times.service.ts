import {
  correctedTimes,
  timesFrom,
  timesInProgress,
  type GivenTimes,
  type Times,
} from '@fitvibe/training/times'
import { estimateSeconds, leastSeconds } from '@fitvibe/training/totals'

import type { Context } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import type { PlannedSession, Session } from '../sessions/sessions.service.ts'

type Exercises = PlannedSession['exercises']

/**
 * Completes the times of a session that is logged afterwards.
 * @throws AppError UNPROCESSABLE for times that contradict each other or lie in the future
 */
export function forLogged(ctx: Context, exercises: Exercises, given: GivenTimes): Times {
  const facts = { estimateSec: estimateSeconds(exercises), now: ctx.clock() }
  const times = timesFrom(given, facts)
  if ('problem' in times)
    throw unprocessable(`errors.times.${times.problem}`, `body.${times.field}`)
  return times
}

/**
 * Completes the times of a session that is completed, with its start and last set if it is in
 * progress. `exercises` have the sets done.
 * @throws AppError UNPROCESSABLE for times that contradict each other or lie in the future
 */
export function forCompleted(
  ctx: Context,
  { startedAt, lastSetAt }: Pick<Session, 'startedAt' | 'lastSetAt'>,
  exercises: Exercises,
  given: GivenTimes,
): Times {
  const session = { lastSetAt, leastSec: leastSeconds(exercises), now: ctx.clock() }
  const known = startedAt ? timesInProgress(given, { ...session, startedAt }) : given
  return forLogged(ctx, exercises, known)
}

/**
 * Applies a correction to the times of a completed session. A length that was estimated is
 * estimated from the corrected sets, unless the request has one.
 * @throws AppError UNPROCESSABLE for times that contradict each other or lie in the future
 */
export function forCorrected(
  ctx: Context,
  before: Times & { readonly exercises: Exercises },
  exercises: Exercises,
  given: GivenTimes,
): Times {
  const isEstimated = before.durationSec === estimateSeconds(before.exercises)
  const estimateSec = isEstimated ? estimateSeconds(exercises) : null
  const times = correctedTimes(before, given, { estimateSec, now: ctx.clock() })
  return forLogged(ctx, exercises, times)
}
