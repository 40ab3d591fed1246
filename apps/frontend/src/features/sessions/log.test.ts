import type { sessionsApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { addSet, countSets, type Log, startLog, tickAll, toActuals } from './log.ts'
import type { Work } from './plan.ts'

const work: Work = {
  setType: 'working',
  sets: 3,
  reps: 8,
  load: 80,
  distance: null,
  durationSec: null,
  rpe: 8,
  rir: null,
  restSec: 120,
}

const session = (change: Partial<sessionsApi.Session>, actual: Work[] = []) =>
  ({
    status: 'planned',
    exercises: [{ id: 'e1', planned: [work], actual }],
    ...change,
  }) as sessionsApi.Session

const change = (log: Log, index: number, reps: number): Log => ({
  ...log,
  exercises: log.exercises.map((exercise) => ({
    ...exercise,
    sets: exercise.sets.map((set, at) => (at === index ? { ...set, reps } : set)),
  })),
})

describe('a log', () => {
  it('is prefilled set by set from the plan, nothing ticked and no effort felt yet', () => {
    const log = startLog(session({}))

    expect(countSets(log)).toEqual({ done: 0, open: 3 })
    expect(log.exercises[0]?.sets[0]).toMatchObject({ reps: 8, load: 80, rpe: null })
  })

  it('sends ticked sets, equal neighbours folded', () => {
    const log = change(tickAll(startLog(session({}))), 2, 6)

    expect(toActuals(log)).toEqual([
      { ...work, sessionExerciseId: 'e1', sets: 2, rpe: null },
      { ...work, sessionExerciseId: 'e1', sets: 1, reps: 6, rpe: null },
    ])
  })

  it('leaves out what was not ticked', () => {
    expect(toActuals(startLog(session({})))).toEqual([])
  })

  it('starts a correction from what was logged', () => {
    const log = startLog(session({ status: 'completed' }, [{ ...work, sets: 2, rpe: 9 }]))

    expect(countSets(log)).toEqual({ done: 2, open: 0 })
    expect(toActuals(log)).toEqual([{ ...work, sessionExerciseId: 'e1', sets: 2, rpe: 9 }])
  })

  it('adds a set like the last, unplanned and not yet done', () => {
    const [exercise] = startLog(session({})).exercises

    const added = exercise && addSet(exercise).sets.at(-1)

    expect(added).toMatchObject({ reps: 8, load: 80, isDone: false, planned: null })
  })
})
