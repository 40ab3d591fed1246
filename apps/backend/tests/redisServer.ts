import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { Redis } from 'ioredis'

import { freePorts } from '../../../tests/serverProcess.ts'

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** Starts a Redis server for one test, on a free local port and without persistence. */
export async function startRedis() {
  const [port = ''] = await freePorts(1)
  const folder = await mkdtemp(join(tmpdir(), 'fitvibe-redis-'))
  const args = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', '']
  const server = spawn('redis-server', [...args, '--appendonly', 'no'], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  const url = `redis://127.0.0.1:${port}`
  await waitUntilReady(url)
  return {
    url,
    async stop() {
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function waitUntilReady(url: string): Promise<void> {
  const redis = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: 100 })
  redis.on('error', () => undefined)
  await Promise.race([
    redis.ping(),
    setTimeout(10_000).then(() => {
      throw new Error('redis-server did not answer within 10 s')
    }),
  ])
  redis.disconnect()
}
