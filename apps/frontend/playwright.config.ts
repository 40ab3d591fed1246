import { defineConfig } from '@playwright/test'

/**
 * Browser tests: `e2e/*.spec.ts`, run against one server that `e2e/startServer.ts` starts. Each file is one
 * walk through the web app, in order; files run side by side.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../../coverage/browser',
  globalSetup: './e2e/startServer.ts',
  reporter: [
    ['list'],
    ['json', { outputFile: '../../coverage/playwright.json' }],
    ['./e2e/closingLine.ts'],
  ],
  // One more than the cores of CI: pages often wait, for a mail or an animation.
  workers: 3,
  forbidOnly: true,
  // A test that passes only the second time is reported as flaky, with the page of its failure.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    // Workers load this file again, after `startServer` has set both variables.
    baseURL: process.env['WEB_APP_URL'],
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'],
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--in-process-gpu'],
    },
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
  },
})
