import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from 'pg'

import { owner } from './cluster.ts'
import { hasCode } from './files.ts'
import { disarm, isAlive, isSameProcess, readPostmaster, type Postmaster } from './postmaster.ts'

const patienceMs = 30_000

/**
 * Returns the server running on this home once it accepts our password. Returns undefined if none
 * is running, and defuses any stale PID file so that a new server can start. Waits up to 30 seconds
 * for a server that is starting up, recovering from a crash or shutting down.
 */
export async function findRunning(home: string, password: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const postmaster = await readPostmaster(home)
    if (!postmaster) return undefined
    const isServer = await isAlive(postmaster)
    const refusal = isServer ? await logIn(postmaster, password) : new Error('it is gone')
    if (!refusal) return postmaster
    if (!isServer || (await isUnrelatedProcess(postmaster, refusal))) {
      await disarm(home, postmaster)
      return undefined
    }
    if (Date.now() > deadline || isFinal(refusal)) throw explainRefusal(home, postmaster, refusal)
    await sleep(50)
  }
}

/** Tries to log in. Returns the error if the server rejects us, undefined if it accepts us. */
async function logIn({ port }: Postmaster, password: string): Promise<Error | undefined> {
  if (!Number.isInteger(port)) return new Error('it has not chosen a port yet')
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: owner,
    password,
    database: owner,
    ssl: false,
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return error as Error
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Start times decide only after the login has failed: they also disagree for our own server if the
 * system clock was changed, and a server that answers "starting up" (57P03) is worth waiting for.
 */
async function isUnrelatedProcess(postmaster: Postmaster, refusal: Error): Promise<boolean> {
  return !hasCode(refusal, '57P03') && !(await isSameProcess(postmaster))
}

/** Waiting does not cure a wrong password (class 28) or a missing database (3D000). */
function isFinal(refusal: Error): boolean {
  return hasCode(refusal, '28P01', '28000', '3D000')
}

function explainRefusal(home: string, { pid, port }: Postmaster, refusal: Error): Error {
  return new Error(
    `process ${pid} serves ${home}/postgres on port ${port} but rejects our login: ${refusal.message}`,
    { cause: refusal },
  )
}
