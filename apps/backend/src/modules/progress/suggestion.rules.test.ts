import { workApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { gridOf } from './grid.rules.ts'
import { suggest, type Exposure } from './suggestion.rules.ts'

type Blocks = readonly Partial<workApi.Work>[]

const blocks = (work: Blocks) => work.map((block) => ({ ...workApi.blankWork, ...block }))

/** Creates an exposure on a day in August. */
const done = (day: number, sets: Blocks, planned: Blocks = []): Exposure => ({
  on: `2026-08-${String(day).padStart(2, '0')}`,
  sets: blocks(sets),
  planned: blocks(planned),
})

interface Case {
  exposures: Exposure[]
  plan?: Blocks
  metric?: 'weight_reps' | 'reps' | 'duration'
  today?: string
}

const suggestion = ({ exposures, plan = [], metric = 'weight_reps', today = '2026-08-31' }: Case) =>
  suggest({ metric, equipment: 'barbell', unit: 'kg', today, plan: blocks(plan), exposures })

const set = (reps: number, load?: number, more = {}) => ({
  sets: 3,
  reps,
  ...(load !== undefined && { load }),
  ...more,
})

describe('suggest', () => {
  it.each<[string, Case, object]>([
    [
      'more load when all sets reach the top of their range',
      { exposures: [done(30, [set(12, 80)]), done(28, [set(10, 80)])] },
      { action: 'increase', why: 'reached', sets: 3, reps: 8, load: 82.5 },
    ],
    [
      'more repetitions until then, based on the weakest set',
      {
        exposures: [
          done(30, [
            { reps: 10, load: 80 },
            { reps: 9, load: 80 },
            { reps: 12, load: 60 },
          ]),
          done(28, [set(8, 80)]),
        ],
      },
      { action: 'reps', why: 'within', sets: 2, reps: 10, load: 80 },
    ],
    [
      'more load for the same repetitions when the plan is met',
      { exposures: [done(30, [set(5, 100)], [set(5, 100)]), done(28, [set(5, 97.5)])] },
      { action: 'increase', why: 'reached', sets: 3, reps: 5, load: 102.5 },
    ],
    [
      'the same after a missed repetition',
      {
        exposures: [
          done(
            30,
            [
              { ...set(5, 100), sets: 2 },
              { reps: 4, load: 100 },
            ],
            [set(5, 100)],
          ),
          done(28, [set(5, 97.5)]),
        ],
      },
      { action: 'repeat', why: 'missed', sets: 3, reps: 5, load: 100 },
    ],
    [
      'the same after a missed set',
      {
        exposures: [
          done(30, [{ ...set(5, 100), sets: 2 }], [set(5, 100)]),
          done(28, [set(5, 97.5)]),
        ],
        plan: [set(5, 100)],
      },
      { action: 'repeat', why: 'missed', sets: 3, reps: 5, load: 100 },
    ],
    [
      'another load for other planned repetitions',
      {
        exposures: [done(30, [set(5, 120)], [set(5, 120)]), done(28, [set(5, 117.5)])],
        plan: [set(10, 80)],
      },
      // 120 × (1 + 5 ÷ 30) = 140; 140 ÷ (1 + 10 ÷ 30) = 105.
      { action: 'load', why: 'other_reps', sets: 3, reps: 10, load: 105 },
    ],
    [
      'the load for a planned effort, from the RPE chart',
      {
        exposures: [done(30, [set(5, 100, { rpe: 8 })]), done(28, [set(5, 97.5)])],
        plan: [set(3, 100, { rpe: 9 })],
      },
      // 100 ÷ 81.1 % × 89.2 % = 109.99, rounded to 110 because of the plates.
      { action: 'load', why: 'effort', sets: 3, reps: 3, load: 110 },
    ],
    [
      'one more repetition without a load',
      { metric: 'reps', exposures: [done(30, [set(8)]), done(28, [set(7)])] },
      { action: 'reps', why: 'bodyweight', sets: 3, reps: 9, load: null },
    ],
    [
      'the last load and repetitions after a break',
      { exposures: [done(2, [set(12, 80)]), done(1, [set(12, 80)])] },
      { action: 'repeat', why: 'after_break', sets: 3, reps: 12, load: 80 },
    ],
    [
      'the load from before a deload',
      { exposures: [done(30, [set(5, 90)]), done(28, [set(5, 100)])] },
      { action: 'repeat', why: 'after_deload', sets: 3, reps: 5, load: 100 },
    ],
    [
      'progress from a lighter day with more repetitions',
      { exposures: [done(30, [set(12, 70)]), done(28, [set(5, 100)])] },
      { action: 'increase', why: 'reached', sets: 3, reps: 8, load: 72.5 },
    ],
    [
      'a deload after a stall',
      {
        exposures: [30, 25, 20, 15, 5].map((day) => done(day, [set(5, day === 5 ? 100 : 97.5)])),
      },
      { action: 'deload', why: 'stall', sets: 3, reps: 5, load: 87.5 },
    ],
    [
      'a deload when the effort rises for the same work',
      {
        exposures: [
          done(30, [set(5, 100, { rpe: 9 })]),
          done(28, [set(5, 100, { rir: 1.5 })]),
          done(26, [set(5, 100, { rpe: 8 })]),
        ],
      },
      { action: 'deload', why: 'effort_rises', sets: 3, reps: 5, load: 90 },
    ],
    [
      'nothing for an exercise done once',
      { exposures: [done(30, [set(5, 100)])] },
      { action: 'none', why: 'too_few', sets: null, reps: null, load: null },
    ],
    [
      'nothing from warm-ups',
      { exposures: [30, 28].map((day) => done(day, [set(5, 100, { setType: 'warmup' })])) },
      { action: 'none', why: 'too_few' },
    ],
    [
      'nothing for other metrics',
      { metric: 'duration', exposures: [30, 28].map((day) => done(day, [{ durationSec: 60 }])) },
      { action: 'none', why: 'metric' },
    ],
  ])('suggests %s', (_, given, expected) => {
    expect(suggestion(given)).toMatchObject(expected)
  })

  it.each<[string, Exposure[]]>([
    ['the estimate rose', [30, 25, 20, 15, 5].map((day) => done(day, [set(5, 90 + day)]))],
    ['the stall was too short', [30, 28, 26, 24, 22].map((day) => done(day, [set(5, 100)]))],
    ['there were too few sessions', [30, 20, 10, 1].map((day) => done(day, [set(5, 100)]))],
    ['the effort fell', [8, 8.5, 9].map((rpe, at) => done(30 - at, [set(5, 100, { rpe })]))],
    [
      'the effort rose by less',
      [8.5, 8, 8].map((rpe, at) => done(30 - at, [set(5, 100, { rpe })])),
    ],
    ['the load rose too', [9, 8.5, 8].map((rpe, at) => done(30 - at, [set(5, 100 - at, { rpe })]))],
  ])('suggests no deload if %s', (_, exposures) => {
    expect(suggestion({ exposures }).action).not.toBe('deload')
  })
})

describe('gridOf', () => {
  it.each([
    ['barbell', 'kg', 100, 102.5, 100],
    ['barbell', 'kg', 101, 102.5, 100],
    ['barbell', 'kg', 20, 21.25, 20],
    ['dumbbell', 'kg', 30, 32, 30],
    ['dumbbell', 'kg', 10, 11, 10],
    ['kettlebell', 'kg', 40, 44, 40],
    [null, 'kg', 99.9, 100, 97.5],
    // 225 lb as stored, then 230 lb.
    ['barbell', 'lb', 102.05828325, 104.3262451, 102.05828325],
    ['dumbbell', 'lb', 22.6796185, 24.94758035, 22.6796185],
  ] as const)(
    'offers for %s in %s at %s kg: %s above, %s at most',
    (equipment, unit, load, above, atMost) => {
      const grid = gridOf(equipment, unit)

      expect([grid.above(load), grid.atMost(load)]).toEqual([above, atMost])
    },
  )
})
