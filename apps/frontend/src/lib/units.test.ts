import { describe, expect, it } from 'vitest'

import { bodyWeightFromKg, fromKg, toKg } from './units.ts'

describe('units', () => {
  it('rounds kilograms to the hundredth', () => {
    expect(fromKg(82.5, 'kg')).toBe(82.5)
    expect(toKg(82.505, 'kg')).toBe(82.51)
  })

  it('shows a 45 lb plate as 45 lb', () => {
    expect(toKg(45, 'lb')).toBe(20.41165665)
    expect(fromKg(20.41165665, 'lb')).toBe(45)
  })

  it('restores every quarter of a pound up to 2,000 lb, and as much help', () => {
    const pounds = Array.from({ length: 16_001 }, (_, index) => (index - 8_000) / 4)

    const lost = pounds.filter((pound) => fromKg(toKg(pound, 'lb'), 'lb') !== pound)

    expect(lost).toEqual([])
  })

  it('restores a body weight of 0.05 lb steps, which the API rounds to 0.01 kg', () => {
    const pounds = Array.from(
      { length: 8_000 },
      (_, index) => Math.round((50 + index / 20) * 100) / 100,
    )

    const lost = pounds.filter(
      (pound) => bodyWeightFromKg(Math.round(toKg(pound, 'lb') * 100) / 100, 'lb') !== pound,
    )

    expect(lost).toEqual([])
  })
})
