import { setTimeout } from 'node:timers/promises'

import type { Language } from '@fitvibe/contract'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'

import type { Config } from './config/config.ts'
import { isRetryable } from './db/failures.ts'
import { connect, type Db } from './db/knex.ts'
import type { WeekStart } from './utils/calendar.ts'
import { systemClock, type Clock } from './utils/clock.ts'
import { newUuid, type NewId } from './utils/ids.ts'
import { createLogger } from './utils/logger.ts'
import { createMailer, type Mailer } from './utils/mailer.ts'
import { openObjectStorage } from './utils/objectStorage.ts'
import { connectRedis } from './utils/redis.ts'
import { openStorage, type Storage } from './utils/storage.ts'

/** The outside resources of the application. Tests replace single members. */
export interface Context {
  readonly db: Db
  readonly logger: Logger
  readonly clock: Clock
  readonly newId: NewId
  readonly config: Config
  readonly mailer: Mailer
  /** Pictures and exports. */
  readonly storage: Storage
  /** Where the instances count together, if it is not the database. */
  readonly redis?: Redis | undefined
}

/** A signed-in user, as each request carries it. */
export interface User {
  readonly id: string
  /** The login the request came with. */
  readonly sid: string
  readonly username: string
  readonly role: 'user' | 'admin'
  readonly preferredLang: Language
  readonly timezone: string
  readonly weekStart: WeekStart
}

/** The composition root: the one place where real resources are made. */
export function createContext(
  config: Config,
  urls: { database: string; smtp: string },
): Context & { close(): Promise<void> } {
  const logger = createLogger(config.logLevel)
  const db = connect(urls.database, {
    poolSize: config.databasePoolSize,
    onError: (error) => logger.warn({ module: 'db', reason: error.message }, 'connection lost'),
  })
  const mailer = createMailer(urls.smtp, config.mailFrom)
  const redis = config.redisUrl === undefined ? undefined : connectRedis(config.redisUrl, logger)
  return {
    db,
    logger,
    clock: systemClock,
    newId: newUuid,
    config,
    mailer,
    storage: config.objectStorageUrl
      ? openObjectStorage(config.objectStorageUrl)
      : openStorage(config.uploadsDir),
    redis,
    async close() {
      mailer.close()
      redis?.disconnect()
      await db.destroy()
    },
  }
}

const RETRIES = 3

/**
 * Runs `work` in one transaction, rolled back if it throws, and does it again when another
 * transaction got in the way. The callback's parameter is always named `ctx`, so that the outer
 * one, which is outside the transaction, cannot be used by mistake. Never put a network call or
 * anything else that must not happen twice in it.
 */
export async function inTransaction<T>(
  ctx: Context,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ctx.db.transaction((db) => work({ ...ctx, db }))
    } catch (error) {
      if (attempt === RETRIES || !isRetryable(error)) throw error
      await setTimeout(10 * 2 ** attempt * (1 + Math.random()))
    }
  }
}
