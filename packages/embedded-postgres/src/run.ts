import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

import type { Account } from './account.ts'

interface Finished {
  code: number | null
  output: string
}

interface RunOptions {
  cwd: string
  account?: Account | undefined
  input?: string
}

// Keeps our PG* variables away from the server. Without LANG the database would be SQL_ASCII, and
// with lc_ctype "C" pg_trgm and the text search parser would drop every umlaut.
const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
const environment = { PATH: '/usr/bin:/bin', LANG: locale, LC_ALL: locale }

/**
 * Runs a PostgreSQL tool to its end, as `account` if given. Fails only if the tool cannot be run at
 * all; callers check the exit code.
 *
 * The tool runs in its own process session: Ctrl-C in the terminal reaches our whole process group,
 * and `pg_ctl` would react by shutting down the server it is starting.
 */
export async function run(file: string, args: string[], options: RunOptions): Promise<Finished> {
  const child = spawn(file, args, {
    ...options.account,
    cwd: options.cwd,
    env: environment,
    detached: true,
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Error(`${file} cannot be run on this machine (${error.message})`)),
    )
    child.once('close', (code) => resolve(code))
  })
  child.stdin.on('error', () => {}) // a tool that fails early closes its input
  child.stdin.end(options.input)
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { code, output: `${stdout} ${stderr}`.replaceAll(/\s+/g, ' ').trim() }
}
