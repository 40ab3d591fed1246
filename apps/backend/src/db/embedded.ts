import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import { findRunning } from './embedded/adopt.ts'
import { findBinaries } from './embedded/binaries.ts'
import { ensureCluster, owner, type Cluster } from './embedded/cluster.ts'
import { ifPresent } from './embedded/files.ts'
import { settleHome } from './embedded/home.ts'
import { withLock } from './embedded/lock.ts'
import { startServer, stopServer } from './embedded/server.ts'

export interface EmbeddedPostgres {
  /** postgres://fitvibe:<password>@127.0.0.1:<port>/fitvibe */
  readonly url: string
  /** Resolves when the server is down, for everybody who uses it; may be called again. */
  stop(): Promise<void>
}

interface EmbeddedOptions {
  dataDir: string
  /** Server settings besides ours or in their place; a server that runs already keeps its own. */
  settings?: Record<string, string>
  log?: (message: string) => void
}

/**
 * The PostgreSQL server of `dataDir`, made by the first call and started where none runs. It is not
 * tied to our process: Ctrl-C does not reach it, and one that a killed process left behind is taken
 * over, as is one that another process started a moment ago. Two processes then share it, and the
 * `stop` of either ends it for both.
 *
 * Fails with what went wrong and the last lines of the server's log.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, settings = {}, log = () => {} } = options
  const home = await explained(resolve(dataDir), () => settleHome(dataDir))
  return explained(home.folder, async () => {
    const cluster = { ...home, binaries: await findBinaries(home.account) }
    const { server, password } = await withLock(home.folder, () => ensure(cluster, settings, log))
    return {
      url: urlOf(server.port, password),
      stop: () => explained(home.folder, () => stopServer(cluster, server)),
    }
  })
}

/** The URL of the server that runs on `dataDir`, if one does. Nothing is made or started. */
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
  const how = adopted ? 'was running and is taken over' : 'is started'
  log(`PostgreSQL ${how}: port ${server.port}, data in ${cluster.folder}/postgres`)
  return { server, password }
}

async function explained<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const logFile = join(folder, 'postgres.log')
    const reason = (error as Error).message
    throw new Error(
      `Embedded PostgreSQL failed: ${reason.replace(/\.$/, '')}. ${await quoteEnd(logFile)}`,
      {
        cause: error,
      },
    )
  }
}

async function quoteEnd(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '')
  const lines = text.trimEnd().split('\n').slice(-15).join('\n')
  return lines === ''
    ? `Its log, ${logFile}, is empty.`
    : `Its log, ${logFile}, ends with:\n${lines}`
}
