import type { Input, recordsApi, sessionsApi, workApi } from '@fitvibe/contract'

import type { Context } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { announceCompleted } from '../../events.ts'
import { dayOf } from '../../utils/calendar.ts'
import { secondsAfter, secondsBetween } from '../../utils/clock.ts'
import type { Consequences } from '../../utils/sessionCompleted.ts'
import * as recordsService from '../progress/records.service.ts'
import { adherenceOf, statusOfCompleted } from './adherence.rules.ts'
import * as bestsRepository from './bests.repository.ts'
import { effortOf } from './effort.rules.ts'
import * as sessionsRepository from './sessions.repository.ts'
import type { Session } from './sessions.repository.ts'
import * as setsRepository from './sets.repository.ts'
import { estimateSeconds, mainType, MOST_SECONDS, shareSeconds, totalsOf } from './work.rules.ts'

type Completion = Input<typeof sessionsApi.completeSession>['body']
type Done = Omit<Completion, 'actuals'>

/** What follows from the sets that were done, at first and after a correction. */
export interface Outcome {
  readonly award: Consequences['award']
  readonly badges: Consequences['badges']
  readonly records: recordsApi.NewRecord[]
  readonly totals: workApi.Totals
  readonly calories: number | null
  readonly adherence: number | null
}

/**
 * Each exercise with the blocks sent for it; when none were sent at all, all as planned, but for
 * what was left out or replaced.
 * @throws AppError UNPROCESSABLE for an exercise that the session does not have
 */
export function withActuals(session: Session, actuals: Completion['actuals']): Session {
  const known = new Set(session.exercises.map(({ id }) => id))
  if (actuals?.some(({ sessionExerciseId }) => !known.has(sessionExerciseId)))
    throw unprocessable('errors.notFound.sessionExercise', 'body.actuals')
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
          : exercise.planned,
    })),
  }
}

export function writeSets(ctx: Context, owner: string, { exercises }: Session): Promise<void> {
  const sets = exercises.map(({ id, actual: work }) => ({ sessionExerciseId: id, work }))
  return setsRepository.insertActual(ctx.db, owner, sets)
}

/** Writes all that follows from the sets that were done; in the caller's transaction. */
export async function settle(
  ctx: Context,
  owner: string,
  session: Session,
  done: Done,
): Promise<Outcome> {
  const { id, exercises, revision, plannedFor, timezone } = session
  const times = timesOf(ctx, exercises, done)
  const adherence = adherenceOf(exercises)
  const totals = totalsOf(exercises, times.durationSec)
  const seconds = shareSeconds(exercises, times.durationSec)
  const efforts = exercises.map((exercise, index) => effortOf(exercise, seconds[index] ?? 0))
  const trainedOn = dayOf(times.completedAt, timezone)
  const adherenceStatus = statusOfCompleted({
    adherence,
    plannedOn: session.occurrenceOn ?? (plannedFor && dayOf(plannedFor, timezone)),
    days: [dayOf(times.startedAt, timezone), trainedOn],
  })
  const key = { owner, id }

  const bests = recordsService.sumUp(exercises).map((best, index) => ({
    ...best,
    doneAt: exercises[index]?.actual.length ? times.completedAt : null,
  }))
  await bestsRepository.setBests(ctx.db, owner, bests)
  const { award, badges, records, estimatedCalories } = await announceCompleted(ctx, {
    owner,
    sessionId: id,
    revision,
    plannedFor,
    timezone,
    ...times,
    trainedOn,
    adherence,
    efforts,
  })
  const calories = done.calories ?? estimatedCalories
  const type = mainType(efforts) ?? session.type
  const judged = { adherence, adherenceStatus, type, revision, points: award.points }
  const caloriesGiven = done.calories !== undefined
  const completion = { ...times, ...judged, totals, calories, caloriesGiven, trainedOn }
  await sessionsRepository.setCompleted(ctx.db, key, completion, ctx.clock())
  return { award, badges, records, totals, calories, adherence }
}

/** Clocks of phones run ahead. */
const SKEW_SECONDS = 300

/** @throws AppError UNPROCESSABLE for a time in the future or a start after the end */
function timesOf(
  ctx: Context,
  exercises: Session['exercises'],
  done: Pick<Done, 'startedAt' | 'completedAt' | 'durationSec'>,
) {
  const now = ctx.clock()
  const completedAt = done.completedAt ? new Date(done.completedAt) : now
  if (completedAt > secondsAfter(now, SKEW_SECONDS))
    throw unprocessable('errors.completedInFuture', 'body.completedAt')
  const given = done.startedAt ? new Date(done.startedAt) : undefined
  if (given && given > completedAt)
    throw unprocessable('errors.startedAfterCompleted', 'body.startedAt')
  const durationSec =
    done.durationSec ??
    (given
      ? Math.min(secondsBetween(given, completedAt), MOST_SECONDS)
      : estimateSeconds(exercises))
  return { completedAt, startedAt: given ?? secondsAfter(completedAt, -durationSec), durationSec }
}
