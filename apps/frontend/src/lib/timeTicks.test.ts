import { describe, expect, it } from 'vitest'

import { timeTicks } from './timeTicks.ts'

const at = (day: string) => Date.parse(`${day}T00:00:00Z`)

function ticksOf(from: string, to: string) {
  const { unit, ticks } = timeTicks(at(from), at(to))
  return { unit, days: ticks.map((tick) => new Date(tick).toISOString().slice(0, 10)) }
}

describe('timeTicks', () => {
  it('names days of a few weeks, from the first one on', () => {
    expect(ticksOf('2026-03-02', '2026-03-30')).toEqual({
      unit: 'day',
      days: ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30'],
    })
  })

  it('names the first days of months within a year', () => {
    expect(ticksOf('2026-01-15', '2026-07-20')).toEqual({
      unit: 'month',
      days: ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01'],
    })
  })

  it('counts every second month from the turn of the year', () => {
    expect(ticksOf('2024-11-03', '2026-02-01').days).toEqual([
      '2025-01-01',
      '2025-03-01',
      '2025-05-01',
      '2025-07-01',
      '2025-09-01',
      '2025-11-01',
      '2026-01-01',
    ])
  })

  it('names years of a decade', () => {
    expect(ticksOf('2016-05-01', '2026-03-01')).toEqual({
      unit: 'year',
      days: ['2018-01-01', '2020-01-01', '2022-01-01', '2024-01-01', '2026-01-01'],
    })
  })

  it('keeps a month that begins on the first day', () => {
    expect(ticksOf('2026-01-01', '2026-05-01').days[0]).toBe('2026-01-01')
  })

  it('has one label for one day, and never more than fit', () => {
    expect(ticksOf('2026-01-01', '2026-01-01').days).toEqual(['2026-01-01'])
    for (const days of [1, 6, 9, 40, 200, 800, 3_000, 40_000])
      for (const start of ['2000-01-01', '1999-12-31', '2004-02-29']) {
        const from = at(start)
        const { ticks } = timeTicks(from, from + days * 86_400_000)
        expect(ticks.length).toBeLessThanOrEqual(8)
        expect(ticks.length).toBeGreaterThan(0)
      }
  })
})
