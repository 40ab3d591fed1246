import { workApi, type sessionsApi } from '@fitvibe/contract'

import { randomId } from '../../lib/idempotency.ts'
import { explode, merge } from '../../lib/work.ts'
import type { Completion } from './trainingQueries.ts'

type Work = workApi.Work

/** A set being logged, with what was planned for it and what was done last time. */
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

/** A correction under way. */
export interface Log {
  /** The exercises it was started from: what was corrected elsewhere since makes it useless. */
  readonly basis: string
  readonly exercises: readonly LoggedExercise[]
}

/** Set by set, from what was logged. */
export function startLog(session: sessionsApi.Session): Log {
  return {
    basis: basisOf(session),
    exercises: session.exercises.map(({ id, planned, actual }) => {
      const plannedSets = explode(planned)
      return {
        id,
        sets: explode(actual).map((set, position) => ({
          ...set,
          key: randomId(),
          position,
          isDone: true,
          planned: plannedSets[position] ?? null,
          ghost: null,
        })),
      }
    }),
  }
}

export function basisOf(session: sessionsApi.Session): string {
  return JSON.stringify(session.exercises)
}

/** Another set like the last one. */
export function addSet(sets: readonly LoggedSet[]): LoggedSet[] {
  const last = sets.at(-1)
  const added = { ...(last ?? blank), key: randomId(), planned: null }
  return [...sets, { ...added, position: sets.length, isDone: true, ghost: null }]
}

/** What the API is told: ticked sets only, equal neighbours as one block. */
export function toActuals(log: Log): NonNullable<Completion['actuals']> {
  return log.exercises.flatMap(({ id, sets }) =>
    merge(sets.filter(({ isDone }) => isDone).map(toWork)).map((work) => ({
      sessionExerciseId: id,
      ...work,
    })),
  )
}

const blank: Work = {
  ...workApi.blankWork,
  sets: 1,
}

export function toWork(set: LoggedSet): Work {
  const { setType, sets, reps, load, distance, durationSec, rpe, rir, restSec } = set
  return { setType, sets, reps, load, distance, durationSec, rpe, rir, restSec }
}
