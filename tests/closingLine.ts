import type { Reporter, SerializedError, TestModule } from 'vitest/node'

import { printAtExit, printFailure } from './counts.ts'

/** Ends a Vitest run with what failed, and the line `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const states = tests.map((test) => test.result().state)
    const count = (wanted: string) => states.filter((state) => state === wanted).length
    const broken = modules.filter((module) => module.errors().length > 0)
    for (const test of tests.filter((each) => each.result().state === 'failed'))
      printFailure(
        `${test.module.relativeModuleId} > ${test.fullName}`,
        test.result().errors?.[0]?.message,
      )
    for (const module of broken) printFailure(module.relativeModuleId, module.errors()[0]?.message)
    for (const error of errors) printFailure('outside a test', error.message)
    printAtExit({
      passed: count('passed'),
      failed: count('failed') + broken.length + errors.length,
      skipped: count('skipped') + count('pending'),
    })
  }
}
