import { defineConfig } from 'vitest/config'

import { mocking } from './apps/backend/tests/mocking.ts'
import { memoryFolder } from './tests/memoryFolder.ts'

// Workers and the servers that they start inherit it.
process.env['TMPDIR'] = memoryFolder()

// As Node resolves them, except for our sources: not `module`, whose files only bundlers can resolve.
const conditions = ['source', 'node']

const backend = {
  globalSetup: ['apps/backend/tests/templateDatabase.ts'],
  // Only ends tests that hang: making RSA keys alone takes seconds on a busy machine.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // By default a second, which a busy machine exceeds.
  expect: { poll: { timeout: 20_000 } },
  provide: { torture: 1, tortureBudgetMs: 15_000 },
}

export default defineConfig({
  test: {
    // By default vitest leaves one core idle, which halves the speed of a machine that has two.
    maxWorkers: '100%',
    reporters: ['default', './tests/closingLine.ts'],
    coverage: {
      provider: 'v8',
      include: ['apps/backend/src/**/*.ts', 'packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts', 'apps/backend/src/{main,admin,keys}.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 80, branches: 80 },
    },
    projects: [
      {
        // Vitest loads the global setup in this environment, and the tests in `ssr`.
        environments: { __vitest__: { resolve: { conditions } } },
        ssr: { resolve: { conditions } },
        test: {
          name: 'backend',
          include: ['apps/backend/{src,tests}/**/*.test.ts', 'packages/*/src/**/*.test.ts'],
          exclude: mocking,
          isolate: false,
          ...backend,
        },
      },
      { test: { name: 'repository', isolate: false, include: ['tests/*.test.ts'] } },
      {
        ssr: { resolve: { conditions } },
        test: { name: 'backend isolated', include: mocking, ...backend },
      },
      {
        ssr: { resolve: { conditions } },
        test: {
          name: 'web app',
          isolate: false,
          include: ['apps/frontend/src/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
