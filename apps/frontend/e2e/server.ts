import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import type { TestProject } from 'vitest/node'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Starts the server as `npm start` does, with a database of its own, and the web app on it. */
export default async function setup(project: TestProject) {
  await buildWebApp()
  const dataDir = await mkdtemp(join(tmpdir(), 'fitvibe-browser-'))
  const [port, metricsPort] = [await freePort(), await freePort()]
  const server = startServer({
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    FITVIBE_DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    // All athletes of the tests share one address.
    RATE_LIMIT_PER_MINUTE: '1000000',
  })
  const end = async () => {
    await stopServer(server)
    await rm(dataDir, { recursive: true, force: true })
  }
  const url = `http://localhost:${port}`
  await untilReady(server, url).catch(async (error: unknown) => {
    await end()
    throw error
  })
  project.provide('webAppUrl', url)
  return end
}

function startServer(settings: Record<string, string>): ChildProcess {
  const path = process.env['PATH'] ?? ''
  return spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=source', 'apps/backend/src/main.ts'],
    // Nothing else of the environment: a DATABASE_URL set there is not for tests.
    { cwd: root, env: { PATH: path, ...settings }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const stopped = once(server, 'exit')
  server.kill('SIGTERM')
  await stopped
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error('The server ended before it was ready.')
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await setTimeout(100)
  }
  throw new Error('The server did not become ready within a minute.')
}

/** Builds the web app where it is missing or older than what it is made of. */
async function buildWebApp(): Promise<void> {
  const built = join(root, 'apps/frontend/dist/index.html')
  const sources = ['apps/frontend/src', 'apps/frontend/public', 'packages/contract/src']
  const changes = await Promise.all(sources.map((folder) => lastChange(join(root, folder))))
  if (existsSync(built) && (await stat(built)).mtimeMs >= Math.max(...changes)) return
  await promisify(execFile)('npm', ['run', 'build', '-w', 'apps/frontend'], { cwd: root })
}

async function lastChange(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true })
  const stats = await Promise.all(entries.map((entry) => stat(join(folder, entry))))
  return Math.max(...stats.map(({ mtimeMs }) => mtimeMs))
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (!address || typeof address === 'string') throw new Error('No free port')
  return address.port
}

declare module 'vitest' {
  interface ProvidedContext {
    webAppUrl: string
  }
}
