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

// No PG* variable of ours may reach the server, and a LANG that is unset would make it SQL_ASCII.
// lc_ctype "C" is no way out: pg_trgm and the text search parser then lose every umlaut.
const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
const environment = { PATH: '/usr/bin:/bin', LANG: locale, LC_ALL: locale }

/**
 * Runs one PostgreSQL tool to its end, as `account` where one is given; its exit code is the
 * caller's to judge, and only a tool that cannot be run at all is a failure here.
 *
 * The tool gets a session of its own, because Ctrl-C in the terminal goes to our whole process
 * group, and `pg_ctl` answers it by shutting down the server that it is starting.
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
  child.stdin.on('error', () => {}) // a tool that fails early does not read its input
  child.stdin.end(options.input)
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { code, output: `${stdout} ${stderr}`.replaceAll(/\s+/g, ' ').trim() }
}
