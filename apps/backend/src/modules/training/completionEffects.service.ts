import type { Input, recordsApi, sessionsApi, workApi } from '@fitvibe/contract'
import { outcomeOf } from '@fitvibe/training/outcome'
import { isMeasured } from '@fitvibe/training/sets'
import type { Times } from '@fitvibe/training/times'

import type { Context, User } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { dayOf } from '../../utils/calendar.ts'
import { sessionsCompleted } from '../../utils/metrics.ts'
import * as badgesService from '../points/badges.service.ts'
import * as pointsService from '../points/points.service.ts'
import type { Consequences, SessionCompleted } from '../points/sessionCompleted.ts'
import * as recordsService from '../progress/records.service.ts'
import type { PlannedSession } from '../sessions/sessions.service.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as bodyWeightService from '../users/bodyWeight.service.ts'
import * as completionsRepository from './completions.repository.ts'
import * as doneSetsRepository from './doneSets.repository.ts'

type Completion = Input<typeof sessionsApi.completeSession>['body']

/** Everything that follows from the sets done, after the completion and after each correction. */
export interface CompletionEffects {
  readonly award: Consequences['award']
  readonly badges: Consequences['badges']
  readonly records: recordsApi.NewRecord[]
  readonly totals: workApi.Totals
  readonly calories: number | null
  readonly adherence: number | null
}

/**
 * Returns the session with the sets of a request. If the request has none, every exercise was done
 * as planned, except skipped and replaced ones. A planned set without any number is done without one.
 * @throws AppError UNPROCESSABLE for an exercise that the session does not have, or an empty set
 */
export function withActuals<T extends Pick<PlannedSession, 'exercises'>>(
  session: T,
  actuals: Completion['actuals'],
): T {
  const known = new Set(session.exercises.map(({ id }) => id))
  if (actuals?.some(({ sessionExerciseId }) => !known.has(sessionExerciseId)))
    throw unprocessable('errors.notFound.sessionExercise', 'body.actuals')
  setsService.requireMeasured(actuals ?? [], 'body.actuals')
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
          : exercise.planned.filter(isMeasured),
    })),
  }
}

/** Derives and writes everything that follows from the sets done, in the caller's transaction. */
export async function write(
  ctx: Context,
  user: User,
  session: PlannedSession,
  { times, calories: given }: { readonly times: Times; readonly calories: number | undefined },
): Promise<CompletionEffects> {
  const { id, revision, plannedFor, timezone } = session
  const { completedAt } = times
  const startedOn = dayOf(times.startedAt, timezone)
  const exercises = await bodyWeightService.withBodyKg(ctx, user.id, session.exercises, startedOn)
  const { bests, efforts, totals, bodyVolume, adherence, adherenceStatus, type, trainedOn } =
    outcomeOf(
      exercises,
      {
        plannedOn: session.occurrenceOn ?? (plannedFor && dayOf(plannedFor, timezone)),
        type: session.type,
      },
      {
        startedOn,
        completedOn: dayOf(times.completedAt, timezone),
        durationSec: times.durationSec,
      },
    )

  const bestsWithTime = bests.map((best, index) => ({
    ...best,
    bodyKg: exercises[index]?.bodyKg ?? null,
    doneAt: exercises[index]?.actual.length ? completedAt : null,
  }))
  await doneSetsRepository.setBests(ctx.db, user.id, bestsWithTime)
  const { award, badges, records, estimatedCalories } = await writeAwards(ctx, {
    owner: user.id,
    sessionId: id,
    revision,
    plannedFor,
    timezone,
    ...times,
    trainedOn,
    weekStart: user.weekStart,
    adherence,
    efforts,
  })
  const calories = given ?? estimatedCalories
  const completion = {
    ...times,
    trainedOn,
    type,
    adherence,
    adherenceStatus,
    revision,
    points: award.points,
    calories,
    caloriesGiven: given !== undefined,
    bodyVolume,
    totals,
  }
  const key = { owner: user.id, id }
  await completionsRepository.setCompleted(ctx.db, key, completion, ctx.clock())
  return { award, badges, records, totals, calories, adherence }
}

/** Awards points and badges and detects personal records, in the completing transaction. */
async function writeAwards(ctx: Context, completed: SessionCompleted): Promise<Consequences> {
  const awarded = await pointsService.award(ctx, completed)
  const badges = await badgesService.award(ctx, completed, awarded.award.details)
  const records = await recordsService.listNewRecords(ctx, completed)
  if (completed.revision === 0) sessionsCompleted.inc()
  return { ...awarded, badges, records }
}
