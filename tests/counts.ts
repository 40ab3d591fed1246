export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Prints the counts as the last line of this process, where `scripts/test.mjs` reads them. */
export function printAtExit({ passed, failed, skipped }: Counts): void {
  const line = `${passed} passed, ${failed} failed, ${skipped} skipped`
  process.once('exit', () => process.stdout.write(`\n${line}\n`))
}
