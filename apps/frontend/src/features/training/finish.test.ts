import { blankWork } from '@fitvibe/training/sets'
import { describe, expect, it } from 'vitest'

import { suggestedWhen, toTimes } from './finish.ts'

const now = new Date('2026-09-07T18:00:00Z')
/** Takes 330 s by the estimate, and at least 165 s. */
const exercises = [
  { metric: 'weight_reps' as const, actual: [{ ...blankWork, sets: 3, reps: 5, load: 100 }] },
]

describe('the suggested times of a session', () => {
  it('are its start and the time since then', () => {
    const startedAt = '2026-09-07T17:15:00Z'

    expect(suggestedWhen({ startedAt, exercises }, now, 'Europe/Berlin')).toEqual({
      day: '2026-09-07',
      time: '19:15',
      durationSec: 2_700,
    })
  })

  it('leave the length to the estimate if the session was written up within minutes', () => {
    const startedAt = '2026-09-07T17:58:00Z'

    expect(suggestedWhen({ startedAt, exercises }, now, 'Europe/Berlin')).toEqual({
      day: '2026-09-07',
      time: '19:54',
      durationSec: null,
    })
  })
})

describe('the times of the request', () => {
  const before = { day: '2026-09-07', time: '19:15', durationSec: 2_700 }

  it.each([
    ['nothing that the user left as it was', {}, {}],
    ['a changed length alone', { durationSec: 3_600 }, { durationSec: 3_600 }],
    [
      'a changed start with the length shown',
      { time: '19:00' },
      { startedAt: '2026-09-07T17:00:00.000Z', durationSec: 2_700 },
    ],
    [
      'the start alone if the length is to be estimated',
      { durationSec: null },
      { startedAt: '2026-09-07T17:15:00.000Z' },
    ],
  ])('are %s', (_, change, times) => {
    expect(toTimes({ ...before, ...change }, before, 'Europe/Berlin')).toEqual(times)
  })
})
