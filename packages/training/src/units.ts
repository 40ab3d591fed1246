import { toExactKg } from './rounding.ts'

/** International avoirdupois pound (1959). */
export const KG_PER_LB = 0.45359237
/** International mile (1959). */
export const METRES_PER_MILE = 1_609.344

/** Converts pounds to the kilograms that are stored. */
export const kgOf = (lb: number): number => toExactKg(lb * KG_PER_LB)

/** Converts kilograms to pounds, to 0.01 lb: every multiple of it comes back as it was typed. */
export const lbOf = (kg: number): number => Math.round((kg / KG_PER_LB) * 100) / 100

/**
 * Converts an estimate to pounds. 0.01 kg, to which estimates are rounded, is 0.02 lb, so that more than
 * tenths would show the rounding: 45 lb × 2 is 48 lb, and not 47.99. The load of a single repetition,
 * which is its own estimate, stays exact.
 */
export const estimatedLbOf = (kg: number): number =>
  Math.round(kg * 100) / 100 === kg ? Math.round((kg / KG_PER_LB) * 10) / 10 : lbOf(kg)
