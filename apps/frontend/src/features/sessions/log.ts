import { workApi, type sessionsApi } from '@fitvibe/contract'

import { randomId } from '../../lib/idempotency.ts'
import { explode, merge } from '../../lib/work.ts'
import type { Work } from './plan.ts'
import type { Completion } from './sessionQueries.ts'

/** A set being logged, with what was planned for it. */
export interface LoggedSet extends Work {
  readonly key: string
  readonly isDone: boolean
  readonly planned: Work | null
}

export interface LoggedExercise {
  readonly id: string
  readonly sets: readonly LoggedSet[]
}

export interface Log {
  /** The exercises it was started from: a log of an older plan is of no use. */
  readonly basis: string
  /** When logging began, ISO 8601. */
  readonly startedAt: string
  readonly exercises: readonly LoggedExercise[]
}

/** Set by set, prefilled from the plan; when correcting, from what was logged. */
export function startLog(session: sessionsApi.Session, now = new Date()): Log {
  const isCorrection = session.status === 'completed'
  return {
    basis: basisOf(session),
    startedAt: now.toISOString(),
    exercises: session.exercises.map(({ id, planned, actual }) => {
      const plannedSets = explode(planned)
      const sets = isCorrection ? explode(actual) : plannedSets
      return {
        id,
        sets: sets.map((set, index) => ({
          ...set,
          // How hard it felt is known afterwards only.
          rpe: isCorrection ? set.rpe : null,
          rir: isCorrection ? set.rir : null,
          key: randomId(),
          isDone: isCorrection,
          planned: plannedSets[index] ?? null,
        })),
      }
    }),
  }
}

export function basisOf(session: sessionsApi.Session): string {
  return JSON.stringify(session.exercises)
}

/** Another set like the last one. */
export function addSet(exercise: LoggedExercise): LoggedExercise {
  const last = exercise.sets.at(-1)
  const set = last ?? blank
  return {
    ...exercise,
    sets: [...exercise.sets, { ...set, key: randomId(), isDone: false, planned: null }],
  }
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

export function countSets(log: Log): { done: number; open: number } {
  const sets = log.exercises.flatMap((exercise) => exercise.sets)
  const done = sets.filter(({ isDone }) => isDone).length
  return { done, open: sets.length - done }
}

export function tickAll(log: Log): Log {
  return {
    ...log,
    exercises: log.exercises.map((exercise) => ({
      ...exercise,
      sets: exercise.sets.map((set) => ({ ...set, isDone: true })),
    })),
  }
}

const blank: Work = {
  ...workApi.blankWork,
  sets: 1,
}

function toWork({ key: _key, isDone: _isDone, planned: _planned, ...work }: LoggedSet): Work {
  return work
}
