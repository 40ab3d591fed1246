import type { badgesApi, Muscle } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { earnedBadges, metresOnFoot, NO_TRAINING, type BadgeInput } from './badges.rules.ts'

const wholeBody: Muscle[] = [
  'hamstrings',
  'glutes',
  'lats',
  'abdominals',
  'chest',
  'shoulders',
  'forearms',
]

describe('earnedBadges', () => {
  it.each<[badgesApi.BadgeCode, Partial<BadgeInput>, Partial<BadgeInput>]>([
    ['first_session', { sessions: 1 }, { sessions: 0 }],
    ['planned_week', { plannedWeeks: 1 }, { plannedWeeks: 0 }],
    ['streak_4_weeks', { streak: 4 }, { streak: 3 }],
    ['streak_12_weeks', { streak: 12 }, { streak: 11 }],
    ['streak_26_weeks', { streak: 26 }, { streak: 25 }],
    ['streak_52_weeks', { streak: 52 }, { streak: 51 }],
    ['as_planned_month', { asPlanned: 4 }, { asPlanned: 3 }],
    ['every_weekday', { weekdays: 7 }, { weekdays: 6 }],
    ['twelve_months', { months: 12 }, { months: 11 }],
    ['comeback', { pauseDays: 28 }, { pauseDays: 27 }],
    ['hundred_workouts', { sessions: 100 }, { sessions: 99 }],
    ['marathon_badge', { onFoot: 42_195 }, { onFoot: 42_194 }],
    ['whole_body', { muscles: wholeBody }, { muscles: wholeBody.slice(1) }],
    // Another muscle of a body part that is already covered, and one that belongs to none.
    ['whole_body', { muscles: wholeBody }, { muscles: [...wholeBody.slice(1), 'traps', 'neck'] }],
  ])('includes %s when its target is reached', (code, enough, tooLittle) => {
    expect(earnedBadges({ ...NO_TRAINING, ...enough })).toContain(code)
    expect(earnedBadges({ ...NO_TRAINING, ...tooLittle })).not.toContain(code)
  })

  it('is empty without training, and includes every streak badge for a long streak', () => {
    expect([...earnedBadges(NO_TRAINING)]).toEqual([])
    expect([...earnedBadges({ ...NO_TRAINING, streak: 60 })]).toEqual([
      'streak_4_weeks',
      'streak_12_weeks',
      'streak_26_weeks',
      'streak_52_weeks',
    ])
  })
})

describe('metresOnFoot', () => {
  const effort = (name: string, distance: number, seconds = 14_400) => ({
    name,
    type: null,
    distance,
    seconds,
  })

  it.each([
    'Run',
    'Running, Treadmill',
    'Trail Running',
    'Trailrunning',
    'Sprint',
    'Jogging',
    'Laufen (draußen)',
    'Dauerlauf',
    'Berlin-Marathon',
    'Wandern',
    'Treadmill',
  ])('counts %s', (name) => {
    expect(metresOnFoot([effort(name, 42_195)])).toBe(42_195)
  })

  it.each(['Bicycling', 'Rennrad', 'Crunch', 'Rowing', 'Schwimmen', 'Trunk rotation', 'Inline'])(
    'does not count %s',
    (name) => {
      expect(metresOnFoot([effort(name, 42_195)])).toBe(0)
    },
  )

  it('adds up several runs', () => {
    const efforts = [effort('Run', 40_000.9), effort('Bike', 90_000), effort('Run', 3_000)]

    expect(metresOnFoot(efforts)).toBe(43_000)
  })

  it('ignores a pace faster than any marathon', () => {
    expect(metresOnFoot([effort('Run', 42_195, 7_000)])).toBe(42_195)
    expect(metresOnFoot([effort('Run', 42_195, 6_999)])).toBe(0)
    expect(metresOnFoot([])).toBe(0)
  })
})
