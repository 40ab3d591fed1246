import type { Reporter, TestModule } from 'vitest/node'

import { printAtExit } from './counts.ts'

/** Ends a Vitest run with the line `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    )
    const count = (wanted: string) => states.filter((state) => state === wanted).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    printAtExit({
      passed: count('passed'),
      failed: count('failed') + broken + errors.length,
      skipped: count('skipped') + count('pending'),
    })
  }
}
