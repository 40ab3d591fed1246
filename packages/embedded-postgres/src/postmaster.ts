import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { ifPresent } from './files.ts'
import { run } from './run.ts'

/** The content of `postgres/postmaster.pid`; the server may be running or killed. */
export interface Postmaster {
  pid: number
  /** Unix time in seconds. */
  startedAt: number
  port: number
  text: string
}

export async function readPostmaster(home: string): Promise<Postmaster | undefined> {
  const text = await ifPresent(readFile(pidFile(home), 'utf8'))
  if (text === undefined) return undefined
  const [pid, , startedAt, port] = text.split('\n')
  return { pid: Number(pid), startedAt: Number(startedAt), port: Number(port), text }
}

/** Returns whether the PID belongs to a live PostgreSQL process, maybe an unrelated one. */
export async function isAlive({ pid }: Postmaster): Promise<boolean> {
  if (process.platform === 'linux') {
    const status = await readStatus(pid)
    return status !== undefined && status.name === 'postgres' && !'ZX'.includes(status.state)
  }
  const listed = await run('/bin/ps', ['-o', 'comm=', '-p', String(pid)], { cwd: '/' })
  return /\bpostgres$/.test(listed.output)
}

/** Returns whether the process started within ten seconds of the file's time; Linux only. */
export async function isSameProcess({ pid, startedAt }: Postmaster): Promise<boolean> {
  const status = process.platform === 'linux' ? await readStatus(pid) : undefined
  return status === undefined || Math.abs(status.startedAt - startedAt) < 10
}

async function readStatus(pid: number) {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  const boot = /^btime (\d+)$/m.exec(await readFile('/proc/stat', 'utf8'))
  if (line === undefined) return undefined
  const [state = '', ...numbers] = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return {
    name: line.slice(line.indexOf('(') + 1, line.lastIndexOf(')')),
    state,
    startedAt: Number(boot?.[1]) + Number(numbers[18]) / 100,
  }
}

/**
 * Makes a stale PID file harmless: PostgreSQL refuses to start while any process of its account has
 * the PID in the file. Overwrites the PID with an impossible one instead of deleting the file: a
 * server that started in the meantime has a new file, which stays intact, and PostgreSQL still
 * checks for orphans of the old server before it starts.
 */
export async function disarm(home: string, { text }: Postmaster): Promise<void> {
  const handle = await ifPresent(open(pidFile(home), 'r+'))
  if (!handle) return
  try {
    if ((await handle.readFile('utf8')) !== text) return
    await handle.write(text.replace(/^\d*/, '2147483647'), 0)
  } finally {
    await handle.close()
  }
}

function pidFile(home: string): string {
  return join(home, 'postgres', 'postmaster.pid')
}
