import { describe, expect, it } from 'vitest'

import { chartPercent, e1rmOf, type Formula } from './e1rm.ts'

const lift = (load: number | null, reps: number | null, effort = {}) => ({
  load,
  reps,
  rpe: null,
  rir: null,
  ...effort,
})

describe('e1rmOf', () => {
  it.each<[Formula, ReturnType<typeof lift>, number | null]>([
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
    // Counted repetitions in reserve take precedence over RPE.
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

describe('chartPercent', () => {
  it.each([
    // Copies of the chart disagree on rows 11 and 12; ours continue the sequence.
    [11, 0, 70.7],
    [12, 0, 68],
    [12, 1, 65.3],
    [12, 2, null],
    [13, 0, null],
    [5, 3.5, 77.4],
    [5, 4, null],
    [5, -1, null],
  ])('for %s repetitions with %s in reserve is %s', (reps, reserve, percent) => {
    expect(chartPercent(reps, reserve)).toBe(percent)
  })
})
