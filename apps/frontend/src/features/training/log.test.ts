import type { sessionsApi, workApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { addSet, startLog, toActuals } from './log.ts'

type Work = workApi.Work

const work: Work = {
  setType: 'working',
  sets: 3,
  reps: 8,
  load: 80,
  distance: null,
  durationSec: null,
  rpe: 8,
  rir: 1.5,
  restSec: 120,
}

const session = (actual: Work[]) =>
  ({
    status: 'completed',
    exercises: [{ id: 'e1', planned: [work], actual }],
  }) as sessionsApi.Session

describe('a correction', () => {
  it('starts from what was logged, and comes to the same if nothing is changed', () => {
    const done = [
      { ...work, setType: 'warmup' as const, sets: 1 },
      { ...work, sets: 2, rpe: 9 },
      { ...work, setType: 'drop' as const, sets: 1, load: 60 },
    ]

    expect(toActuals(startLog(session(done)))).toEqual(
      done.map((one) => ({ ...one, sessionExerciseId: 'e1' })),
    )
  })

  it('leaves out what is no longer ticked', () => {
    const log = startLog(session([work]))
    const unticked = log.exercises.map((exercise) => ({
      ...exercise,
      sets: exercise.sets.map((set, at) => ({ ...set, isDone: at !== 1 })),
    }))

    expect(toActuals({ ...log, exercises: unticked })).toEqual([
      { ...work, sessionExerciseId: 'e1', sets: 2 },
    ])
  })

  it('adds a set like the last, which nobody planned', () => {
    const [exercise] = startLog(session([work])).exercises

    const added = addSet(exercise?.sets ?? [])

    expect(added).toHaveLength(4)
    expect(added.at(-1)).toMatchObject({ reps: 8, load: 80, isDone: true, planned: null })
  })
})
