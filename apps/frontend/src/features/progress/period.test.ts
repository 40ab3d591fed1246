import { describe, expect, it } from 'vitest'

import { daysOf, intervalFor, recent } from './period.ts'

const today = '2026-11-29'
const now = { today, weekStart: 'monday' as const }

describe('daysOf', () => {
  it.each([
    ['week', '2026-09-07'],
    ['month', '2025-12-01'],
    ['year', '2022-01-01'],
  ] as const)('covers the latest buckets of a %s', (interval, from) => {
    expect(daysOf(recent, interval, now)).toEqual({ from, to: today })
  })

  it('begins the latest weeks on the first day of the week of the user', () => {
    const { from } = daysOf(recent, 'week', { today, weekStart: 'sunday' })

    expect(from).toBe('2026-09-13')
  })

  it('covers all of the training without a first day', () => {
    expect(daysOf({ ...recent, kind: 'all' }, 'month', now)).toEqual({ to: today })
  })

  it.each([
    [
      { from: '2021-05-01', to: '2021-06-30' },
      { from: '2021-05-01', to: '2021-06-30' },
    ],
    [
      { from: '2021-05-01', to: '' },
      { from: '2021-05-01', to: today },
    ],
    [{ from: '', to: '2021-06-30' }, { to: '2021-06-30' }],
    [{ from: '2021-07-01', to: '2021-06-30' }, { to: '2021-06-30' }],
  ])('covers the chosen days %j', (chosen, days) => {
    expect(daysOf({ kind: 'own', ...chosen }, 'week', now)).toEqual(days)
  })
})

describe('intervalFor', () => {
  it.each([
    ['week', '2025-11-29', 'week'],
    ['week', '2010-01-01', 'month'],
    ['month', '2010-01-01', 'month'],
    ['month', '1970-01-01', 'year'],
    ['year', '2025-11-29', 'year'],
  ] as const)('charts by %s from %s as %s', (interval, from, shown) => {
    expect(intervalFor(interval, { from, to: today })).toBe(shown)
  })
})
