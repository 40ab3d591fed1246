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
import * as doneSetsRepository from './doneSets.repository.ts'

type Changes = Input<typeof sessionsApi.updateSession>['body']
type Correction = Pick<Changes, 'durationSec' | 'calories'> & {
  readonly actuals: NonNullable<Changes['actuals']>
}

type Earned = Pick<CompletionEffects, 'badges' | 'records'>
export type Changed = Session & Earned

/** Earned by a change that is not a correction. */
export const NOTHING: Earned = { badges: [], records: [] }

/**
 * Changes a session: all of a plan; title, notes, visibility and sets of a completed session.
 * Totals and points follow from the new sets in the same transaction.
 */
export async function update(
  ctx: Context,
  user: User,
  id: string,
  changes: Changes,
): Promise<Changed> {
  const { actuals, durationSec, calories, ...edits } = changes
  const earned = await inTransaction(ctx, async (ctx) => {
    const session = await sessionsService.getLocked(ctx, user, id)
    if (Object.values(edits).some((value) => value !== undefined))
      await sessionsService.edit(ctx, user, session, edits)
    if (actuals) return correct(ctx, user, session, { actuals, durationSec, calories })
    if (durationSec !== undefined || calories !== undefined)
      throw unprocessable('errors.onlyWithActuals', 'body.actuals')
    return NOTHING
  })
  return { ...(await sessionsService.get(ctx, user, id)), ...earned }
}

async function correct(
  ctx: Context,
  user: User,
  session: Session,
  { actuals, ...done }: Correction,
): Promise<Earned> {
  if (session.status !== 'completed' || !session.completedAt)
    throw conflict('errors.sessionNotCompleted')
  const sessionExerciseIds = session.exercises.map((exercise) => exercise.id)
  await doneSetsRepository.deleteActual(ctx.db, { owner: user.id, sessionExerciseIds })
  const corrected = {
    ...completionEffectsService.withActuals(session, actuals),
    revision: session.revision + 1,
  }
  await setsService.writeActual(ctx, user, corrected.exercises)
  const { completedAt } = session
  const given = givenBefore(session)
  const { badges, records } = await completionEffectsService.write(ctx, user, corrected, {
    ...given,
    completedAt,
    durationSec: done.durationSec ?? given.durationSec,
    calories: done.calories ?? given.calories,
  })
  return { badges, records }
}

/** Start, duration and calories that the athlete entered before; estimates are left out. */
function givenBefore(session: Session) {
  const { startedAt, completedAt, totals, exercises, calories, caloriesGiven } = session
  if (!startedAt || !completedAt || !totals) return {}
  const { durationSec } = totals
  return {
    ...(caloriesGiven && calories !== null && { calories }),
    ...(durationSec !== estimateSeconds(exercises) && { durationSec }),
    ...(durationSec !== secondsBetween(startedAt, completedAt) && { startedAt }),
  }
}
