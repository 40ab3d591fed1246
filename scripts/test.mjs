/**
 * `npm test`: Vitest with coverage, then the browser tests with Playwright; the last line sums both.
 * `npm test -- apps/backend/src/modules/feed apps/frontend/e2e/series.spec.ts` runs only those:
 * paths in `e2e` go to Playwright, all other arguments to Vitest, without coverage. Names of failed
 * tests are repeated before the last line, because CI keeps only the end of a long output. A run of all
 * tests leaves its times in `coverage/vitest.json` and `coverage/playwright.json`, for `npm run test:times`.
 */
import { spawn } from 'node:child_process'

const CLOSING_LINE = /^(\d+) passed, (\d+) failed, (\d+) skipped$/
/** A line of `tests/counts.ts`. */
const FAILURES = /^FAILED .*/gm

/** Characters of output that hold the failures and the last line. */
const MAX_END = 50_000

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
for (const { failures } of results) for (const line of failures) process.stdout.write(`\n${line}\n`)
process.stdout.write(`\n${sum(0)} passed, ${sum(1)} failed, ${sum(2)} skipped\n`)

/** Runs a test runner, shows its output, and reads the counts from its last line. */
async function run(command) {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
  const child = spawn('npx', ['--no-install', ...command], {
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...process.env, ...colour },
  })
  let end = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    process.stdout.write(chunk)
    end = (end + chunk).slice(-MAX_END)
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  const lastLine = end.trimEnd().split('\n').at(-1) ?? ''
  const counts = CLOSING_LINE.exec(lastLine)?.slice(1).map(Number)
  // Without a closing line the runner itself broke, which counts as a failure.
  return {
    code: counts ? code : 1,
    counts: counts ?? [0, 1, 0],
    failures: end.match(FAILURES) ?? [],
  }
}
