import { measuresOf } from '@fitvibe/training/bodyShare'
import { describe, expect, it } from 'vitest'

import { columns, efforts, loggedColumns, plannedColumns } from './measures.ts'

const squat = measuresOf({ name: 'Squat', metric: 'weight_reps' })

describe('the columns of sets', () => {
  it('of a plan are the number of sets, the measures of the exercise, RPE and rest', () => {
    expect(plannedColumns(squat)).toEqual(['sets', 'load', 'reps', 'rpe', 'restSec'])
  })

  it('of a log are the measures of the exercise and the chosen effort', () => {
    expect(efforts).toEqual(['rpe', 'rir'])
    expect(loggedColumns(squat, 'rir')).toEqual(['load', 'reps', 'rir'])
  })

  it('are all shown somewhere', () => {
    const shown = [
      ...plannedColumns(['load', 'reps', 'distance', 'durationSec']),
      ...efforts.flatMap((effort) => loggedColumns([], effort)),
    ]

    expect(new Set(shown)).toEqual(new Set(Object.keys(columns)))
  })
})
