import type { sessionsApi, workApi } from '@fitvibe/contract'
import { plannedBeside } from '@fitvibe/training/pairing'
import { blankWork, explode, isMeasured, merge, toWork } from '@fitvibe/training/sets'
import { estimateSeconds } from '@fitvibe/training/totals'

import type { When } from '../../components/whenFields.tsx'
import { randomId } from '../../lib/idempotency.ts'
import { toInstant, toWallTime } from '../../lib/zones.ts'
import type { Completion } from './trainingQueries.ts'

type Work = workApi.Work

/** A set being logged, with its planned set and the same set of the previous session. */
export interface LoggedSet extends Work {
  readonly key: string
  readonly position: number
  readonly isDone: boolean
  readonly planned: Work | null
  readonly ghost: Work | null
}

interface LoggedExercise {
  readonly id: string
  readonly sets: readonly LoggedSet[]
}

/** A correction in progress; its day and time are in the time zone of the session. */
export interface Log extends When {
  /** The log it started from; the draft is outdated once that is corrected elsewhere. */
  readonly basis: string
  readonly exercises: readonly LoggedExercise[]
}

/** Starts a correction from the logged sets. */
export function startLog(session: sessionsApi.Session): Log {
  return {
    basis: basisOf(session),
    ...whenOf(session),
    exercises: session.exercises.map(({ id, planned, actual }) => {
      const plans = plannedBeside(planned, actual)
      return {
        id,
        sets: explode(actual).map((set, position) => ({
          ...set,
          key: randomId(),
          position,
          isDone: true,
          planned: plans[position] ?? null,
          ghost: null,
        })),
      }
    }),
  }
}

export function basisOf(session: sessionsApi.Session): string {
  return JSON.stringify([whenOf(session), session.exercises])
}

/** Start and length of a completed session, in its own time zone. */
function whenOf({ startedAt, timezone, totals }: sessionsApi.Session): When {
  const start = startedAt ? toWallTime(new Date(startedAt), timezone) : { day: '', time: '' }
  return { ...start, durationSec: totals?.durationSec ?? null }
}

/** Adds an unplanned set like the last one. */
export function addSet(sets: readonly LoggedSet[]): LoggedSet[] {
  const last = sets.at(-1)
  const added = { ...(last ?? blank), key: randomId(), planned: null }
  return [...sets, { ...added, position: sets.length, isDone: true, ghost: null }]
}

/** Converts a log for the API: ticked sets with a measure only, equal neighbours as one block. */
export function toActuals(log: Log): NonNullable<Completion['actuals']> {
  return log.exercises.flatMap(({ id, sets }) =>
    merge(sets.filter((set) => set.isDone && isMeasured(set)).map(toWork)).map((work) => ({
      sessionExerciseId: id,
      ...work,
    })),
  )
}

/**
 * Converts a correction for the API. Sends times only if the user changed them, so that an estimated
 * length follows the sets; a cleared one is estimated here.
 */
export function toCorrection(log: Log, session: sessionsApi.Session) {
  const before = whenOf(session)
  const isMoved = log.day !== before.day || log.time !== before.time
  const hasStart = log.day !== '' && log.time !== ''
  const durationSec = log.durationSec ?? estimateOf(log, session)
  return {
    ...(isMoved && hasStart && { startedAt: toInstant(log, session.timezone).toISOString() }),
    ...(durationSec !== before.durationSec && { durationSec }),
    actuals: toActuals(log),
  }
}

const estimateOf = (log: Log, { exercises }: sessionsApi.Session) =>
  estimateSeconds(
    log.exercises.map(({ id, sets }) => ({
      metric: exercises.find((exercise) => exercise.id === id)?.metric ?? 'reps',
      actual: sets.filter(({ isDone }) => isDone).map(toWork),
    })),
  )

const blank: Work = { ...blankWork, sets: 1 }
