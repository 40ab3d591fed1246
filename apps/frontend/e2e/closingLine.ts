import { readFileSync } from 'node:fs'

import type { Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter'

import { printAtExit, printFailure } from '../../../tests/counts.ts'

const MAX_SNAPSHOT = 6_000

/**
 * Ends a Playwright run with what failed, and the line `N passed, N failed, N skipped`. Prints the
 * page on which a test failed: all that is left of a failure on another machine is its output.
 */
export default class ClosingLine implements Reporter {
  private suite: Suite | undefined
  private errors = 0

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite
  }

  /** Receives what fails outside a test: the server's start, a file that cannot be loaded. */
  onError({ message }: TestError): void {
    this.errors += 1
    printFailure('outside a test', message)
  }

  onTestEnd(test: TestCase, { attachments }: TestResult): void {
    const path = attachments.find(({ name }) => name === 'error-context')?.path
    if (!path) return
    const context = readFileSync(path, 'utf8')
    const start = Math.max(0, context.indexOf('# Page snapshot'))
    const page = context.slice(start, start + MAX_SNAPSHOT)
    process.stdout.write(`\nThe page when "${test.title}" failed:\n${page}\n`)
  }

  onEnd(): void {
    const tests = this.suite?.allTests() ?? []
    const outcomes = tests.map((test) => test.outcome())
    const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length
    for (const test of tests.filter((each) => each.outcome() === 'unexpected'))
      printFailure(
        test.titlePath().filter(Boolean).join(' > '),
        test.results.at(-1)?.error?.message,
      )
    printAtExit({
      passed: count('expected') + count('flaky'),
      failed: count('unexpected') + this.errors,
      skipped: count('skipped'),
    })
  }
}
