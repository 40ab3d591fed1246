/** Rounds to two decimals, the precision of distances, paces and estimates. */
export const toHundredths = (value: number): number => Math.round(value * 100) / 100

/**
 * Rounds a load, kg, to ten decimals: every multiple of 0.01 lb up to 2,000 lb is stored exactly,
 * because the international pound has eight. Body measurements are rounded alike.
 */
export const toExactKg = (value: number): number => Math.round(value * 1e10) / 1e10

/** Rounds a sum of loads, kg, to the milligram, which a sum of 10⁹ kg still holds. */
export const toMilligrams = (value: number): number => Math.round(value * 1e6) / 1e6
