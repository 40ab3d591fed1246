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

    expect(codec.parse('185')).toBe(83.91458845)
    expect(codec.format(83.91458845)).toBe('185')
  })

  it('shows 21.25 lb as it was typed', () => {
    const codec = loadCodec('lb', 'en-US', 2_000)

    expect(codec.format(codec.parse('21.25') ?? null)).toBe('21.25')
  })

  it('reads help below 0 where it is allowed', () => {
    expect(loadCodec('kg', 'de-DE', 2_000, -500).parse('-20')).toBe(-20)
    expect(loadCodec('kg', 'de-DE', 2_000, -500).parse('−17,5')).toBe(-17.5)
    expect(loadCodec('kg', 'de-DE', 2_000).parse('-20')).toBeUndefined()
  })

  it('converts typed kilometres to metres', () => {
    const codec = distanceCodec('km', 'de-DE', 999_999)

    expect(codec.parse('5,25')).toBe(5250)
    expect(codec.format(5250)).toBe('5,25')
  })

  it('restores every hundredth of a mile, and knows a marathon', () => {
    const codec = distanceCodec('mi', 'en-US', 999_999)
    const miles = Array.from({ length: 10_000 }, (_, index) => String(index / 100))

    expect(miles.filter((text) => codec.format(codec.parse(text) ?? null) !== text)).toEqual([])
    expect(codec.format(42_195)).toBe('26.219')
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
