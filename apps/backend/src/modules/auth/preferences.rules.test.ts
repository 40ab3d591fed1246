import { describe, expect, it } from 'vitest'

import { preferencesOf } from './preferences.rules.ts'

describe('the preferences of a new account', () => {
  it.each([
    ['en-US,en;q=0.9,de-DE;q=0.8', 'sunday', 'mi'],
    ['en-GB,en;q=0.9', 'monday', 'km'],
    ['de-DE,de;q=0.9,en-US;q=0.5', 'monday', 'km'],
    ['pt-br', 'sunday', 'km'],
    ['ar-EG', 'saturday', 'km'],
    ['zh-Hant-TW;q=1', 'sunday', 'km'],
    ['en', 'monday', 'km'],
    ['*', 'monday', 'km'],
    [undefined, 'monday', 'km'],
  ])('for %s begin weeks on %s and measure in %s', (header, weekStart, distanceUnit) => {
    expect(preferencesOf(header)).toEqual({ weekStart, distanceUnit })
  })
})
