import { KG_PER_LB } from '@fitvibe/training/units'

export type Unit = 'kg' | 'lb'

/** Converts a mass for display, to 0.1 lb or 0.01 kg. */
export function fromKg(kg: number, unit: Unit): number {
  return unit === 'kg' ? round(kg, 2) : round(kg / KG_PER_LB, 1)
}

/** Converts a typed mass to kg. Two decimals are enough to restore every tenth of a pound. */
export function toKg(mass: number, unit: Unit): number {
  return round(unit === 'kg' ? mass : mass * KG_PER_LB, 2)
}

export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals
  return Math.round((value + Number.EPSILON) * factor) / factor
}
