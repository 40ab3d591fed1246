import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const backend = fileURLToPath(new URL('../apps/backend', import.meta.url))

/** The environment of the test run must not influence its servers. */
const bare = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  LOG_LEVEL: 'warn',
  // Tests count their own rows.
  FITVIBE_DEMO: 'false',
}

export type ServerProcess = ReturnType<typeof startProcess>

/** Starts the server that was built as a separate process with only these environment variables. */
export function startProcess(variables: Record<string, string>) {
  const env = { ...bare, ...variables }
  const child = spawn(process.execPath, ['dist/main.js'], { cwd: backend, env })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (output.stdout += String(chunk)))
  child.stderr.on('data', (chunk) => (output.stderr += String(chunk)))
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  return {
    output,
    pid: child.pid,
    url: `http://127.0.0.1:${variables['PORT']}`,
    /** Resolves to the exit code, or to the signal that ended the process. */
    ended: closed.then(([code, signal]) => code ?? signal),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Resolves when the server has printed its greeting and accepts requests. */
    greeted: () => untilGreeted(child, output),
  }
}

async function untilGreeted(child: ChildProcess, output: { stdout: string; stderr: string }) {
  while (!output.stdout.includes('/metrics')) {
    if (child.exitCode !== null)
      throw new Error(`The server ended: ${output.stdout}${output.stderr}`)
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')])
  }
}

/**
 * Systems give ports above these to clients, and to servers that ask for any: such a port might be free
 * now, and taken before the server starts.
 */
const FIRST_PORT = 20_000
const PORTS = 12_000

/** Returns different ports that are free at the moment. */
export async function freePorts(count: number): Promise<string[]> {
  const ports = new Set<number>()
  while (ports.size < count) {
    const port = FIRST_PORT + randomInt(PORTS)
    if (await isFree(port)) ports.add(port)
  }
  return [...ports].map(String)
}

function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.once('listening', () => server.close(() => resolve(true)))
  })
}
