import { Logger, run, runOnce, type TaskList } from 'graphile-worker'
import pg from 'pg'

import type { Context } from '../context.ts'
import { sendAccountMail } from './sendAccountMail.ts'
import { sweep } from './sweep.ts'

const CONCURRENCY = 4

/** A server that takes connections and says nothing must not keep a worker waiting for ever. */
const LIMITS = { connectionTimeoutMillis: 2_000, query_timeout: 7_000, statement_timeout: 5_000 }

/** Runs jobs until stopped; finishes those it has begun. Any number of processes may do so. */
export async function startWorker(ctx: Context, connectionString: string) {
  const pool = new pg.Pool({ connectionString, max: CONCURRENCY + 1, ...LIMITS })
  const warn = (error: Error) =>
    ctx.logger.warn({ module: 'jobs', reason: error.message }, 'connection lost')
  pool.on('error', warn)
  pool.on('connect', (client) => client.on('error', warn))
  const runner = await run({
    pgPool: pool,
    taskList: tasks(ctx),
    crontab: '17 * * * * sweep',
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    logger: loggerOf(ctx),
  })
  return {
    async stop() {
      await runner.stop()
      await pool.end()
    },
  }
}

/** Runs what is waiting and returns when nothing is left. */
export async function runWaitingJobs(ctx: Context, connectionString: string): Promise<void> {
  await runOnce({ connectionString, taskList: tasks(ctx), logger: loggerOf(ctx) })
}

function tasks(ctx: Context): TaskList {
  return {
    sendAccountMail: (payload) => sendAccountMail(ctx, payload),
    sweep: () => sweep(ctx),
  }
}

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const

function loggerOf(ctx: Context): Logger {
  const logger = ctx.logger.child({ module: 'jobs' })
  return new Logger(() => (level, message) => {
    logger[LEVELS[level]](message)
  })
}
