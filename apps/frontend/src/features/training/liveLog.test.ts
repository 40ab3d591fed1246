import { blankWork, type Work } from '@fitvibe/training/sets'
import { describe, expect, it } from 'vitest'

import {
  filled,
  type LiveExercise,
  nextSet,
  noScratch,
  queued,
  rowsOf,
  type SetChange,
  ticked,
  withChange,
} from './liveLog.ts'
import type { LoggedSet } from './log.ts'

const work = (values: Partial<Work>): Work => ({ ...blankWork, sets: 1, ...values })

const exercise = (change: Partial<LiveExercise> = {}) =>
  ({
    id: 'e1',
    metric: 'weight_reps',
    planned: [work({ sets: 2, reps: 5, load: 100, rpe: 8, restSec: 120 })],
    logged: [],
    last: null,
    ...change,
  }) as LiveExercise

const put = (position: number, values: Partial<Work> | null, at = '10:00'): SetChange => ({
  exerciseId: 'e1',
  position,
  set: values && work(values),
  at,
})

const shown = (...given: Parameters<typeof rowsOf>) =>
  rowsOf(...given).map(({ position, reps, isDone }) => [position, reps, isDone])

describe('the rows of an exercise', () => {
  it('are the planned sets without an effort', () => {
    expect(shown(exercise(), [], noScratch)).toEqual([
      [0, 5, false],
      [1, 5, false],
    ])
    expect(rowsOf(exercise(), [], noScratch)[0]).toMatchObject({ load: 100, rpe: null })
  })

  it('are the logged and the pending sets in order', () => {
    const logged = [{ ...work({ reps: 4 }), position: 3 }]

    expect(shown(exercise({ logged }), [put(1, { reps: 6 })], noScratch)).toEqual([
      [0, 5, false],
      [1, 6, true],
      [3, 4, true],
    ])
  })

  it('omit a removed set before the server confirms it', () => {
    const logged = [{ ...work({ reps: 4 }), position: 0 }]

    expect(shown(exercise({ logged, planned: [] }), [put(0, null)], noScratch)).toEqual([])
  })

  it('keep typed values, and omit hidden sets', () => {
    const scratch = { typed: { 'e1/1': work({ reps: 7 }), 'e2/5': work({}) }, hidden: ['e1/0'] }

    expect(shown(exercise(), [], scratch)).toEqual([[1, 7, false]])
  })

  it('show the plan of the working sets beside them after an extra warm-up', () => {
    const planned = [
      work({ setType: 'warmup', reps: 5, load: 70 }),
      work({ sets: 3, reps: 5, load: 100 }),
    ]
    const pending = [
      put(0, { setType: 'warmup', reps: 5, load: 60 }),
      put(1, { setType: 'warmup', reps: 5, load: 80 }),
      put(4, { reps: 5, load: 100 }),
    ]

    const rows = rowsOf(exercise({ planned }), pending, noScratch)

    expect(rows.map((row) => [row.setType, row.planned?.load])).toEqual([
      ['warmup', 70],
      ['warmup', undefined],
      ['working', 100],
      ['working', 100],
      ['working', 100],
    ])
  })

  it('keep the plan of the remaining sets if one is hidden', () => {
    const planned = [work({ reps: 5, load: 100 }), work({ reps: 8, load: 80 })]

    const rows = rowsOf(exercise({ planned }), [], { typed: {}, hidden: ['e1/0'] })

    expect(rows.map((row) => row.planned?.load)).toEqual([80])
  })

  it('show the same set of last time, or its last set for additional sets', () => {
    const last = {
      sessionId: 's1',
      on: '2026-09-01',
      completedAt: '2026-09-01T10:00:00.000Z',
      sets: [work({ reps: 9 })],
    }

    expect(rowsOf(exercise({ last }), [], noScratch).map(({ ghost }) => ghost?.reps)).toEqual([
      9, 9,
    ])
  })
})

describe('a ticked set', () => {
  const ghost = work({ reps: 9, load: 95, rpe: 9 })
  const row = (values: Partial<Work>) => ({
    ...work(values),
    key: 'e1/0',
    position: 0,
    isDone: false,
    planned: null,
    ghost,
  })

  it('takes numbers left open from last time, except for the effort', () => {
    expect(ticked(exercise(), row({ reps: 5 }))).toEqual(work({ reps: 5, load: 95 }))
  })

  it('takes no repetitions from last time for an AMRAP set', () => {
    expect(ticked(exercise(), row({ setType: 'amrap' }))).toMatchObject({ reps: null, load: 95 })
  })
})

describe('another set', () => {
  it('is like the last one, at the next free position', () => {
    const [row] = rowsOf(exercise(), [put(4, { reps: 3, rpe: 9 })], noScratch).slice(-1)

    expect(nextSet(row ? [row] : [])).toEqual({ position: 5, work: work({ reps: 3 }) })
    expect(nextSet([])).toEqual({ position: 0, work: work({}) })
  })
})

describe('a suggestion', () => {
  const three = { sets: 3, reps: 8, load: 82.5 }
  const fill = (rows: LoggedSet[]) =>
    filled(rows, three).map(({ position, work: { reps, load, setType } }) => [
      position,
      reps,
      load,
      setType,
    ])

  it('fills the open sets with the heaviest planned load, but no warm-up', () => {
    const planned = [
      work({ setType: 'warmup', reps: 10, load: 100 }),
      work({ sets: 2, reps: 5, load: 80 }),
      work({ reps: 12, load: 60 }),
    ]
    const rows = rowsOf(exercise({ planned }), [put(1, { reps: 5, load: 90 })], noScratch)

    expect(fill(rows)).toEqual([[2, 8, 82.5, 'working']])
  })

  it('creates sets if there are none', () => {
    expect(fill([])).toEqual([0, 1, 2].map((position) => [position, 8, 82.5, 'working']))
  })

  it('keeps the load if it suggests none', () => {
    const rows = rowsOf(exercise({ planned: [work({ reps: 5, load: 20 })] }), [], noScratch)

    expect(filled(rows, { ...three, load: null })[0]?.work).toMatchObject({ reps: 8, load: 20 })
  })
})

describe('the queue', () => {
  it('holds the last change of each set', () => {
    const all = [put(0, { reps: 5 }), put(1, { reps: 5 })].reduce(queued, [] as SetChange[])

    expect(queued(all, put(0, null, '10:01'))).toEqual([put(1, { reps: 5 }), put(0, null, '10:01')])
  })

  it('is applied to the log once the server has stored it', () => {
    const log = { exercises: [exercise()] } as unknown as Parameters<typeof withChange>[0]
    const there = withChange(withChange(log, put(1, { reps: 4 })), put(0, { reps: 5 }))

    expect(there.exercises[0]?.logged.map(({ position, reps }) => [position, reps])).toEqual([
      [0, 5],
      [1, 4],
    ])
    expect(withChange(there, put(1, null)).exercises[0]?.logged).toHaveLength(1)
  })
})
