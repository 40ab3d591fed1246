import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { recordsApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { corpus } from '../../../tests/corpora.ts'
import { chartPercent, e1rmOf } from './strength.rules.ts'

const lift = (load: number | null, reps: number | null, effort = {}) => ({
  load,
  reps,
  rpe: null,
  rir: null,
  ...effort,
})

describe('e1rmOf', () => {
  it.each<[recordsApi.Formula, ReturnType<typeof lift>, number | null]>([
    ['epley', lift(100, 1), 100],
    ['epley', lift(100, 5), 116.67],
    ['epley', lift(100, 12), 140],
    ['epley', lift(100, 13), null],
    ['epley', lift(100, 0), null],
    ['epley', lift(0, 5), null],
    ['epley', lift(null, 5), null],
    ['epley', lift(100, null), null],
    ['brzycki', lift(100, 1), 100],
    ['brzycki', lift(100, 5), 112.5],
    ['brzycki', lift(100, 12), 144],
    ['brzycki', lift(100, 13), null],
    ['rpe', lift(100, 1, { rpe: 10 }), 100],
    ['rpe', lift(100, 1, { rpe: 8 }), 108.46],
    ['rpe', lift(100, 5, { rpe: 8 }), 123.3],
    ['rpe', lift(100, 5, { rir: 2 }), 123.3],
    // What was counted goes before what was felt.
    ['rpe', lift(100, 5, { rir: 2, rpe: 10 }), 123.3],
    ['rpe', lift(100, 12, { rpe: 10 }), 147.06],
    ['rpe', lift(100, 12, { rpe: 8 }), null],
    ['rpe', lift(100, 5, { rpe: 6 }), null],
    ['rpe', lift(100, 13, { rpe: 10 }), null],
    ['rpe', lift(100, 5), null],
  ])('estimates by %s from %j %s kg', (formula, set, kg) => {
    expect(e1rmOf(set, formula)).toBe(kg)
  })
})

interface Vectors {
  readonly vectors: readonly {
    readonly kind: string
    readonly id: string
    readonly formula: string
    readonly input: { readonly weight: number; readonly reps: number }
    readonly expected: number
    readonly tolerance: number
  }[]
  readonly rpe_chart: {
    readonly columns_rpe: readonly number[]
    readonly percent_of_1rm: Readonly<Record<string, readonly number[]>>
  }
}

const folder = corpus('calc')

describe.skipIf(!folder)('the public vectors', () => {
  const { vectors, rpe_chart: chart } = folder
    ? (JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')) as Vectors)
    : { vectors: [], rpe_chart: { columns_rpe: [], percent_of_1rm: {} } }
  const lifts = vectors.filter(({ kind }) => kind === '1rm')
  const ours = ['epley', 'brzycki']
  /** Formulas nobody asked for. */
  const others = ['lombardi', 'oconner', 'mayhew']

  it('are all accounted for', () => {
    const known = [...ours, ...others, 'mean(epley,brzycki)']

    expect(lifts.length).toBeGreaterThan(10)
    expect(lifts.filter(({ formula }) => !known.includes(formula))).toEqual([])
  })

  const inRange = (isInRange: boolean) =>
    lifts.filter(({ formula, input }) => ours.includes(formula) && input.reps <= 12 === isInRange)

  it.each(inRange(true))('$id: $formula of $input', ({ formula, input, expected, tolerance }) => {
    const kg = e1rmOf(lift(input.weight, input.reps), formula as recordsApi.Formula)

    expect(Math.abs((kg ?? 0) - expected)).toBeLessThanOrEqual(Math.max(tolerance, 0.005))
  })

  // Public opinion is split on what lies beyond 12 repetitions: we say nothing there.
  it.each(inRange(false))('$id: $formula of $input is beyond us', ({ formula, input }) => {
    expect(e1rmOf(lift(input.weight, input.reps), formula as recordsApi.Formula)).toBeNull()
  })

  it('have the mean of the two', () => {
    const means = lifts.filter(({ formula }) => formula.startsWith('mean'))
    for (const { input, expected } of means) {
      const set = lift(input.weight, input.reps)
      const mean = ((e1rmOf(set, 'epley') ?? 0) + (e1rmOf(set, 'brzycki') ?? 0)) / 2
      expect(mean).toBeCloseTo(expected, 2)
    }
    expect(means).not.toEqual([])
  })

  it('have every cell of the RPE chart', () => {
    const cells = Object.entries(chart.percent_of_1rm).flatMap(([reps, percents]) =>
      percents.map((percent, column) => ({
        percent,
        ours: chartPercent(Number(reps), 10 - (chart.columns_rpe[column] ?? 0)),
      })),
    )

    expect(cells).toHaveLength(80)
    expect(cells.filter(({ percent, ours }) => ours !== percent)).toEqual([])
  })
})

describe('chartPercent', () => {
  it.each([
    // The disputed rows go on in step with those above them.
    [11, 0, 70.7],
    [12, 0, 68],
    [12, 1, 65.3],
    [12, 2, null],
    [13, 0, null],
    [5, 3.5, 77.4],
    [5, 4, null],
    [5, -1, null],
  ])('is for %s repetitions with %s in reserve %s', (reps, reserve, percent) => {
    expect(chartPercent(reps, reserve)).toBe(percent)
  })
})
