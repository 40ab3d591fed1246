import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import type { BaselineSetup } from './baseline/setup.ts'

const MAIN = fileURLToPath(new URL('../../apps/backend/dist/main.js', import.meta.url))
/** The heap limit of `npm start` (decision record 23). */
const NODE_ARGS = ['--max-old-space-size=256']
const BASELINE = fileURLToPath(new URL('baseline/server.ts', import.meta.url))

export interface Running {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** Returns a port that is free at the moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Starts the built server as in production, with the given environment, until it is ready. */
export async function startApp(
  env: NodeJS.ProcessEnv,
  { logFile, nodeArgs = [] }: { logFile: string; nodeArgs?: readonly string[] },
): Promise<Running & { readonly metricsUrl: string }> {
  const port = await freePort()
  const metricsPort = await freePort()
  const log = createWriteStream(logFile)
  await once(log, 'open')
  const child = spawn(process.execPath, [...NODE_ARGS, ...nodeArgs, MAIN], {
    env: { ...env, PORT: String(port), METRICS_PORT: String(metricsPort), HOST: '127.0.0.1' },
    stdio: ['ignore', log, log],
  })
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`The server exited; its log is ${logFile}`)
    const isReady = await fetch(`${url}/health/ready`).then(
      (res) => res.ok,
      () => false,
    )
    const metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`
    if (isReady) return { url, metricsUrl, pid: child.pid ?? 0, stop: () => end(child) }
    await setTimeout(200)
  }
  await end(child)
  throw new Error(`The server was not ready after 30 s; its log is ${logFile}`)
}

/** Starts the baseline server, which receives `setup` as a message and answers with its port. */
export async function startBaseline(setup: BaselineSetup): Promise<Running> {
  const child = fork(BASELINE, { execArgv: ['--import', 'tsx'], stdio: 'inherit' })
  child.send(setup)
  const [port] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('The baseline exited'))),
  ])) as [number]
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(12_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))
  await Promise.race([exited, late.then(() => exited)])
}
