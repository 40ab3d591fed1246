import type { sessionsApi, workApi } from '@fitvibe/contract'
import { plannedBeside } from '@fitvibe/training/pairing'
import { blankWork, explode, isMeasured, merge, toWork } from '@fitvibe/training/sets'

import { randomId } from '../../lib/idempotency.ts'
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

/** A correction in progress. */
export interface Log {
  /** The exercises it started from; the draft is outdated once they are corrected elsewhere. */
  readonly basis: string
  readonly exercises: readonly LoggedExercise[]
}

/** Starts a correction from the logged sets. */
export function startLog(session: sessionsApi.Session): Log {
  return {
    basis: basisOf(session),
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
  return JSON.stringify(session.exercises)
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

const blank: Work = { ...blankWork, sets: 1 }
