import { describe, expect, it } from 'vitest'

import { hasChanged, isBirthDatePlausible, merge } from './users.rules.ts'

describe('isBirthDatePlausible', () => {
  it.each([
    ['1900-01-01', true],
    ['1899-12-31', false],
    ['1990-05-17', true],
    ['2013-09-07', true],
    ['2013-09-08', false],
    ['2026-09-07', false],
    ['2030-01-01', false],
  ])('on 2026-09-07, is %s plausible: %s', (dateOfBirth, isPlausible) => {
    expect(isBirthDatePlausible(dateOfBirth, '2026-09-07')).toBe(isPlausible)
  })

  it.each([
    ['2013-02-28', true],
    ['2013-03-01', false],
  ])('on 2026-02-28, is %s plausible: %s', (dateOfBirth, isPlausible) => {
    expect(isBirthDatePlausible(dateOfBirth, '2026-02-28')).toBe(isPlausible)
  })
})

describe('merge', () => {
  const before = { alias: 'Ada', weight: 70 as number | null }

  it.each([
    [{}, before],
    [{ alias: undefined }, before],
    [{ weight: null }, { alias: 'Ada', weight: null }],
    [
      { alias: 'A.', weight: 71 },
      { alias: 'A.', weight: 71 },
    ],
  ])('applies %j', (changes, after) => {
    expect(merge(before, changes)).toEqual(after)
  })
})

describe('hasChanged', () => {
  it.each([
    [{ unit: 'kg', weight: 70 }, false],
    [{ unit: 'lb', weight: 70 }, true],
    [{ unit: 'kg', weight: 71 }, false],
  ])('compares only the given fields: %j → %s', (after, isChanged) => {
    expect(hasChanged({ unit: 'kg', weight: 70 }, after, ['unit'])).toBe(isChanged)
  })
})
