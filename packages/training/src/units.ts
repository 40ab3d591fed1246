import { toExactKg } from './rounding.ts'

/** International avoirdupois pound (1959). */
export const KG_PER_LB = 0.45359237
/** International mile (1959). */
export const METRES_PER_MILE = 1_609.344

/** Converts pounds to the kilograms that are stored. */
export const kgOf = (lb: number): number => toExactKg(lb * KG_PER_LB)

/** Converts kilograms to pounds, to 0.01 lb: every multiple of it comes back as it was typed. */
export const lbOf = (kg: number): number => Math.round((kg / KG_PER_LB) * 100) / 100
