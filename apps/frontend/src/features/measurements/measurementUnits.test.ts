import { expect, it } from 'vitest'

import { measurementCodec, shownUnit } from './measurementUnits.ts'

it('shows pounds and inches to athletes who use pounds, and percent to all', () => {
  expect(shownUnit('bodyWeight', 'lb')).toBe('lb')
  expect(shownUnit('waist', 'lb')).toBe('in')
  expect(shownUnit('bodyFat', 'lb')).toBe('%')
  expect(shownUnit('waist', 'kg')).toBe('cm')
})

it.each([
  ['bodyWeight', 'lb', '180.05'],
  ['bodyWeight', 'kg', '81.65'],
  ['waist', 'lb', '33.13'],
  ['waist', 'kg', '84.5'],
  ['bodyFat', 'lb', '18.4'],
] as const)('restores a typed %s in %s: %s', (kind, unit, text) => {
  const codec = measurementCodec(kind, unit, 'en')

  expect(codec.format(codec.parse(text) ?? null)).toBe(text)
})

it('reads a decimal comma, and nothing outside the range', () => {
  const german = measurementCodec('bodyWeight', 'kg', 'de')

  expect(german.parse('81,65')).toBe(81.65)
  expect(german.format(81.65)).toBe('81,65')
  expect(german.parse('')).toBeNull()
  expect(['19', '501', '-80', 'x'].map(german.parse)).toEqual(Array(4).fill(undefined))
  expect(measurementCodec('bodyWeight', 'lb', 'en').parse('1102')).toBeCloseTo(499.859)
})
