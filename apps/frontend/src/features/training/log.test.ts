import { type sessionsApi, workApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { addSet, startLog, toActuals, toCorrection } from './log.ts'

type Work = workApi.Work

const work: Work = {
  ...workApi.blankWork,
  sets: 3,
  reps: 8,
  load: 80,
  rpe: 8,
  rir: 1.5,
  restSec: 120,
}

const session = (actual: Work[], planned = [work]) =>
  ({
    status: 'completed',
    exercises: [{ id: 'e1', metric: 'weight_reps', planned, actual }],
  }) as sessionsApi.Session

describe('a correction', () => {
  it('sends the logged sets again if nothing is changed', () => {
    const done = [
      { ...work, setType: 'warmup' as const, sets: 1 },
      { ...work, sets: 2, rpe: 9 },
      { ...work, setType: 'drop' as const, sets: 1, load: 60 },
    ]

    expect(toActuals(startLog(session(done)))).toEqual(
      done.map((set) => ({ ...set, sessionExerciseId: 'e1' })),
    )
  })

  it('omits unticked sets', () => {
    const log = startLog(session([work]))
    const unticked = log.exercises.map((exercise) => ({
      ...exercise,
      sets: exercise.sets.map((set, at) => ({ ...set, isDone: at !== 1 })),
    }))

    expect(toActuals({ ...log, exercises: unticked })).toEqual([
      { ...work, sessionExerciseId: 'e1', sets: 2 },
    ])
  })

  it('shows the planned working sets beside the done ones after an extra warm-up', () => {
    const warmup = { ...work, setType: 'warmup' as const, sets: 1, load: 50 }
    const log = startLog(session([{ ...warmup, sets: 2 }, work], [warmup, work]))

    expect(log.exercises[0]?.sets.map(({ planned }) => planned?.load)).toEqual([
      50,
      undefined,
      80,
      80,
      80,
    ])
  })

  describe('of the times', () => {
    const completed = {
      ...session([work]),
      startedAt: '2026-09-06T11:15:00.000Z',
      timezone: 'Pacific/Auckland',
      totals: { durationSec: 3_600 },
    } as sessionsApi.Session
    const log = startLog(completed)

    it('starts with the start on the clock of the session', () => {
      expect(log).toMatchObject({ day: '2026-09-06', time: '23:15', durationSec: 3_600 })
      expect(Object.keys(toCorrection(log, completed))).toEqual(['actuals'])
    })

    it('sends what changed', () => {
      expect(toCorrection({ ...log, time: '22:00', durationSec: 1_800 }, completed)).toMatchObject({
        startedAt: '2026-09-06T10:00:00.000Z',
        durationSec: 1_800,
      })
    })

    it('estimates a cleared length', () => {
      // Three sets of 8 repetitions of 4 s, with 120 s of rest.
      expect(toCorrection({ ...log, durationSec: null }, completed)).toMatchObject({
        durationSec: 456,
      })
    })
  })

  it('adds an unplanned set like the last one', () => {
    const [exercise] = startLog(session([work])).exercises

    const added = addSet(exercise?.sets ?? [])

    expect(added).toHaveLength(4)
    expect(added.at(-1)).toMatchObject({ reps: 8, load: 80, isDone: true, planned: null })
  })
})
