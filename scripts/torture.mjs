/**
 * `npm run test:torture -- security [suites] [--minutes 25] [--rounds 20]` runs all suites of
 * apps/backend/tests/security, or those named, at length. A run that exceeds its minutes fails.
 */
import { parseArgs } from 'node:util'

import { createVitest } from 'vitest/node'

/** Time for the current test to finish when the minutes are over. */
const GRACE_MS = 60_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '25' },
    rounds: { type: 'string', default: '20' },
  },
})
const minutes = positive('minutes', values.minutes)
const suites = positionals.filter((name) => name !== 'security')
const files = suites.map((name) => `apps/backend/tests/security/${name}.test.ts`)

process.env['TORTURE_MINUTES'] = String(minutes)
process.env['TORTURE_ROUNDS'] = String(positive('rounds', values.rounds))
const vitest = await createVitest('test', { config: 'vitest.torture.config.ts', watch: false })
let isLate = false
const timer = setTimeout(() => {
  isLate = true
  process.stderr.write(`Stopped: not finished after ${minutes} minutes.\n`)
  void vitest.cancelCurrentRun('keyboard-input')
  setTimeout(() => void vitest.close(), GRACE_MS).unref()
}, minutes * 60_000)

try {
  await vitest.start(files)
} finally {
  clearTimeout(timer)
  await vitest.close()
  if (isLate) process.exitCode = 1
}

function positive(name, text) {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`--${name} must be a number above 0`)
  return value
}
