import { describe, expect, it } from 'vitest'

import { outcomeOf } from './outcome.ts'
import { blankWork, type Work } from './sets.ts'

const set = (values: Partial<Work>): Work => ({ ...blankWork, ...values })

const squat = (planned: Work[], actual: Work[]) => ({
  id: 'x',
  exerciseId: null,
  name: 'Squat',
  type: 'strength' as const,
  metric: 'weight_reps' as const,
  planned,
  actual,
  isAdded: false,
  substitutes: null,
})

const day = '2026-09-07'
const times = { startedOn: day, completedOn: day, durationSec: 1_800 }

describe('outcomeOf', () => {
  it('derives everything from the sets, the plan and the times', () => {
    const planned = [
      set({ setType: 'warmup', reps: 5, load: 70 }),
      set({ sets: 3, reps: 5, load: 100 }),
    ]
    const actual = [
      set({ setType: 'warmup', sets: 2, reps: 5, load: 70 }),
      set({ sets: 3, reps: 5, load: 100 }),
    ]

    expect(
      outcomeOf([squat(planned, actual)], { plannedOn: day, type: null }, times),
    ).toMatchObject({
      totals: { volume: 1500, distance: 0, durationSec: 1_800, sets: 3, reps: 15 },
      efforts: [{ name: 'Squat', type: 'strength', seconds: 1_800, load: 100, sets: 3 }],
      bests: [{ sessionExerciseId: 'x', doneSets: 3, loadKg: 100, volumeKg: 1500 }],
      adherence: 100,
      adherenceStatus: 'completed',
      type: 'strength',
      trainedOn: day,
    })
  })

  it('counts a session on the day it began, and compares both days with the plan', () => {
    const overMidnight = { ...times, startedOn: '2026-09-06' }
    const session = squat([set({ reps: 5 })], [set({ reps: 5 })])

    expect(outcomeOf([session], { plannedOn: day, type: null }, overMidnight)).toMatchObject({
      adherenceStatus: 'completed',
      trainedOn: '2026-09-06',
    })
  })

  it('keeps the planned type if no exercise has one', () => {
    const untyped = { ...squat([], []), type: null }

    expect(outcomeOf([untyped], { plannedOn: null, type: 'mobility' }, times)).toMatchObject({
      adherenceStatus: 'unplanned',
      type: 'mobility',
    })
  })
})
