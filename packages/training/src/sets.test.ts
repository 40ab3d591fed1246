import { describe, expect, it } from 'vitest'

import {
  amountOf,
  blankWork,
  countsForRecords,
  explode,
  isCounted,
  isMeasured,
  merge,
  SET_TYPES,
  volumeOf,
  type Work,
} from './sets.ts'

const block = (values: Partial<Work>): Work => ({ ...blankWork, sets: 1, ...values })

describe('a set', () => {
  it.each<[boolean, Partial<Work>]>([
    [true, { reps: 5 }],
    [true, { reps: 0, load: 100 }],
    [true, { load: -20 }],
    [true, { distance: 400 }],
    [true, { durationSec: 60 }],
    [false, {}],
    [false, { sets: 3 }],
    [false, { rpe: 8, restSec: 90, side: 'left' }],
    [false, { load: 0, distance: 0, durationSec: 0 }],
  ])('is measured: %s, with %j', (measured, values) => {
    expect(isMeasured(block(values))).toBe(measured)
  })

  it('with help moves nothing, unless the body weight is known', () => {
    const helped = block({ reps: 5, load: -20 })

    expect(amountOf([helped], 'volume')).toBe(0)
    expect(amountOf([helped], 'volume', 80)).toBe(300)
  })

  it('of the left side is no set of the right', () => {
    const sides = [block({ reps: 8, side: 'left' }), block({ reps: 8, side: 'right' })]

    expect(merge(sides)).toEqual(sides)
  })
})

describe('a counted set', () => {
  it('is any set but a warm-up', () => {
    const counted = SET_TYPES.filter((setType) => isCounted({ setType }))

    expect(counted).toEqual(['working', 'drop', 'failure', 'amrap'])
  })

  it('with 0 repetitions counts in totals, but not for personal records', () => {
    const failed = block({ reps: 0, load: 150 })

    expect(amountOf([failed], 'sets')).toBe(1)
    expect(countsForRecords(failed)).toBe(false)
  })

  it('without repetitions counts for personal records', () => {
    expect(countsForRecords(block({ durationSec: 60 }))).toBe(true)
  })
})

describe('volumeOf', () => {
  it('sums sets × repetitions × load without warm-ups', () => {
    const work = [
      block({ setType: 'warmup', reps: 10, load: 40 }),
      block({ sets: 3, reps: 5, load: 100 }),
      block({ sets: null, reps: 8, load: 80 }),
    ]

    expect(volumeOf(work)).toBe(2140)
  })
})

describe('merge', () => {
  it('restores the blocks that explode split', () => {
    const blocks = [
      block({ setType: 'warmup', sets: 2, reps: 10, load: 40 }),
      block({ sets: 3, reps: 8, load: 80 }),
      block({ reps: 6, load: 82.5 }),
    ]

    expect(merge(explode(blocks))).toEqual(blocks)
  })

  it('treats a block without a number of sets as one set', () => {
    expect(merge(explode([block({ sets: null, distance: 5000 })]))).toEqual([
      block({ sets: 1, distance: 5000 }),
    ])
  })

  it('keeps sets of different type or effort apart', () => {
    const sets = [
      block({ reps: 5 }),
      block({ reps: 5, rpe: 8 }),
      block({ reps: 5, setType: 'drop' }),
    ]

    expect(merge(sets)).toEqual(sets)
  })
})
