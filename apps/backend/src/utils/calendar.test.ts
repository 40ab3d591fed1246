import { describe, expect, it } from 'vitest'

import { addDays, addIntervals, dayOf, startOf, startOfDay, yearsBetween } from './calendar.ts'
import { secondsAfter, systemClock, unixSeconds } from './clock.ts'
import { idOf, newUuid } from './ids.ts'

describe('calendar days', () => {
  it.each([
    ['2026-09-07T22:30:00Z', 'UTC', '2026-09-07'],
    ['2026-09-07T22:30:00Z', 'Europe/Berlin', '2026-09-08'],
    ['2026-09-07T02:00:00Z', 'America/New_York', '2026-09-06'],
    ['2026-12-31T23:59:59.999Z', 'UTC', '2026-12-31'],
    ['2024-02-28T15:00:00Z', 'Pacific/Auckland', '2024-02-29'],
  ])('dayOf %s in %s is %s', (instant, timezone, day) => {
    expect(dayOf(new Date(instant), timezone)).toBe(day)
  })

  it.each([
    ['2026-09-07', 'Europe/Berlin', '2026-09-06T22:00:00.000Z'],
    ['2026-12-07', 'Europe/Berlin', '2026-12-06T23:00:00.000Z'],
    // A clock change skips midnight on this day.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ])('startOfDay %s in %s is %s', (day, timezone, instant) => {
    expect(startOfDay(day, timezone).toISOString()).toBe(instant)
  })

  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-03-01', -1, '2024-02-29'],
  ])('addDays to %s, %i times, is %s', (day, days, moved) => {
    expect(addDays(day, days)).toBe(moved)
  })
})

describe('weeks, months and years', () => {
  it.each([
    ['week', '2026-09-07', '2026-09-07'],
    ['week', '2026-09-13', '2026-09-07'],
    ['week', '2027-01-01', '2026-12-28'],
    ['month', '2026-09-30', '2026-09-01'],
    ['year', '2026-09-30', '2026-01-01'],
  ] as const)('the %s of %s begins on %s', (interval, day, start) => {
    expect(startOf(interval, day)).toBe(start)
  })

  it.each([
    ['sunday', '2026-09-13', '2026-09-13'],
    ['sunday', '2026-09-12', '2026-09-06'],
    ['saturday', '2026-09-12', '2026-09-12'],
    ['saturday', '2026-09-11', '2026-09-05'],
  ] as const)('a week from %s with %s begins on %s', (weekStart, day, start) => {
    expect(startOf('week', day, weekStart)).toBe(start)
  })

  it.each([
    ['week', '2026-12-28', 1, '2027-01-04'],
    ['month', '2026-01-31', 1, '2026-02-28'],
    ['year', '2024-02-29', -1, '2023-02-28'],
  ] as const)('addIntervals by a %s to %s, %i times, is %s', (interval, day, count, moved) => {
    expect(addIntervals(interval, day, count)).toBe(moved)
  })

  it.each([
    ['1990-09-08', '2026-09-07', 35],
    ['1990-09-07', '2026-09-07', 36],
    ['2004-02-29', '2026-02-28', 21],
  ])('yearsBetween %s and %s is %i', (from, to, years) => {
    expect(yearsBetween(from, to)).toBe(years)
  })
})

describe('clock', () => {
  it('returns the current time', () => {
    const before = Date.now()

    expect(systemClock().getTime()).toBeGreaterThanOrEqual(before)
  })

  it('adds and counts seconds', () => {
    const time = new Date('2026-09-07T10:00:00.900Z')

    expect(secondsAfter(time, -60).toISOString()).toBe('2026-09-07T09:59:00.900Z')
    expect(unixSeconds(time)).toBe(1_788_775_200)
  })
})

describe('ids', () => {
  it('sort by creation time', () => {
    const ids = Array.from({ length: 100 }, newUuid)

    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(100)
  })

  it('are equal for equal names', () => {
    expect(idOf('library:squat')).toBe(idOf('library:squat'))
    expect(idOf('library:squat')).not.toBe(idOf('library:bench-press'))
  })
})
