import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { progressApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { corpus } from './corpora.ts'
import { uploadImport, commit, preview, undo } from './importing.ts'
import { countIn, kilogramsOf } from './simpleCount.ts'
import { useTestApp } from './testApp.ts'

const folder = corpus('workout-csv')
const files = folder ? readdirSync(folder).filter((file) => file.endsWith('.csv')) : []

/** Files without a completed workout. */
const EMPTY = new Set(['alphaprogression-plans.csv', 'strong-fixture-bad-mtanzim.csv'])

const app = useTestApp()

describe.skipIf(!folder)('exports of real athletes', () => {
  it('are on this machine', () => {
    expect(files.length).toBeGreaterThanOrEqual(17)
  })

  it.each(files.filter((file) => !EMPTY.has(file)))(
    '%s is imported without losing a workout, set or kilogram',
    async (file) => {
      app.setTime('2026-11-23T12:00:00Z')
      const ada = await app.newAthlete()
      const bytes = readFileSync(join(folder ?? '', file))
      const expected = countIn(bytes.toString())

      const shown = await preview(ada, bytes)
      const { body: done } = await commit(ada, shown.id, { unit: 'kg' })
      const { body: summary } = await ada.call(progressApi.getSummary, {
        query: { from: '2010-01-01', to: '2026-12-31' },
      })

      // A body weight is a number that no reader uses.
      expect(shown.problems.filter(({ found }) => !/^body ?weight/i.test(found))).toEqual([])
      expect(shown).toMatchObject({
        workouts: expected.workouts,
        sets: expected.sets,
      })
      expect(done).toMatchObject({ workouts: expected.workouts, sets: expected.sets })
      expect(done.volume).toBeCloseTo(expected.volume, 1)
      expect(summary).toMatchObject({
        completed: expected.workouts,
        sets: expected.working,
        points: 0,
      })
      expect(summary.volume).toBeCloseTo(expected.volume, 1)

      const again = await preview(ada, bytes)
      const { body: undone } = await undo(ada, shown.id)
      expect(again).toMatchObject({ workouts: 0, alreadyImported: expected.workouts })
      expect(again.changedSince).toBe(0)
      expect(undone).toMatchObject({ removed: expected.workouts, kept: 0 })
    },
    30_000,
  )

  it('that are cut off report the lost lines', async () => {
    const ada = await app.newAthlete()
    const bytes = readFileSync(join(folder ?? '', 'strong-fixture-bad-mtanzim.csv'))

    const shown = await preview(ada, bytes)

    expect(shown.workouts).toBe(0)
    expect(shown.problems.map(({ line }) => line)).toEqual([2, 3])
  })

  it('of plans are rejected with the reason', async () => {
    const ada = await app.newAthlete()
    const answer = await uploadImport(
      ada,
      readFileSync(join(folder ?? '', 'alphaprogression-plans.csv')),
    )
    expect(answer.body.error.message).toMatch(/plans/)
  })

  it('cut anywhere lose only the last row', async () => {
    const ada = await app.newAthlete()
    const bytes = readFileSync(join(folder ?? '', 'strong-en-harrig12.csv'))
    for (const share of [0.3, 0.51, 0.77]) {
      const part = bytes.subarray(0, Math.floor(bytes.length * share))
      const whole = part.subarray(0, part.lastIndexOf('\n') + 1)

      const shown = await preview(ada, part)

      expect(shown.sets).toBe(countIn(whole.toString()).sets)
      expect(shown.problemCount).toBe(1)
    }
  })
})

describe('the simple count', () => {
  it('converts pounds', () => {
    expect(kilogramsOf(100, 'lb')).toBe(45.359237)
  })
})
