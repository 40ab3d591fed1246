import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import { findRunning } from './adopt.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster, owner, type Cluster } from './cluster.ts'
import { ifPresent } from './files.ts'
import { settleHome } from './home.ts'
import { withLock } from './lock.ts'
import { startServer, stopServer } from './server.ts'

export interface EmbeddedPostgres {
  /** postgres://fitvibe:<password>@127.0.0.1:<port>/fitvibe */
  readonly url: string
  /** Stops the server for every process that uses it. Resolves when it is down; idempotent. */
  stop(): Promise<void>
}

interface EmbeddedOptions {
  dataDir: string
  /** Extra server settings; they override ours. A server that is already running ignores them. */
  settings?: Record<string, string>
  log?: (message: string) => void
}

/**
 * Starts the PostgreSQL server of `dataDir`; the first call creates the database. The server is not
 * tied to our process: Ctrl-C does not reach it. If a server is already running (a killed process
 * left it behind, or another process has just started it), this adopts it. Two processes then share
 * one server, and `stop` in either of them stops it for both.
 *
 * Errors name the cause and quote the last lines of the server's log.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, settings = {}, log = () => {} } = options
  const home = await withLogExcerpt(resolve(dataDir), () => settleHome(dataDir))
  return withLogExcerpt(home.folder, async () => {
    const cluster = { ...home, binaries: await findBinaries(home.account) }
    const { server, password } = await withLock(home.folder, () => ensure(cluster, settings, log))
    return {
      url: urlOf(server.port, password),
      stop: () => withLogExcerpt(home.folder, () => stopServer(cluster, server)),
    }
  })
}

/** Returns the URL of the server running on `dataDir`, if any. Creates and starts nothing. */
export async function findEmbedded(dataDir: string): Promise<string | undefined> {
  if (!(await ifPresent(stat(resolve(dataDir))))) return undefined
  const { folder } = await settleHome(dataDir)
  const password = await ifPresent(readFile(join(folder, 'postgres.password'), 'utf8'))
  if (password === undefined) return undefined
  const server = await withLock(folder, () => findRunning(folder, password))
  return server && urlOf(server.port, password)
}

const urlOf = (port: number, password: string) =>
  `postgres://${owner}:${password}@127.0.0.1:${port}/${owner}`

async function ensure(
  cluster: Cluster,
  settings: Record<string, string>,
  log: (message: string) => void,
) {
  const password = await ensureCluster(cluster)
  const adopted = await findRunning(cluster.folder, password)
  const server = adopted ?? (await startServer(cluster, password, settings))
  const how = adopted ? 'was already running' : 'started'
  log(`PostgreSQL ${how}: port ${server.port}, data in ${cluster.folder}/postgres`)
  return { server, password }
}

async function withLogExcerpt<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const logFile = join(folder, 'postgres.log')
    const reason = (error as Error).message
    throw new Error(
      `Embedded PostgreSQL failed: ${reason.replace(/\.$/, '')}. ${await quoteLogEnd(logFile)}`,
      {
        cause: error,
      },
    )
  }
}

async function quoteLogEnd(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '')
  const lines = text.trimEnd().split('\n').slice(-15).join('\n')
  return lines === '' ? `The log ${logFile} is empty.` : `The log ${logFile} ends with:\n${lines}`
}
