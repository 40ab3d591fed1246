import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { hasCode } from './files.ts'

const patienceMs = 120_000

/**
 * Runs `work` under a lock on the folder, across all processes of this machine; waits for the lock
 * for up to two minutes. The lock is an abstract socket name, which the kernel frees when its
 * process ends, even if killed. Only Linux has such names: on other systems `work` runs without a
 * lock, and atomic renames and PostgreSQL's own lock file prevent damage.
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
        throw new Error('another process has held the lock for too long', { cause: error })
      await sleep(50)
    }
  }
}
