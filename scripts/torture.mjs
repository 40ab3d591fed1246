/**
 * `npm run test:torture -- security [suites] [--minutes 10] [--rounds 20]`: the quick suites of
 * apps/backend/tests/security at length, all or those named. Over its time it is ended and fails.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '20' },
  },
})
const minutes = positive('minutes', values.minutes)
const rounds = positive('rounds', values.rounds)
const suites = positionals.filter((name) => name !== 'security')

const files = suites.map((name) => `apps/backend/tests/security/${name}.test.ts`)
const config = ['--config', 'vitest.torture.config.ts']
const child = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...config, ...files],
  {
    stdio: 'inherit',
    env: { ...process.env, TORTURE_MINUTES: String(minutes), TORTURE_ROUNDS: String(rounds) },
  },
)
const timer = setTimeout(() => {
  process.stderr.write(`Not done after ${minutes} minutes: ended.\n`)
  child.kill('SIGTERM')
  // For one that does not heed it.
  setTimeout(() => child.kill('SIGKILL'), 15_000).unref()
}, minutes * 60_000)

child.on('exit', (code, signal) => {
  clearTimeout(timer)
  process.exitCode = signal ? 128 + constants.signals[signal] : (code ?? 1)
})

function positive(name, text) {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`--${name} has to be a number above 0`)
  return value
}
