export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Names what failed and why in a line each, which `scripts/test.mjs` repeats at its end. */
export function printFailure(name: string, error: string | undefined): void {
  const reason = (error ?? 'no message').replaceAll(ESCAPES, '').replaceAll(/\s+/g, ' ')
  process.stdout.write(`\nFAILED ${name}: ${reason.slice(0, MAX_REASON)}\n`)
}

const MAX_REASON = 500
/** Colours of a terminal. */
// eslint-disable-next-line no-control-regex
const ESCAPES = /\u001B\[[\d;]*m/g

/** Prints the counts as the last line of this process, where `scripts/test.mjs` reads them. */
export function printAtExit({ passed, failed, skipped }: Counts): void {
  const line = `${passed} passed, ${failed} failed, ${skipped} skipped`
  process.once('exit', () => process.stdout.write(`\n${line}\n`))
}
