import { estimatedLbOf, kgOf, lbOf } from '@fitvibe/training/units'

export type Unit = 'kg' | 'lb'

/** Converts a mass for display, to 0.01 of the unit. */
export function fromKg(kg: number, unit: Unit): number {
  return unit === 'kg' ? round(kg, 2) : lbOf(kg)
}

/** Converts an estimate, such as the e1RM, for display. */
export function estimateFromKg(kg: number, unit: Unit): number {
  return unit === 'kg' ? round(kg, 2) : estimatedLbOf(kg)
}

/** Converts a typed mass to kg. Every hundredth of a pound comes back as it was typed. */
export function toKg(mass: number, unit: Unit): number {
  return unit === 'kg' ? round(mass, 2) : kgOf(mass)
}

/**
 * Converts a body weight for display. The API stores hundredths of a kg, enough to restore every
 * multiple of 0.05 lb.
 */
export function bodyWeightFromKg(kg: number, unit: Unit): number {
  return unit === 'kg' ? round(kg, 2) : round(Math.round(lbOf(kg) * 20) / 20, 2)
}

export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals
  return Math.round((value + Number.EPSILON) * factor) / factor
}
