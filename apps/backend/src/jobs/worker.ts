import { EventEmitter } from 'node:events'

import { Logger, run, runOnce, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'

import type { Context } from '../context.ts'
import { extendSeries } from './extendSeries.ts'
import { sendAccountMail } from './sendAccountMail.ts'
import { sweep } from './sweep.ts'

const CONCURRENCY = 4

/** A server that takes connections and says nothing must not keep a worker waiting for ever. */
const LIMITS = { connectionTimeoutMillis: 2_000, query_timeout: 7_000, statement_timeout: 5_000 }

/**
 * Runs jobs until stopped; finishes those it has begun. Any number of processes may do so.
 * @throws Error when the database is away at the first look for jobs
 */
export async function startWorker(ctx: Context, connectionString: string) {
  const pool = new pg.Pool({ connectionString, max: CONCURRENCY + 1, ...LIMITS })
  const warn = (error: Error) =>
    ctx.logger.warn({ module: 'jobs', reason: error.message }, 'connection lost')
  pool.on('error', warn)
  pool.on('connect', (client) => client.on('error', warn))
  const events: WorkerEvents = new EventEmitter()
  const firstLook = failureOfFirstLook(events)
  const runner = await run({
    events,
    pgPool: pool,
    taskList: tasks(ctx),
    crontab: '17 * * * * sweep\n41 * * * * extendSeries',
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    logger: loggerOf(ctx),
  })
  const stop = async () => {
    await runner.stop()
    await pool.end()
  }
  const failure = await firstLook
  if (failure === undefined) return { stop }
  await stop()
  throw failure
}

/**
 * What the first look for jobs failed with, if it did. graphile-worker looks its tasks up then and
 * keeps the outcome: after a failure every later look would fail too, database back or not.
 */
function failureOfFirstLook(events: WorkerEvents): Promise<unknown> {
  return new Promise((resolve) => {
    events.once('worker:getJob:empty', () => resolve(undefined))
    events.once('job:start', () => resolve(undefined))
    events.once('worker:getJob:error', ({ error }) => resolve(error))
  })
}

/** Runs what is waiting and returns when nothing is left. */
export async function runWaitingJobs(ctx: Context, connectionString: string): Promise<void> {
  await runOnce({ connectionString, taskList: tasks(ctx), logger: loggerOf(ctx) })
}

function tasks(ctx: Context): TaskList {
  return {
    sendAccountMail: (payload) => sendAccountMail(ctx, payload),
    sweep: () => sweep(ctx),
    extendSeries: () => extendSeries(ctx),
  }
}

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const

function loggerOf(ctx: Context): Logger {
  const logger = ctx.logger.child({ module: 'jobs' })
  return new Logger(() => (level, message) => {
    logger[LEVELS[level]](message)
  })
}
