/** Rounds to two decimals, the precision at which loads, distances and sums are stored. */
export const toHundredths = (value: number): number => Math.round(value * 100) / 100
