import { describe, expect, it } from 'vitest'

import { parseDecimal, plainNumber } from './numbers.ts'

describe('parseDecimal', () => {
  it.each([
    ['82.5', 82.5],
    ['82,5', 82.5],
    ['1 250', 1250],
    [',5', 0.5],
    ['60.', 60],
    ['', null],
    ['  ', null],
    ['.', undefined],
    ['1.2.3', undefined],
    ['-3', -3],
    ['−2,5', -2.5],
    ['-', undefined],
    ['3-', undefined],
    ['1e5', undefined],
    ['abc', undefined],
  ])('parses %j as %j', (text, value) => {
    expect(parseDecimal(text)).toBe(value)
  })
})

describe('plainNumber', () => {
  it('uses the decimal separator of the locale and no others', () => {
    expect(plainNumber(1082.5, 'de-DE')).toBe('1082,5')
    expect(plainNumber(1082.5, 'en-GB')).toBe('1082.5')
  })
})
