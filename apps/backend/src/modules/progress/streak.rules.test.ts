import { describe, expect, it } from 'vitest'

import { addDays } from '../../utils/calendar.ts'
import { consistencyOf, currentWeekOf, streakOf, type Week } from './streak.rules.ts'

/** A Monday. The last week of each case begins on it. */
const THIS_WEEK = '2026-09-07'

/**
 * Parses weeks written as `done/planned`, the last one being the current week: `2/3` is two of
 * three done, `1/0` one done without a plan, `-` an empty week.
 */
const weeksOf = (text: string): Week[] => {
  const all = text.split(' ')
  return all.flatMap((week, index) => {
    if (week === '-') return []
    const [done = 0, planned = 0] = week.split('/').map(Number)
    const on = addDays(THIS_WEEK, -7 * (all.length - 1 - index))
    return [{ on, planned, done, trained: done }]
  })
}

describe('streakOf', () => {
  it.each([
    ['never trained', '-', 0, 0],
    ['the first week, met', '3/3', 1, 1],
    ['the first week, not met yet', '1/3', 0, 0],
    ['weeks met, including the current one', '3/3 2/2 4/4', 3, 3],
    ['more sessions than planned', '5/3 3/3', 2, 2],
    ['a current week without training', '3/3 3/3 0/3', 2, 2],
    ['a current week partly done', '3/3 3/3 2/3', 2, 2],
    ['an empty current week', '3/3 3/3 -', 2, 2],
    ['a missed week', '3/3 0/3 3/3', 1, 1],
    ['a week with one session missing', '3/3 3/3 2/3 3/3', 1, 2],
    ['a missed last week', '3/3 3/3 2/3 0/3', 0, 2],
    ['unplanned training', '1/0 2/0 1/0', 3, 3],
    ['weeks with and without a plan', '3/3 1/0 3/3', 3, 3],
    ['a week of rest', '3/3 - 3/3', 2, 2],
    ['three weeks of rest', '3/3 - - - 3/3', 2, 2],
    ['four weeks of rest', '3/3 - - - - 3/3', 1, 1],
    ['four weeks of rest up to now', '3/3 3/3 - - - - -', 0, 2],
    ['three weeks of rest up to now', '3/3 3/3 - - - -', 2, 2],
    ['rests that are not consecutive', '1/0 - - - 1/0 - - - 1/0', 3, 3],
    ['an earlier, longer streak', '1/1 1/1 1/1 0/1 1/1 1/1', 2, 3],
  ])('counts %s', (_, weeks, current, longest) => {
    expect(streakOf(weeksOf(weeks), THIS_WEEK)).toEqual({ current, longest })
  })

  it('ignores later weeks', () => {
    const weeks = weeksOf('1/1 1/1 1/1')

    expect(streakOf(weeks, addDays(THIS_WEEK, -7))).toEqual({ current: 2, longest: 2 })
  })

  it('continues across the turn of the year and a clock change', () => {
    const weeks = ['2025-12-22', '2025-12-29', '2026-01-05', '2026-03-23', '2026-03-30']
    const met = weeks.map((on) => ({ on, planned: 1, done: 1, trained: 1 }))

    expect(streakOf(met.slice(0, 3), '2026-01-05').current).toBe(3)
    expect(streakOf(met.slice(3), '2026-03-30').current).toBe(2)
  })
})

describe('currentWeekOf', () => {
  it.each([
    ['-', { planned: 0, done: 0, left: 0, isMet: false }],
    ['0/3', { planned: 3, done: 0, left: 3, isMet: false }],
    ['2/3', { planned: 3, done: 2, left: 1, isMet: false }],
    ['4/3', { planned: 3, done: 4, left: 0, isMet: true }],
    ['2/0', { planned: 0, done: 2, left: 0, isMet: true }],
  ])('summarises %s', (week, expected) => {
    expect(currentWeekOf(weeksOf(week), THIS_WEEK)).toEqual(expected)
  })
})

describe('consistencyOf', () => {
  /**
   * Parses weeks as above; a third number says how many sessions were done as planned, if not all.
   */
  const gradedWeeksOf = (text: string) => {
    const green = text.split(' ').flatMap((week) => {
      const [done = 0, , asPlanned = done] = week.split('/').map(Number)
      return week === '-' ? [] : [asPlanned]
    })
    return weeksOf(text).map((week, index) => ({ ...week, green: green[index] ?? 0 }))
  }

  it.each([
    ['an empty week', '-', 0, 0],
    ['weeks as planned', '2/2 1/1 3/3', 3, 2],
    ['a current week that is not finished', '2/2 2/2 1/2', 2, 2],
    ['a week with a partly done session', '2/2 2/2/1 2/2', 1, 3],
    ['a week with a missed session', '2/2 1/2 2/2', 1, 2],
    ['a week without a plan', '2/2 3/0 2/2', 1, 2],
    ['an empty week in between', '2/2 - 2/2', 1, 2],
    ['weeks with a single planned session', '1/1 1/1 1/1 1/1', 4, 0],
  ])('measures %s', (_, weeks, asPlanned, plannedWeeks) => {
    expect(consistencyOf(gradedWeeksOf(weeks), THIS_WEEK)).toMatchObject({
      asPlanned,
      plannedWeeks,
    })
  })

  it('ignores future weeks', () => {
    const weeks = gradedWeeksOf('1/1 1/1 1/1 2/2')
    const before = addDays(THIS_WEEK, -7)

    expect(consistencyOf(weeks, before)).toEqual({ streak: 3, asPlanned: 3, plannedWeeks: 0 })
  })
})
