import type { Reporter, Suite } from '@playwright/test/reporter'

import { printAtExit } from '../../../tests/counts.ts'

/** Ends a Playwright run with the line `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  private suite: Suite | undefined
  private errors = 0

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite
  }

  /** Receives what fails outside a test: the server's start, a file that cannot be loaded. */
  onError(): void {
    this.errors += 1
  }

  onEnd(): void {
    const outcomes = this.suite?.allTests().map((test) => test.outcome()) ?? []
    const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length
    printAtExit({
      passed: count('expected') + count('flaky'),
      failed: count('unexpected') + this.errors,
      skipped: count('skipped'),
    })
  }
}
