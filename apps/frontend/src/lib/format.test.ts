import { describe, expect, it } from 'vitest'

import { createFormat } from './format.ts'

const base = { locale: 'en-US', timezone: 'Europe/Berlin', unit: 'kg' } as const
const [metric, imperial] = [
  createFormat({ ...base, distanceUnit: 'km' }),
  createFormat({ ...base, distanceUnit: 'mi' }),
]

describe('distances', () => {
  it.each([
    [40, '40 m', '40 m'],
    [804.67, '805 m', '0.5 mi'],
    [5_000, '5 km', '3.11 mi'],
    [42_195, '42.2 km', '26.22 mi'],
  ])('shows %d m as %s or %s', (metres, inKm, inMiles) => {
    expect([metric.distance(metres), imperial.distance(metres)]).toEqual([inKm, inMiles])
  })

  it('shows a pace for the unit', () => {
    expect([metric.pace(300), imperial.pace(300)]).toEqual(['5:00 min/km', '8:03 min/mi'])
  })
})

it('shows a session on the clock of its own time zone', () => {
  const iso = '2021-09-05T12:15:00Z'

  expect(metric.dateTime(iso)).toBe('Sep 5, 2021, 02:15 PM')
  expect(metric.dateTime(iso, 'Pacific/Auckland')).toBe('Sep 6, 2021, 12:15 AM')
})
