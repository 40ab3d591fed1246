import { once } from 'node:events'
import { open, readFile, rename } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { findRunning } from './adopt.ts'
import type { Cluster } from './cluster.ts'
import type { Home } from './home.ts'
import { isAlive, readPostmaster, type Postmaster } from './postmaster.ts'
import { run } from './run.ts'

const maxLogBytes = 10_000_000

const tuned = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // a socket path is limited to 107 bytes, a data folder is not
  max_connections: '100',
  shared_buffers: totalmem() >= 8 * 1024 ** 3 ? '256MB' : '128MB',
  jit: 'off',
  random_page_cost: '1.1', // by default, the planner assumes a disk that seeks, and scans tables
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse', // DETAIL would quote the values of a rejected row
}

/** Starts a server on a free port. It is not our child process and outlives us. */
export async function startServer(
  cluster: Cluster,
  password: string,
  settings: Record<string, string>,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const { output, logged } = await tryToStart(cluster, settings)
    const running = await findRunning(cluster.folder, password)
    if (running) return running
    if (attempt >= attemptsFor(logged)) throw new Error(`pg_ctl failed: ${output}`)
    await sleep(250)
  }
}

/** Stops this server, but not one that was started after it; resolves when it is down. */
export async function stopServer(cluster: Cluster, server: Postmaster): Promise<void> {
  if (!(await isUp(cluster, server))) return
  const { output } = await runPgCtl(cluster, 'stop', '-m', 'fast', '-w', '-t', '60')
  if (await isUp(cluster, server)) throw new Error(`pg_ctl failed: ${output}`)
}

async function isUp(cluster: Cluster, server: Postmaster): Promise<boolean> {
  const current = await readPostmaster(cluster.folder)
  return current?.pid === server.pid && isAlive(current)
}

/** Retries if another program took the port, or while a killed server's children are still ending. */
function attemptsFor(logged: string): number {
  if (logged.includes('is still in use')) return 100
  return logged.includes('Address already in use') ? 5 : 1
}

async function tryToStart(cluster: Cluster, settings: Record<string, string>) {
  const log = await openLog(cluster)
  const all = { ...tuned, ...settings, port: String(await findFreePort()) }
  const options = Object.entries(all).map(([name, value]) => `-c ${quote(`${name}=${value}`)}`)
  const waiting = ['-w', '-t', '30', '-l', 'postgres.log']
  const { output } = await runPgCtl(cluster, 'start', ...waiting, '-o', options.join(' '))
  const logged = (await readFile(log.path)).subarray(log.size).toString()
  return { output, logged }
}

/** Uses relative paths: pg_ctl passes them to a shell, and absolute ones may hold any character. */
async function runPgCtl(cluster: Cluster, command: string, ...args: string[]) {
  const { folder: cwd, account } = cluster
  return run(join(cluster.binaries, 'pg_ctl'), [command, '-D', 'postgres', ...args], {
    cwd,
    account,
  })
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** Opens the log for the server's account and rotates it above 10 MB; nothing else rotates it. */
async function openLog({ folder, account }: Home): Promise<{ path: string; size: number }> {
  const path = join(folder, 'postgres.log')
  const handle = await open(path, 'a', 0o600)
  const { size } = await handle.stat()
  if (account) await handle.chown(account.uid, account.gid)
  await handle.close()
  if (size < maxLogBytes) return { path, size }
  await rename(path, `${path}.1`)
  return openLog({ folder, account })
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
