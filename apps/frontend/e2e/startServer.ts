import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import packagedChromium from '@sparticuz/chromium'

import { memoryFolder } from '../../../tests/memoryFolder.ts'
import { freePorts, startProcess } from '../../../tests/serverProcess.ts'
import { startTranslationPeer } from '../../backend/tests/translationPeer.ts'
import { ENGLISH } from './french.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const systemChromium = '/usr/bin/chromium'

/**
 * Starts the server as `npm start` does, with a database of its own, and the web app on it. Workers
 * read the address, the data directory and the browser's path from the environment.
 */
export default async function startServer() {
  await buildWebApp()
  const dataDir = await mkdtemp(join(memoryFolder(), 'fitvibe-browser-'))
  const [PORT = '', METRICS_PORT = ''] = await freePorts(2)
  const translator = await startTranslationPeer()
  translator.translateWith((text, target) => {
    const english = ENGLISH[text]
    return english ? { text: english, language: 'fr' } : { text, language: target }
  })
  const { key, url = '' } = translator.config()
  const server = startProcess({
    PORT,
    METRICS_PORT,
    FITVIBE_DATA_DIR: dataDir,
    FEATURE_TOTP: 'true',
    LOG_LEVEL: 'error',
    // All athletes of the tests share one address.
    RATE_LIMIT_PER_MINUTE: '1000000',
    FEATURE_CAPTCHA: 'true',
    AI_TRANSLATION_PROVIDER: 'deepl',
    AI_TRANSLATION_KEY: key,
    AI_TRANSLATION_URL: url,
  })
  await server.greeted()
  process.env['WEB_APP_URL'] = `http://localhost:${PORT}`
  process.env['SERVER_DATA_DIR'] = dataDir
  // The package unpacks its browser on the first call, which two workers must not do at once.
  process.env['CHROMIUM_PATH'] = existsSync(systemChromium)
    ? systemChromium
    : await packagedChromium.executablePath()
  return async () => {
    server.kill('SIGTERM')
    await server.ended
    translator.stop()
    printErrors(server.output)
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Builds the web app if it is missing or older than its sources. */
async function buildWebApp(): Promise<void> {
  const built = join(root, 'apps/frontend/dist/index.html')
  const packages = await readdir(join(root, 'packages'))
  const sources = [
    ...['src', 'public', 'index.html', 'vite.config.ts', 'precompress.ts'].map(
      (name) => `apps/frontend/${name}`,
    ),
    ...packages.map((name) => `packages/${name}/src`),
  ]
  const changes = await Promise.all(sources.map((source) => lastChange(join(root, source))))
  if (existsSync(built) && (await stat(built)).mtimeMs >= Math.max(...changes)) return
  await promisify(execFile)('npm', ['run', 'build', '-w', 'apps/frontend'], { cwd: root })
}

async function lastChange(path: string): Promise<number> {
  const own = await stat(path)
  const entries = own.isDirectory() ? await readdir(path, { recursive: true }) : []
  const stats = await Promise.all(entries.map((entry) => stat(join(path, entry))))
  return Math.max(own.mtimeMs, ...stats.map(({ mtimeMs }) => mtimeMs))
}

/** Prints the end of the server's log: at this level it holds errors only. */
function printErrors({ stdout, stderr }: { stdout: string; stderr: string }): void {
  const log = stdout.split('\n').filter((line) => line.startsWith('{'))
  const errors = [...log, stderr].join('\n').trim()
  if (errors) process.stdout.write(`\nErrors of the server:\n${errors.slice(-4_000)}\n`)
}
