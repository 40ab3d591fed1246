import { describe, expect, it } from 'vitest'

import { formatDuration, parseDuration } from './durations.ts'

describe('parseDuration', () => {
  it.each([
    ['45', 45],
    ['90', 90],
    ['130', 90],
    ['4500', 2700],
    ['10230', 3750],
    ['1:30', 90],
    ['90:00', 5400],
    ['1:02:30', 3750],
    ['', null],
    ['1:2:3:4', undefined],
    ['abc', undefined],
  ])('parses %j as %j seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds)
  })
})

describe('formatDuration', () => {
  it.each([
    [0, '0:00'],
    [45, '0:45'],
    [90, '1:30'],
    [3750, '1:02:30'],
  ])('formats %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })

  it('writes texts that parse to the same duration', () => {
    const seconds = [1, 59, 60, 61, 599, 3599, 3600, 36_000]

    expect(seconds.map((second) => parseDuration(formatDuration(second)))).toEqual(seconds)
  })
})
