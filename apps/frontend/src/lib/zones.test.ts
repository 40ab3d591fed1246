import { describe, expect, it } from 'vitest'

import { addDays, toInstant, toWallTime, weekOf } from './zones.ts'

describe('toInstant', () => {
  it.each([
    ['2026-11-23', '18:00', 'Europe/Berlin', '2026-11-23T17:00:00.000Z'],
    ['2026-07-01', '18:00', 'Europe/Berlin', '2026-07-01T16:00:00.000Z'],
    ['2026-03-29', '03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', '18:00', 'Europe/Berlin', '2026-10-25T17:00:00.000Z'],
    ['2026-11-23', '00:15', 'Asia/Kathmandu', '2026-11-22T18:30:00.000Z'],
    ['2026-11-23', '06:00', 'America/Los_Angeles', '2026-11-23T14:00:00.000Z'],
    ['2026-11-23', '12:00', 'UTC', '2026-11-23T12:00:00.000Z'],
  ])('%s %s in %s is %s', (day, time, timezone, instant) => {
    expect(toInstant({ day, time }, timezone).toISOString()).toBe(instant)
  })

  it('is the inverse of toWallTime', () => {
    const wall = { day: '2026-05-09', time: '07:45' }

    expect(toWallTime(toInstant(wall, 'Australia/Sydney'), 'Australia/Sydney')).toEqual(wall)
  })
})

describe('days', () => {
  it('crosses months and leap days', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })

  it.each([
    ['monday', '2026-11-23', '2026-11-23'],
    ['monday', '2026-11-29', '2026-11-23'],
    ['sunday', '2026-11-29', '2026-11-29'],
    ['sunday', '2026-11-28', '2026-11-22'],
    ['saturday', '2026-11-28', '2026-11-28'],
    ['saturday', '2026-11-27', '2026-11-21'],
  ] as const)('starts weeks on %s: %s is in that of %s', (weekStart, day, week) => {
    expect(weekOf(day, weekStart)).toBe(week)
  })
})
