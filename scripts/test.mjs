/**
 * `npm test`: Vitest with coverage, then the browser tests with Playwright; the last line sums both.
 * `npm test -- apps/backend/src/modules/feed apps/frontend/e2e/series.spec.ts` runs only those:
 * paths in `e2e` go to Playwright, all other arguments to Vitest, without coverage. A run of all tests
 * leaves its times in `coverage/vitest.json` and `coverage/playwright.json`, for `npm run test:times`.
 */
import { spawn } from 'node:child_process'

const CLOSING_LINE = /^(\d+) passed, (\d+) failed, (\d+) skipped$/

const args = process.argv.slice(2)
const isBrowserPath = (arg) => /(^|\/)e2e(\/|$)/.test(arg)
const browserArgs = args.filter(isBrowserPath)
const vitestArgs = args.filter((arg) => !isBrowserPath(arg))
const timed = [
  ...['default', './tests/closingLine.ts', 'json'].map((reporter) => `--reporter=${reporter}`),
  '--outputFile.json=coverage/vitest.json',
]
const runs = [
  ...(args.length === 0 ? [['vitest', 'run', '--coverage', ...timed]] : []),
  ...(vitestArgs.length > 0 ? [['vitest', 'run', ...vitestArgs]] : []),
  ...(args.length === 0 || browserArgs.length > 0
    ? [['playwright', 'test', '-c', 'apps/frontend', ...browserArgs]]
    : []),
]

const results = []
for (const command of runs) results.push(await run(command))

const sum = (index) => results.reduce((total, { counts }) => total + counts[index], 0)
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1
process.stdout.write(`\n${sum(0)} passed, ${sum(1)} failed, ${sum(2)} skipped\n`)

/** Runs a test runner, shows its output, and reads the counts from its last line. */
async function run(command) {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
  const child = spawn('npx', ['--no-install', ...command], {
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...process.env, ...colour },
  })
  let end = ''
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk)
    end = (end + chunk).slice(-1_000)
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  const lastLine = end.trimEnd().split('\n').at(-1) ?? ''
  const counts = CLOSING_LINE.exec(lastLine)?.slice(1).map(Number)
  // Without a closing line the runner itself broke, which counts as a failure.
  return { code: counts ? code : 1, counts: counts ?? [0, 1, 0] }
}
