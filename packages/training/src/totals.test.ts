import { describe, expect, it } from 'vitest'

import type { ExerciseType } from './effort.ts'
import type { Metric } from './metrics.ts'
import { blankWork, type Work } from './sets.ts'
import { mainType, plannedTypeOf, secondsOf, totalsOf } from './totals.ts'

type Blocks = readonly Partial<Work>[]

const block = (values: Partial<Work>): Work => ({
  ...blankWork,
  ...values,
})

const exercise = (metric: Metric, planned: Blocks, actual: Blocks) => ({
  type: 'strength' as const,
  metric,
  planned: planned.map(block),
  actual: actual.map(block),
})

describe('totalsOf', () => {
  it.each<[string, Blocks, object]>([
    ['nothing', [], { volume: 0, distance: 0, sets: 0, reps: 0 }],
    [
      'load × repetitions × sets',
      [
        { sets: 3, reps: 5, load: 100 },
        { sets: 1, reps: 8, load: 80 },
      ],
      { volume: 2140, distance: 0, sets: 4, reps: 23 },
    ],
    [
      'one set if their number is not given',
      [{ reps: 5, load: 100 }],
      { volume: 500, distance: 0, sets: 1, reps: 5 },
    ],
    [
      'no set of a block with 0 sets',
      [{ sets: 0, reps: 5 }],
      { volume: 0, distance: 0, sets: 0, reps: 0 },
    ],
    ['no volume without a load', [{ reps: 10 }], { volume: 0, distance: 0, sets: 1, reps: 10 }],
    ['no volume without repetitions', [{ load: 50 }], { volume: 0, distance: 0, sets: 1, reps: 0 }],
    [
      'distance × sets',
      [{ sets: 4, distance: 400.5 }],
      { volume: 0, distance: 1602, sets: 4, reps: 0 },
    ],
    [
      'no warm-ups',
      [
        { setType: 'warmup', reps: 10, load: 40, distance: 10 },
        { setType: 'drop', reps: 8, load: 30 },
      ],
      { volume: 240, distance: 0, sets: 1, reps: 8 },
    ],
    [
      'hundredths',
      [{ sets: 3, reps: 1, load: 0.1 }],
      { volume: 0.3, distance: 0, sets: 3, reps: 3 },
    ],
  ])('sums up %s', (_, actual, sums) => {
    expect(totalsOf([exercise('weight_reps', [], actual)], 600)).toEqual({
      ...sums,
      durationSec: 600,
    })
  })

  it('sums over all exercises', () => {
    const exercises = [
      exercise('weight_reps', [], [{ reps: 5, load: 100 }]),
      exercise('distance_duration', [], [{ distance: 5000 }]),
    ]

    expect(totalsOf(exercises, 60)).toEqual({
      volume: 500,
      distance: 5000,
      durationSec: 60,
      sets: 2,
      reps: 5,
    })
  })

  it('caps each sum at a thousand million', () => {
    const absurd = { sets: 100, reps: 10_000, load: 2_000, distance: 999_999 }
    const exercises = Array.from({ length: 25 }, () =>
      exercise(
        'weight_reps',
        [],
        Array.from({ length: 50 }, () => absurd),
      ),
    )

    expect(totalsOf(exercises, 60)).toEqual({
      volume: 1_000_000_000,
      distance: 1_000_000_000,
      durationSec: 60,
      sets: 125_000,
      reps: 1_000_000_000,
    })
  })
})

describe('secondsOf', () => {
  it.each<[string, Metric, Blocks, number]>([
    ['nothing', 'weight_reps', [], 0],
    ['4 s per repetition and 90 s of rest', 'weight_reps', [{ sets: 3, reps: 5 }], 330],
    ['the same without a load', 'reps', [{ reps: 10 }], 130],
    ['a given rest', 'weight_reps', [{ sets: 2, reps: 5, restSec: 180 }], 400],
    ['no rest if it is 0', 'weight_reps', [{ sets: 2, reps: 5, restSec: 0 }], 40],
    ['a given time, and rest', 'weight_reps', [{ reps: 5, durationSec: 60 }], 150],
    ['a hold, without rest', 'duration', [{ sets: 3, durationSec: 60 }], 180],
    ['a hold with its rest', 'duration', [{ sets: 3, durationSec: 60, restSec: 30 }], 270],
    ['6 minutes per kilometre', 'distance_duration', [{ distance: 5_000 }], 1_800],
    ['the time of a run', 'distance_duration', [{ distance: 5_000, durationSec: 1_500 }], 1_500],
    ['a carry by its distance', 'weight_distance', [{ sets: 2, distance: 50, load: 60 }], 36],
    ['no rest after a set without values', 'weight_reps', [{ load: 100, restSec: 60 }], 0],
    ['warm-ups like other sets', 'reps', [{ setType: 'warmup', reps: 5 }], 110],
  ])('counts %s', (_, metric, actual, seconds) => {
    expect(secondsOf(exercise(metric, [], actual))).toBe(seconds)
  })
})

describe('mainType', () => {
  it.each<[string, [ExerciseType | null, number][], ExerciseType | null]>([
    ['no exercise', [], null],
    ['exercises without a type', [[null, 600]], null],
    [
      'most of the time, not most of the exercises',
      [
        ['strength', 100],
        ['cardio', 600],
        ['strength', 200],
      ],
      'cardio',
    ],
    [
      'the sum over exercises of one type',
      [
        ['cardio', 600],
        ['strength', 400],
        ['strength', 300],
      ],
      'strength',
    ],
    [
      'a type rather than none',
      [
        [null, 900],
        ['mobility', 1],
      ],
      'mobility',
    ],
    [
      'the first of equal types',
      [
        ['mobility', 60],
        ['cardio', 60],
      ],
      'mobility',
    ],
  ])('goes by %s', (_, exercises, type) => {
    expect(mainType(exercises.map(([type, seconds]) => ({ type, seconds })))).toBe(type)
  })
})

describe('plannedTypeOf', () => {
  it('is the type that most of the planned time goes to', () => {
    const run = {
      ...exercise('distance_duration', [{ distance: 5_000 }], []),
      type: 'cardio' as const,
    }

    expect(plannedTypeOf([exercise('weight_reps', [{ sets: 3, reps: 5 }], []), run])).toBe('cardio')
  })

  it('counts an exercise planned without sets', () => {
    const yoga = { ...exercise('duration', [], []), type: 'mobility' as const }

    expect(plannedTypeOf([yoga])).toBe('mobility')
  })
})
