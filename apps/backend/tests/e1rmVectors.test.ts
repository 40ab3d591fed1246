import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { chartPercent, e1rmOf, type Formula } from '@fitvibe/training/e1rm'
import { describe, expect, it } from 'vitest'

import { corpus } from './corpora.ts'

const lift = (load: number, reps: number) => ({ load, reps, rpe: null, rir: null })

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

describe.skipIf(!folder)('public e1RM vectors', () => {
  const { vectors, rpe_chart: chart } = folder
    ? (JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')) as Vectors)
    : { vectors: [], rpe_chart: { columns_rpe: [], percent_of_1rm: {} } }
  const lifts = vectors.filter(({ kind }) => kind === '1rm')
  const ours = ['epley', 'brzycki']
  /** Formulas that FitVibe does not offer. */
  const others = ['lombardi', 'oconner', 'mayhew']

  it('name only known formulas', () => {
    const known = [...ours, ...others, 'mean(epley,brzycki)']

    expect(lifts.length).toBeGreaterThan(10)
    expect(lifts.filter(({ formula }) => !known.includes(formula))).toEqual([])
  })

  const inRange = (isInRange: boolean) =>
    lifts.filter(({ formula, input }) => ours.includes(formula) && input.reps <= 12 === isInRange)

  it.each(inRange(true))('$id: $formula of $input', ({ formula, input, expected, tolerance }) => {
    const kg = e1rmOf(lift(input.weight, input.reps), formula as Formula)

    expect(Math.abs((kg ?? 0) - expected)).toBeLessThanOrEqual(Math.max(tolerance, 0.005))
  })

  // Sources disagree beyond 12 repetitions, so there is no estimate.
  it.each(inRange(false))('$id: $formula of $input has no estimate', ({ formula, input }) => {
    expect(e1rmOf(lift(input.weight, input.reps), formula as Formula)).toBeNull()
  })

  it('agree on the mean of Epley and Brzycki', () => {
    const means = lifts.filter(({ formula }) => formula.startsWith('mean'))
    for (const { input, expected } of means) {
      const set = lift(input.weight, input.reps)
      const mean = ((e1rmOf(set, 'epley') ?? 0) + (e1rmOf(set, 'brzycki') ?? 0)) / 2
      expect(mean).toBeCloseTo(expected, 2)
    }
    expect(means).not.toEqual([])
  })

  it('agree on every cell of the RPE chart', () => {
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
