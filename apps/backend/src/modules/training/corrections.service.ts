import type { Input, sessionsApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict } from '../../errors.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import type { Session } from '../sessions/sessions.service.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as completionEffectsService from './completionEffects.service.ts'
import type { CompletionEffects } from './completionEffects.service.ts'
import * as doneSetsRepository from './doneSets.repository.ts'
import * as timesService from './times.service.ts'

type Changes = Input<typeof sessionsApi.updateSession>['body']
type Correction = Pick<
  Changes,
  'actuals' | 'startedAt' | 'completedAt' | 'durationSec' | 'calories'
>

type Earned = Pick<CompletionEffects, 'badges' | 'records'>
export type Changed = Session & Earned

/** Earned by a change that is not a correction. */
export const NOTHING: Earned = { badges: [], records: [] }

/**
 * Changes a session: all of a plan; title, notes, visibility, sets and times of a completed session.
 * Its day, totals, points and personal records follow in the same transaction.
 */
export async function update(
  ctx: Context,
  user: User,
  id: string,
  changes: Changes,
): Promise<Changed> {
  const { actuals, startedAt, completedAt, durationSec, calories, ...edits } = changes
  const correction = { actuals, startedAt, completedAt, durationSec, calories }
  const earned = await inTransaction(ctx, async (ctx) => {
    const session = await sessionsService.getLocked(ctx, user, id)
    if (hasAny(edits)) await sessionsService.edit(ctx, user, session, edits)
    return hasAny(correction) ? correct(ctx, user, session, correction) : NOTHING
  })
  return { ...(await sessionsService.get(ctx, user, id)), ...earned }
}

const hasAny = (changes: object) => Object.values(changes).some((value) => value !== undefined)

async function correct(
  ctx: Context,
  user: User,
  session: Session,
  { actuals, calories, ...given }: Correction,
): Promise<Earned> {
  const { startedAt, completedAt, totals, exercises } = session
  if (session.status !== 'completed' || !startedAt || !completedAt || !totals)
    throw conflict('errors.sessionNotCompleted')
  const revised = { ...session, revision: session.revision + 1 }
  const corrected = actuals ? completionEffectsService.withActuals(revised, actuals) : revised
  const before = { startedAt, completedAt, durationSec: totals.durationSec, exercises }
  const times = timesService.forCorrected(ctx, before, corrected.exercises, given)
  if (actuals) {
    const sessionExerciseIds = exercises.map((exercise) => exercise.id)
    await doneSetsRepository.deleteActual(ctx.db, { owner: user.id, sessionExerciseIds })
    await setsService.writeActual(ctx, user, corrected.exercises)
  }
  const { badges, records } = await completionEffectsService.write(ctx, user, corrected, {
    times,
    calories: calories ?? caloriesGiven(session),
  })
  return { badges, records }
}

/** Calories that the athlete entered before; estimates are left out. */
const caloriesGiven = ({ calories, caloriesGiven }: Session) =>
  caloriesGiven && calories !== null ? calories : undefined
