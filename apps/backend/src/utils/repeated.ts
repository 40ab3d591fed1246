/** Bounds one sweep to minutes and each statement to its timeout; the next sweep does the rest. */
const BATCH = 5_000
const BATCHES = 20

/**
 * Repeats a statement that changes up to `limit` rows until none is left, and returns the number of
 * rows. Each statement commits, so that a sweep that is stopped continues where it was.
 */
export async function repeatInBatches(work: (limit: number) => Promise<number>): Promise<number> {
  let total = 0
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const changed = await work(BATCH)
    total += changed
    if (changed < BATCH) break
  }
  return total
}
