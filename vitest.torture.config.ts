import { defineConfig } from 'vitest/config'

const minutes = Number(process.env['TORTURE_MINUTES'] ?? 10)
const rounds = Number(process.env['TORTURE_ROUNDS'] ?? 20)
/** Tests that repeat themselves until their time is over, about, of all suites together. */
const LONG_TESTS = 6

/** The suites of `tests/security`, at length: see scripts/torture.mjs. */
export default defineConfig({
  ssr: { resolve: { conditions: ['source', 'module', 'node'] } },
  test: {
    reporters: ['default', './tests/closingLine.ts'],
    include: ['apps/backend/tests/security/*.test.ts'],
    globalSetup: ['apps/backend/tests/templateDatabase.ts'],
    // One at a time: each has the machine to itself.
    fileParallelism: false,
    testTimeout: minutes * 60_000,
    hookTimeout: 60_000,
    provide: { torture: rounds, tortureBudgetMs: (minutes * 60_000 * 0.8) / LONG_TESTS },
  },
})
