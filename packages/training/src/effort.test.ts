import { describe, expect, it } from 'vitest'

import { effortOf } from './effort.ts'
import { blankWork, type Work } from './sets.ts'

const block = (values: Partial<Work>): Work => ({
  ...blankWork,
  ...values,
})

describe('effortOf', () => {
  it.each([
    ['nothing done', [], { rpe: null, load: 0, reps: 0, speed: 0 }],
    ['a set without values', [{}], { rpe: null, load: 0, reps: 0, speed: 0 }],
    [
      'the heaviest load and the longest set',
      [
        { load: 100, reps: 3 },
        { load: 60, reps: 12 },
      ],
      { rpe: null, load: 100, reps: 12, speed: 0 },
    ],
    [
      'the mean of the noted RPE',
      [{ rpe: 7 }, { rpe: null }, { rpe: 8 }],
      { rpe: 7.5, load: 0, reps: 0, speed: 0 },
    ],
    [
      'the fastest set',
      [
        { distance: 400, durationSec: 100 },
        { distance: 400, durationSec: 80 },
      ],
      { rpe: null, load: 0, reps: 0, speed: 5 },
    ],
    [
      'no speed if distance or time is missing',
      [{ distance: 400 }, { durationSec: 80 }, { distance: 400, durationSec: 0 }],
      { rpe: null, load: 0, reps: 0, speed: 0 },
    ],
    [
      'nothing from a warm-up',
      [{ setType: 'warmup' as const, load: 200, reps: 20, rpe: 10, distance: 10, durationSec: 1 }],
      { rpe: null, load: 0, reps: 0, speed: 0 },
    ],
  ])('takes %s', (_, blocks, asked) => {
    const exercise = { name: 'Squat', type: 'strength' as const, actual: blocks.map(block) }

    expect(effortOf(exercise, 90)).toMatchObject({
      name: 'Squat',
      type: 'strength',
      seconds: 90,
      ...asked,
    })
  })

  it('sums sets, repetitions and metres without warm-ups', () => {
    const actual = [
      { setType: 'warmup' as const, sets: 2, reps: 10, distance: 5 },
      { sets: 3, reps: 5, distance: 100 },
      { reps: 8 },
    ].map(block)

    expect(effortOf({ name: 'Squat', type: null, actual }, 0)).toMatchObject({
      sets: 4,
      totalReps: 23,
      distance: 300,
    })
  })

  it('has no type if the exercise has none', () => {
    expect(effortOf({ name: 'Squat', type: null, actual: [] }, 0).type).toBeNull()
  })
})
