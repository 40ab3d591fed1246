import { Redis } from 'ioredis'
import type { Logger } from 'pino'

import { unavailable } from '../errors.ts'

/** As patient as with the database: who cannot be reached in 2 s is away. */
const LIMITS = { connectTimeout: 2_000, commandTimeout: 2_000, maxRetriesPerRequest: 1 }

/** Connects to a Redis or Valkey server, in the background and again whenever it is lost. */
export function connectRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, { ...LIMITS, retryStrategy: (times) => Math.min(times * 50, 1_000) })
  let isAway = false
  redis.on('ready', () => (isAway = false))
  redis.on('error', (error: Error) => {
    if (!isAway) logger.warn({ module: 'redis', reason: error.message }, 'connection lost')
    isAway = true
  })
  return redis
}

/** @throws AppError UNAVAILABLE when Redis does not answer: what is counted there is not let pass */
export async function askRedis<T>(question: Promise<unknown>): Promise<T> {
  try {
    return (await question) as T
  } catch (error) {
    throw unavailable(2, error)
  }
}
