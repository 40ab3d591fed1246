import { defineConfig } from 'vitest/config'

const conditions = ['source', 'module', 'node']
const minutes = Number(process.env['TORTURE_MINUTES'] ?? 25)
const rounds = Number(process.env['TORTURE_ROUNDS'] ?? 20)
/** The suites have three parts that run until their time is over. They share 60 % of the minutes. */
const BOUNDED_PARTS = 3
const BOUNDED_SHARE = 0.6

/** Runs the suites of `tests/security` at length: see scripts/torture.mjs. */
export default defineConfig({
  ssr: { resolve: { conditions } },
  // Vitest loads the global setup in this environment, and the tests in `ssr`.
  environments: { __vitest__: { resolve: { conditions } } },
  test: {
    reporters: ['default', './tests/closingLine.ts'],
    include: [
      'apps/backend/tests/security/*.test.ts',
      'apps/backend/src/modules/imports/hostile*.test.ts',
    ],
    globalSetup: ['apps/backend/tests/templateDatabase.ts'],
    // Files run one at a time, so that each has the machine to itself.
    fileParallelism: false,
    testTimeout: minutes * 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    provide: {
      torture: rounds,
      tortureBudgetMs: (minutes * 60_000 * BOUNDED_SHARE) / BOUNDED_PARTS,
    },
  },
})
