import { describe, expect, it } from 'vitest'

import { adherenceOf, compare, statusOfCompleted, type PlannedExercise } from './adherence.ts'
import type { Metric } from './metrics.ts'
import { blankWork, type Work } from './sets.ts'

type Blocks = readonly Partial<Work>[]

const block = (values: Partial<Work>): Work => ({
  ...blankWork,
  ...values,
})

const bothSides: Blocks = [
  { reps: 10, side: 'left' },
  { reps: 10, side: 'right' },
]

const exercise = (
  metric: Metric,
  planned: Blocks,
  actual: Blocks,
  more: Partial<PlannedExercise> = {},
): PlannedExercise => ({
  id: 'x',
  metric,
  planned: planned.map(block),
  actual: actual.map(block),
  isAdded: false,
  substitutes: null,
  ...more,
})

describe('adherenceOf', () => {
  it.each<[string, Metric, Blocks, Blocks, number | null]>([
    ['no plan', 'weight_reps', [], [{ reps: 5 }], null],
    ['a plan of warm-ups only', 'weight_reps', [{ setType: 'warmup', reps: 5 }], [], null],
    ['a plan with 0 sets', 'weight_reps', [{ sets: 0, reps: 5 }], [{ reps: 5 }], null],
    ['nothing done', 'weight_reps', [{ reps: 5, load: 100 }], [], 0],
    ['all done', 'weight_reps', [{ sets: 3, reps: 5 }], [{ sets: 3, reps: 5 }], 100],
    [
      'volume if a load is planned',
      'weight_reps',
      [{ sets: 3, reps: 5, load: 100 }],
      [{ sets: 3, reps: 5, load: 80 }],
      80,
    ],
    [
      'repetitions if no load is planned',
      'weight_reps',
      [{ sets: 2, reps: 10 }],
      [{ sets: 2, reps: 7, load: 40 }],
      70,
    ],
    ['sets if only sets are planned', 'weight_reps', [{ sets: 4 }], [{ sets: 3, reps: 5 }], 75],
    ['repetitions', 'reps', [{ reps: 20 }], [{ reps: 25 }], 125],
    ['duration', 'duration', [{ durationSec: 60 }], [{ durationSec: 45 }], 75],
    ['sets of a hold', 'duration', [{ sets: 2 }], [{ sets: 1, durationSec: 30 }], 50],
    [
      'distance before duration',
      'distance_duration',
      [{ distance: 5_000, durationSec: 1_800 }],
      [{ distance: 4_000, durationSec: 1_800 }],
      80,
    ],
    [
      'duration if no distance is planned',
      'distance_duration',
      [{ durationSec: 1_800 }],
      [{ distance: 9_000, durationSec: 900 }],
      50,
    ],
    ['a carry’s distance', 'weight_distance', [{ distance: 50 }], [{ distance: 60 }], 120],
    ['at most double', 'reps', [{ reps: 5 }], [{ reps: 500 }], 200],
    ['no done warm-ups', 'reps', [{ reps: 5 }], [{ setType: 'warmup', reps: 5 }], 0],
  ])('compares %s', (_, metric, planned, actual, percent) => {
    expect(adherenceOf([exercise(metric, planned, actual)])).toBe(percent)
  })

  it.each<[string, Blocks, Blocks, number]>([
    ['one set, if the plan names no sides', [{ reps: 10 }], bothSides, 100],
    ['two sets, if the plan has them too', bothSides, bothSides.slice(0, 1), 50],
  ])('counts left and right as %s', (_, planned, actual, percent) => {
    expect(adherenceOf([exercise('reps', planned, actual)])).toBe(percent)
  })

  it('takes a plan without numbers as done when its session is', () => {
    const open = exercise('duration', [{ sets: 2 }], [])

    expect(adherenceOf([open])).toBeNull()
    expect(compare(open, [open])).toEqual({
      status: 'completed',
      share: null,
      sets: [{ sets: 2, status: 'completed', share: null }],
    })
    const skipped = { ...open, isSkipped: true }
    expect(compare(skipped, [skipped]).status).toBe('skipped')
  })

  it('weights exercises by their planned sets and ignores unplanned exercises', () => {
    const exercises = [
      exercise('reps', [{ sets: 3, reps: 5 }], [{ sets: 3, reps: 5 }]),
      exercise('reps', [{ sets: 1, reps: 5 }], []),
      exercise('reps', [], [{ sets: 9, reps: 9 }]),
    ]

    expect(adherenceOf(exercises)).toBe(75)
  })

  it('caps extra work, so that it cannot hide a skipped exercise', () => {
    const exercises = [
      exercise('reps', [{ reps: 5 }], [{ reps: 5_000 }]),
      exercise('reps', [{ sets: 2, reps: 5 }], []),
    ]

    expect(adherenceOf(exercises)).toBe(67)
  })
})

describe('adherenceOf a session with a substitute', () => {
  const bench: Blocks = [{ sets: 4, reps: 5, load: 100 }]

  it.each<[string, Metric, Blocks, Blocks, Blocks, number]>([
    [
      'sets, regardless of the load',
      'weight_reps',
      bench,
      [],
      [{ sets: 3, reps: 12, load: 20 }],
      75,
    ],
    [
      'the work of both exercises',
      'weight_reps',
      bench,
      bench.map((b) => ({ ...b, sets: 1 })),
      [{ sets: 3 }],
      100,
    ],
    [
      'time if both have one',
      'distance_duration',
      [{ distance: 5_000, durationSec: 1_800 }],
      [],
      [{ durationSec: 900 }],
      50,
    ],
    [
      'sets if only one has a time',
      'distance_duration',
      [{ distance: 5_000 }],
      [],
      [{ durationSec: 900 }],
      100,
    ],
    ['no warm-ups', 'weight_reps', bench, [], [{ setType: 'warmup', sets: 4 }], 0],
  ])('compares %s', (_, metric, planned, actual, instead, percent) => {
    const standIn = exercise('weight_reps', [], instead, {
      id: 'y',
      isAdded: true,
      substitutes: 'x',
    })

    expect(adherenceOf([exercise(metric, planned, actual), standIn])).toBe(percent)
  })
})

describe('compare', () => {
  const threeByFive: Blocks = [{ sets: 3, reps: 5, load: 100 }]

  it.each<[string, Blocks, Blocks, Partial<PlannedExercise>, object]>([
    ['done as planned', threeByFive, threeByFive, {}, { status: 'completed', share: 100 }],
    [
      'at the edge',
      threeByFive,
      [{ sets: 3, reps: 4, load: 100 }],
      {},
      { status: 'completed', share: 80 },
    ],
    [
      'just below 80 %',
      threeByFive,
      [{ sets: 3, reps: 4, load: 99 }],
      {},
      { status: 'partial', share: 79 },
    ],
    ['half', threeByFive, [{ sets: 1, reps: 8, load: 100 }], {}, { status: 'partial', share: 53 }],
    [
      'more than planned',
      threeByFive,
      [{ sets: 4, reps: 5, load: 100 }],
      {},
      { status: 'completed', share: 133 },
    ],
    ['nothing', threeByFive, [], {}, { status: 'skipped', share: 0 }],
    [
      'warm-ups alone',
      threeByFive,
      [{ setType: 'warmup', reps: 5, load: 100 }],
      {},
      { status: 'skipped', share: 0 },
    ],
    [
      'without the planned load',
      threeByFive,
      [{ sets: 3, reps: 5 }],
      {},
      { status: 'partial', share: 0 },
    ],
    ['without a plan', [], threeByFive, {}, { status: 'unplanned', share: null }],
    ['added and not done', [], [], { isAdded: true }, { status: 'skipped', share: null }],
    ['an hour of yoga', [], [], {}, { status: 'completed', share: null }],
    [
      'only warm-ups planned, and none done',
      [{ setType: 'warmup', reps: 5 }],
      [],
      {},
      { status: 'skipped', share: null },
    ],
  ])('judges an exercise: %s', (_, planned, actual, more, expected) => {
    const one = exercise('weight_reps', planned, actual, more)

    expect(compare(one, [one])).toMatchObject(expected)
  })

  it('calls an exercise substituted once a set of its substitute is done', () => {
    const planned = exercise('weight_reps', threeByFive, [])
    const other = { id: 'y', isAdded: true, substitutes: 'x' }
    const notYet = exercise('weight_reps', [], [], other)
    const done = exercise('weight_reps', [], [{ sets: 2, reps: 10, load: 30 }], other)

    expect(compare(planned, [planned, notYet])).toMatchObject({ status: 'skipped', share: 0 })
    expect(compare(planned, [planned, done])).toMatchObject({ status: 'substituted', share: 67 })
    expect(compare(done, [planned, done])).toMatchObject({ status: 'unplanned', share: null })
  })

  it.each<[string, Blocks, Blocks, object[]]>([
    [
      'equal sets as one run',
      threeByFive,
      threeByFive,
      [{ sets: 3, status: 'completed', share: 100 }],
    ],
    [
      'each with its planned set',
      threeByFive,
      [
        { sets: 1, reps: 5, load: 100 },
        { sets: 1, reps: 3, load: 100 },
      ],
      [
        { sets: 1, status: 'completed', share: 100 },
        { sets: 1, status: 'partial', share: 60 },
        { sets: 1, status: 'skipped', share: 0 },
      ],
    ],
    [
      'unplanned sets at the end',
      [{ reps: 5, load: 100 }],
      [
        { sets: 2, reps: 5, load: 100 },
        { setType: 'drop', reps: 8, load: 60 },
      ],
      [
        { sets: 1, status: 'completed', share: 100 },
        { sets: 2, status: 'unplanned', share: null },
      ],
    ],
    [
      'working sets with working sets',
      [
        { setType: 'warmup', sets: 2, reps: 10, load: 40 },
        { reps: 5, load: 100 },
      ],
      [{ reps: 5, load: 100 }],
      [{ sets: 1, status: 'completed', share: 100 }],
    ],
    [
      'an extra warm-up shifts no working set',
      [{ setType: 'warmup', reps: 5, load: 70 }, ...threeByFive],
      [{ setType: 'warmup', sets: 2, reps: 5, load: 70 }, ...threeByFive],
      [{ sets: 3, status: 'completed', share: 100 }],
    ],
    [
      'an AMRAP set is completed',
      [{ setType: 'amrap', load: 80 }],
      [{ setType: 'amrap', reps: 9, load: 80 }],
      [{ sets: 1, status: 'completed', share: 100 }],
    ],
    ['blocks of 0 sets', [{ sets: 0, reps: 5 }], [{ sets: 0, reps: 5 }], []],
  ])('compares sets: %s', (_, planned, actual, sets) => {
    const one = exercise('weight_reps', planned, actual)

    expect(compare(one, [one]).sets).toEqual(sets)
  })

  it('compares a hundred thousand sets', () => {
    const many = Array.from({ length: 1_000 }, (_, reps) => ({ sets: 100, reps: reps + 1 }))
    const one = exercise('reps', many, many)

    expect(compare(one, [one]).sets).toEqual([{ sets: 100_000, status: 'completed', share: 100 }])
  })
})

describe('statusOfCompleted', () => {
  const day = '2026-09-07'

  it.each([
    ['on its day', 100, day, [day, day], 'completed'],
    ['over midnight', 100, day, [day, '2026-09-08'], 'completed'],
    ['on another day', 100, day, ['2026-09-08', '2026-09-08'], 'moved'],
    ['without sets, on its day', null, day, [day], 'completed'],
    ['without sets, on another day', null, day, ['2026-09-06'], 'moved'],
    ['without a day', 95, null, [day], 'completed'],
    ['below 80 %, on another day', 79, day, ['2026-09-08'], 'partial'],
    ['with no work', 0, day, [day], 'skipped'],
    ['without a plan', null, null, [day], 'unplanned'],
  ])('judges a session done %s', (_, adherence, plannedOn, days, status) => {
    expect(statusOfCompleted({ adherence, plannedOn, days })).toBe(status)
  })
})
