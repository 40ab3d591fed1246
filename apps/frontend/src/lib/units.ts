export type Unit = 'kg' | 'lb'

const kgPerLb = 0.45359237

/** A mass as shown: one decimal of a pound, two of a kilogram. */
export function fromKg(kg: number, unit: Unit): number {
  return unit === 'kg' ? round(kg, 2) : round(kg / kgPerLb, 1)
}

/** A mass as sent; two decimals of a kilogram bring every tenth of a pound back. */
export function toKg(mass: number, unit: Unit): number {
  return round(unit === 'kg' ? mass : mass * kgPerLb, 2)
}

export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals
  return Math.round((value + Number.EPSILON) * factor) / factor
}
