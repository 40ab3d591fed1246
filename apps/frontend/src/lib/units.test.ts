import { describe, expect, it } from 'vitest'

import { fromKg, toKg } from './units.ts'

describe('units', () => {
  it('rounds kilograms to the hundredth', () => {
    expect(fromKg(82.5, 'kg')).toBe(82.5)
    expect(toKg(82.505, 'kg')).toBe(82.51)
  })

  it('shows a 45 lb plate as 45 lb', () => {
    expect(toKg(45, 'lb')).toBe(20.41)
    expect(fromKg(20.41, 'lb')).toBe(45)
  })

  it('restores every tenth of a pound up to 1000 lb', () => {
    const pounds = Array.from({ length: 10_000 }, (_, index) => index / 10)

    const lost = pounds.filter((pound) => fromKg(toKg(pound, 'lb'), 'lb') !== pound)

    expect(lost).toEqual([])
  })
})
