import { workApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { alignWork, explode, merge } from './work.ts'

const block = (work: Partial<workApi.Work>): workApi.Work => ({
  ...workApi.blankWork,
  sets: 1,
  ...work,
})

describe('merge', () => {
  it('puts together what explode took apart', () => {
    const blocks = [
      block({ setType: 'warmup', sets: 2, reps: 10, load: 40 }),
      block({ sets: 3, reps: 8, load: 80 }),
      block({ reps: 6, load: 82.5 }),
    ]

    expect(merge(explode(blocks))).toEqual(blocks)
  })

  it('counts a block without a number of sets as one', () => {
    expect(merge(explode([block({ sets: null, distance: 5000 })]))).toEqual([
      block({ sets: 1, distance: 5000 }),
    ])
  })
})

describe('alignWork', () => {
  it('folds equal sets into one row', () => {
    const planned = [block({ sets: 3, reps: 8, load: 80 })]
    const actual = [block({ sets: 2, reps: 8, load: 80 }), block({ reps: 6, load: 80 })]

    const rows = alignWork(planned, actual)

    expect(rows.map(({ from, to, actual: done }) => [from, to, done?.reps])).toEqual([
      [1, 2, 8],
      [3, 3, 6],
    ])
  })

  it('leaves gaps where sets were skipped or added', () => {
    const rows = alignWork([block({ sets: 2, reps: 5 })], [block({ reps: 5 })])

    expect(rows.map(({ planned, actual }) => [planned?.reps, actual?.reps])).toEqual([
      [5, 5],
      [5, undefined],
    ])
  })
})
