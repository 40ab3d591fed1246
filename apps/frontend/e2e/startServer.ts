import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import type { TestProject } from 'vitest/node'

import { freePorts, startProcess } from '../../../tests/serverProcess.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Starts the server as `npm start` does, with a database of its own, and the web app on it. */
export default async function setup(project: TestProject) {
  await buildWebApp()
  const dataDir = await mkdtemp(join(tmpdir(), 'fitvibe-browser-'))
  const [PORT = '', METRICS_PORT = ''] = await freePorts(2)
  const server = startProcess({
    PORT,
    METRICS_PORT,
    FITVIBE_DATA_DIR: dataDir,
    FEATURE_TOTP: 'true',
    LOG_LEVEL: 'error',
    // All athletes of the tests share one address.
    RATE_LIMIT_PER_MINUTE: '1000000',
    FEATURE_CAPTCHA: 'true',
  })
  await server.greeted()
  project.provide('webAppUrl', `http://localhost:${PORT}`)
  project.provide('dataDir', dataDir)
  return async () => {
    server.kill('SIGTERM')
    await server.ended
    await rm(dataDir, { recursive: true, force: true })
  }
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

declare module 'vitest' {
  interface ProvidedContext {
    webAppUrl: string
    /** Where the server keeps its data, for commands beside it. */
    dataDir: string
  }
}
