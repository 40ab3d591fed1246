import { describe, expect, it } from 'vitest'

import { addDays } from '../../utils/calendar.ts'
import { consistencyOf, standingOf, streakOf, type Week } from './streak.rules.ts'

/** A Monday; the weeks of a case end with the one it is in. */
const THIS_WEEK = '2026-09-07'

/**
 * Weeks as `done/planned`, the last one running: `2/3` is two of three, `1/0` one without a plan,
 * `-` nothing at all.
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
    ['the first week, begun', '1/3', 0, 0],
    ['weeks met, the running one too', '3/3 2/2 4/4', 3, 3],
    ['more than planned', '5/3 3/3', 2, 2],
    ['a running week not begun', '3/3 3/3 0/3', 2, 2],
    ['a running week half done', '3/3 3/3 2/3', 2, 2],
    ['a running week without a plan', '3/3 3/3 -', 2, 2],
    ['a week that was missed', '3/3 0/3 3/3', 1, 1],
    ['a week one short', '3/3 3/3 2/3 3/3', 1, 2],
    ['last week missed', '3/3 3/3 2/3 0/3', 0, 2],
    ['training without any plan', '1/0 2/0 1/0', 3, 3],
    ['weeks with and without a plan', '3/3 1/0 3/3', 3, 3],
    ['a week of rest', '3/3 - 3/3', 2, 2],
    ['three weeks of rest', '3/3 - - - 3/3', 2, 2],
    ['four weeks without anything', '3/3 - - - - 3/3', 1, 1],
    ['four weeks without anything until now', '3/3 3/3 - - - - -', 0, 2],
    ['three weeks without anything until now', '3/3 3/3 - - - -', 2, 2],
    ['rests that are no row', '1/0 - - - 1/0 - - - 1/0', 3, 3],
    ['a longer one of before', '1/1 1/1 1/1 0/1 1/1 1/1', 2, 3],
  ])('counts %s', (_, weeks, current, longest) => {
    expect(streakOf(weeksOf(weeks), THIS_WEEK)).toEqual({ current, longest })
  })

  it('leaves what is planned and done for later weeks to them', () => {
    const weeks = weeksOf('1/1 1/1 1/1')

    expect(streakOf(weeks, addDays(THIS_WEEK, -7))).toEqual({ current: 2, longest: 2 })
  })

  it('goes on over the turn of a year and of the clocks', () => {
    const weeks = ['2025-12-22', '2025-12-29', '2026-01-05', '2026-03-23', '2026-03-30']
    const met = weeks.map((on) => ({ on, planned: 1, done: 1, trained: 1 }))

    expect(streakOf(met.slice(0, 3), '2026-01-05').current).toBe(3)
    expect(streakOf(met.slice(3), '2026-03-30').current).toBe(2)
  })
})

describe('standingOf', () => {
  it.each([
    ['-', { planned: 0, done: 0, left: 0, isMet: false }],
    ['0/3', { planned: 3, done: 0, left: 3, isMet: false }],
    ['2/3', { planned: 3, done: 2, left: 1, isMet: false }],
    ['4/3', { planned: 3, done: 4, left: 0, isMet: true }],
    ['2/0', { planned: 0, done: 2, left: 0, isMet: true }],
  ])('of %s', (week, standing) => {
    expect(standingOf(weeksOf(week), THIS_WEEK)).toEqual(standing)
  })
})

describe('consistencyOf', () => {
  /** As above, with what was done as planned behind a second slash, if less than all. */
  const graded = (text: string) => {
    const green = text.split(' ').flatMap((week) => {
      const [done = 0, , own = done] = week.split('/').map(Number)
      return week === '-' ? [] : [own]
    })
    return weeksOf(text).map((week, index) => ({ ...week, green: green[index] ?? 0 }))
  }

  it.each([
    ['nothing', '-', 0, 0],
    ['weeks as planned', '2/2 1/1 3/3', 3, 2],
    ['a running week that is not done', '2/2 2/2 1/2', 2, 2],
    ['a week with half of the work', '2/2 2/2/1 2/2', 1, 3],
    ['a week in which one was missed', '2/2 1/2 2/2', 1, 2],
    ['a week without a plan', '2/2 3/0 2/2', 1, 2],
    ['a week with nothing', '2/2 - 2/2', 1, 2],
    ['weeks planned small', '1/1 1/1 1/1 1/1', 4, 0],
  ])('of %s', (_, weeks, asPlanned, plannedWeeks) => {
    expect(consistencyOf(graded(weeks), THIS_WEEK)).toMatchObject({ asPlanned, plannedWeeks })
  })

  it('does not look into weeks to come', () => {
    const weeks = graded('1/1 1/1 1/1 2/2')
    const before = addDays(THIS_WEEK, -7)

    expect(consistencyOf(weeks, before)).toEqual({ streak: 3, asPlanned: 3, plannedWeeks: 0 })
  })
})
