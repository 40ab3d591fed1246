import { workApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { workRows } from './work.ts'

const block = (work: Partial<workApi.Work>): workApi.Work => ({
  ...workApi.blankWork,
  sets: 1,
  ...work,
})

const rowsOf = (planned: workApi.Work[], actual: workApi.Work[]) =>
  workRows({ name: 'Squat', metric: 'weight_reps', planned, actual })

describe('workRows', () => {
  it('folds equal sets into one row', () => {
    const planned = [block({ sets: 3, reps: 8, load: 80 })]
    const actual = [block({ sets: 2, reps: 8, load: 80 }), block({ reps: 6, load: 80 })]

    const rows = rowsOf(planned, actual)

    expect(rows.map(({ from, to, actual: done }) => [from, to, done?.reps])).toEqual([
      [1, 2, 8],
      [3, 3, 6],
    ])
  })

  it('leaves gaps for skipped and unplanned sets', () => {
    const five = block({ reps: 5, load: 100 })

    expect(rowsOf([{ ...five, sets: 2 }], [five])).toMatchObject([
      { from: 1, to: 1, status: 'completed' },
      { from: 2, to: 2, actual: null, status: 'skipped' },
    ])
    expect(rowsOf([five], [{ ...five, sets: 2 }])).toMatchObject([
      { from: 1, to: 1, status: 'completed' },
      { from: 2, to: 2, planned: null, status: 'unplanned' },
    ])
  })

  it('compares working sets among themselves if there was an extra warm-up', () => {
    const warmup = block({ setType: 'warmup', reps: 5, load: 70 })
    const threeByFive = block({ sets: 3, reps: 5, load: 100 })

    const rows = rowsOf([warmup, threeByFive], [{ ...warmup, sets: 2 }, threeByFive])

    expect(rows).toMatchObject([
      { from: 1, to: 1, setType: 'warmup', planned: warmup, status: null },
      { from: 2, to: 2, setType: 'warmup', planned: null, status: null },
      { from: 3, to: 5, setType: 'working', status: 'completed', share: 100 },
    ])
  })

  it('shows the results of the API', () => {
    const warmup = block({ setType: 'warmup', reps: 5, load: 70 })
    const planned = [warmup, block({ sets: 3, reps: 5, load: 100 })]
    const actual = [warmup, block({ reps: 5, load: 100 }), block({ sets: 2, reps: 5, load: 82 })]
    const adherence = {
      status: 'completed' as const,
      share: 88,
      sets: [
        { sets: 1, status: 'completed' as const, share: 100 },
        { sets: 2, status: 'partial' as const, share: 61 },
      ],
    }

    const rows = workRows({ name: 'Squat', metric: 'weight_reps', planned, actual, adherence })

    expect(rows.map(({ from, to, status, share }) => [from, to, status, share])).toEqual([
      [1, 1, null, null],
      [2, 2, 'completed', 100],
      [3, 4, 'partial', 61],
    ])
  })

  it('shows a plan in its order', () => {
    const planned = [block({ reps: 5 }), block({ setType: 'warmup', reps: 9 }), block({ reps: 8 })]

    expect(rowsOf(planned, []).map(({ planned }) => planned?.reps)).toEqual([5, 9, 8])
  })
})
