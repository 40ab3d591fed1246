import { Redis } from 'ioredis'
import type { Logger } from 'pino'

import { unavailable } from '../errors.ts'

/** The same timeout as for the database: 2 s. */
const LIMITS = { connectTimeout: 2_000, commandTimeout: 2_000, maxRetriesPerRequest: 1 }

/** Connects to a Redis or Valkey server in the background and reconnects after a failure. */
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

/** @throws AppError UNAVAILABLE if Redis does not answer: limits fail closed */
export async function askRedis<T>(command: Promise<unknown>): Promise<T> {
  try {
    return (await command) as T
  } catch (error) {
    throw unavailable(2, error)
  }
}
