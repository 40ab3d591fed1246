import { KG_PER_LB } from '@fitvibe/training/units'

export type Unit = 'kg' | 'lb'

/** Converts a mass for display: pounds to one decimal, kilograms to two. */
export function fromKg(kg: number, unit: Unit): number {
  return unit === 'kg' ? round(kg, 2) : round(kg / KG_PER_LB, 1)
}

/** Converts a mass for the API. Two decimals of a kilogram preserve every tenth of a pound. */
export function toKg(mass: number, unit: Unit): number {
  return round(unit === 'kg' ? mass : mass * KG_PER_LB, 2)
}

export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals
  return Math.round((value + Number.EPSILON) * factor) / factor
}
