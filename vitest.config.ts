import { defineConfig } from 'vitest/config'

const conditions = ['source', 'module', 'node']

export default defineConfig({
  test: {
    reporters: ['default', './tests/closingLine.ts'],
    coverage: {
      provider: 'v8',
      include: ['apps/backend/src/**/*.ts', 'packages/contract/src/**/*.ts'],
      exclude: ['**/*.test.ts', 'apps/backend/src/{main,admin,keys}.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 80, branches: 80 },
    },
    projects: [
      {
        ssr: { resolve: { conditions } },
        test: {
          name: 'backend',
          include: ['apps/backend/{src,tests}/**/*.test.ts', 'packages/contract/src/**/*.test.ts'],
          globalSetup: ['apps/backend/tests/templateDatabase.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          provide: { torture: 1, tortureBudgetMs: 15_000 },
        },
      },
      { test: { name: 'repository', include: ['tests/*.test.ts'] } },
      {
        ssr: { resolve: { conditions } },
        test: { name: 'web app', include: ['apps/frontend/src/**/*.test.{ts,tsx}'] },
      },
    ],
  },
})
