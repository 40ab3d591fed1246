import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from 'pg'

import { owner } from './cluster.ts'
import { hasCode } from './files.ts'
import { disarm, isAlive, isSameProcess, readPostmaster, type Postmaster } from './postmaster.ts'

const patienceMs = 30_000

/**
 * The server that runs on this home, once it lets us in with our password; undefined when none
 * runs, and then no stale file stands in the way of a new one. One that starts up, recovers from a
 * crash or shuts down is waited for, 30 seconds at most.
 */
export async function findRunning(home: string, password: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const postmaster = await readPostmaster(home)
    if (!postmaster) return undefined
    const isServer = await isAlive(postmaster)
    const refusal = isServer ? await logIn(postmaster, password) : new Error('it is gone')
    if (!refusal) return postmaster
    if (!isServer || (await isSomebodyElse(postmaster, refusal))) {
      await disarm(home, postmaster)
      return undefined
    }
    if (Date.now() > deadline || isFinal(refusal)) throw explainRefusal(home, postmaster, refusal)
    await sleep(50)
  }
}

/** Why the server at that port refuses us; undefined when it does not. */
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
 * The login is asked before the start times: these disagree for our own server too when the clock
 * was set meanwhile, and a server that answers "starting up" is one to wait for.
 */
async function isSomebodyElse(postmaster: Postmaster, refusal: Error): Promise<boolean> {
  return !hasCode(refusal, '57P03') && !(await isSameProcess(postmaster))
}

/** A wrong password (class 28) and a missing database (3D000) do not pass by waiting. */
function isFinal(refusal: Error): boolean {
  return hasCode(refusal, '28P01', '28000', '3D000')
}

function explainRefusal(home: string, { pid, port }: Postmaster, refusal: Error): Error {
  return new Error(
    `process ${pid} serves ${home}/postgres on port ${port} but does not let us in: ${refusal.message}`,
    { cause: refusal },
  )
}
