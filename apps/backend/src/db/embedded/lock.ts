import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { hasCode } from './files.ts'

const patienceMs = 120_000

/**
 * Runs `work` while no other process of this machine runs its own for the same folder; waits two
 * minutes for those at most. The lock is a socket name that the kernel frees with its process, so a
 * killed one leaves none behind. Only Linux has such names: elsewhere `work` runs at once, and
 * renaming into place and PostgreSQL's own lock file keep two starters from doing harm.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return work()
  const { dev, ino } = await stat(folder)
  const lock = await acquire(`\0fitvibe-postgres-${dev}-${ino}`)
  try {
    return await work()
  } finally {
    lock.close()
    await once(lock, 'close')
  }
}

async function acquire(name: string): Promise<Server> {
  for (const deadline = Date.now() + patienceMs; ;) {
    const server = createServer()
    try {
      server.listen(name)
      await once(server, 'listening')
      return server
    } catch (error) {
      if (!hasCode(error, 'EADDRINUSE')) throw error
      if (Date.now() > deadline)
        throw new Error('another process has been starting it for too long', { cause: error })
      await sleep(50)
    }
  }
}
