import { describe, expect, it } from 'vitest'

import { parseNumber, parseSeconds } from './numbers.ts'

describe('a duration', () => {
  it.each([
    ['2h 18m', 8_280],
    ['38min', 2_280],
    ['13h 45m', 49_500],
    ['1 Std. 5 Min.', 3_900],
    ['1 ч 5 мин', 3_900],
    ['1 godz. 5 min', 3_900],
    ['1 sa 5 dk', 3_900],
    ['1時間5分', 3_900],
    ['1h5m30s', 3_930],
    ['0:05:00', 300],
    ['0:05:00.6', 301],
    ['90', 90],
    ['45.0', 45],
  ])('%s is %i seconds', (text, seconds) => {
    expect(parseSeconds(text)).toBe(seconds)
  })

  it.each(['', 'h', '5 apples', '1h oops', '1h 5', `${'1'.repeat(20_000)}!`, '1h '.repeat(5_000)])(
    '%s is none',
    (text) => {
      expect(parseSeconds(text)).toBeUndefined()
    },
  )
})

describe('a number', () => {
  it('has a bounded length', () => {
    expect(parseNumber('1'.repeat(65), 'decimal')).toBeUndefined()
    expect(parseNumber('1.234,5', 'unclear')).toBe(1_234.5)
  })
})
