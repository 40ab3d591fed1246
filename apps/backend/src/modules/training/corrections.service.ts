import type { Input, sessionsApi } from '@fitvibe/contract'
import { estimateSeconds } from '@fitvibe/training/totals'

import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict, unprocessable } from '../../errors.ts'
import { secondsBetween } from '../../utils/clock.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import type { Session } from '../sessions/sessions.service.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as completionEffectsService from './completionEffects.service.ts'
import type { CompletionEffects } from './completionEffects.service.ts'

type Changes = Input<typeof sessionsApi.updateSession>['body']
type Correction = Pick<Changes, 'durationSec' | 'calories'> & {
  readonly actuals: NonNullable<Changes['actuals']>
}

type Earned = Pick<CompletionEffects, 'badges' | 'records'>
export type Changed = Session & Earned

/** What a change earns that is no correction. */
export const NOTHING: Earned = { badges: [], records: [] }

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
  const earned = await inTransaction(ctx, async (ctx) => {
    const session = await sessionsService.getLocked(ctx, user.id, id)
    if (Object.values(edits).some((value) => value !== undefined))
      await sessionsService.edit(ctx, user, session, edits)
    if (actuals) return correct(ctx, user.id, session, { actuals, durationSec, calories })
    if (durationSec !== undefined || calories !== undefined)
      throw unprocessable('errors.onlyWithActuals', 'body.actuals')
    return NOTHING
  })
  return { ...(await sessionsService.get(ctx, user.id, id)), ...earned }
}

async function correct(
  ctx: Context,
  owner: string,
  session: Session,
  { actuals, ...done }: Correction,
): Promise<Earned> {
  if (session.status !== 'completed' || !session.completedAt)
    throw conflict('errors.sessionNotCompleted')
  const ids = session.exercises.map((exercise) => exercise.id)
  await setsService.deleteActual(ctx, owner, ids)
  const corrected = {
    ...completionEffectsService.withActuals(session, actuals),
    revision: session.revision + 1,
  }
  const { completedAt } = session
  const given = givenIn(session)
  const durationSec = done.durationSec ?? given.durationSec
  const calories = done.calories ?? given.calories
  await setsService.writeActual(ctx, owner, corrected.exercises)
  const again = { ...given, durationSec, calories, completedAt }
  const { badges, records } = await completionEffectsService.settle(ctx, owner, corrected, again)
  return { badges, records }
}

/** What the athlete once said of time and calories; what was estimated is left out. */
function givenIn(session: Session) {
  const { startedAt, completedAt, totals, exercises, calories, caloriesGiven } = session
  if (!startedAt || !completedAt || !totals) return {}
  const { durationSec } = totals
  return {
    ...(caloriesGiven && calories !== null && { calories }),
    ...(durationSec !== estimateSeconds(exercises) && { durationSec }),
    ...(durationSec !== secondsBetween(startedAt, completedAt) && { startedAt }),
  }
}
