import { describe, expect, it } from 'vitest'

import { distanceCodec, durationCodec, effortCodec, integerCodec, loadCodec } from './codecs.ts'

describe('codecs', () => {
  it('reads loads with a German comma as kilograms', () => {
    const codec = loadCodec('kg', 'de-DE', 2_000)

    expect(codec.parse('82,5')).toBe(82.5)
    expect(codec.format(82.5)).toBe('82,5')
  })

  it('converts typed pounds to kilograms', () => {
    const codec = loadCodec('lb', 'en-US', 2_000)

    expect(codec.parse('185')).toBe(83.91)
    expect(codec.format(83.91)).toBe('185')
  })

  it('converts typed kilometres to metres', () => {
    const codec = distanceCodec('km', 'de-DE', 999_999)

    expect(codec.parse('5,25')).toBe(5250)
    expect(codec.format(5250)).toBe('5,25')
  })

  it('rejects values outside the limits of the API', () => {
    expect(integerCodec(100).parse('101')).toBeUndefined()
    expect(integerCodec(100).parse('2.5')).toBeUndefined()
    expect(effortCodec({ min: 1, max: 10 }, 'en-GB').parse('11')).toBeUndefined()
    expect(durationCodec(7_200).parse('3:00:00')).toBeUndefined()
  })

  it('rounds RPE to halves', () => {
    expect(effortCodec({ min: 1, max: 10 }, 'de-DE').parse('8,4')).toBe(8.5)
  })

  it('keeps empty fields empty', () => {
    expect(integerCodec(10).parse('')).toBeNull()
    expect(integerCodec(10).format(null)).toBe('')
  })
})
