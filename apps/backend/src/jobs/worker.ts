import { EventEmitter } from 'node:events'

import { Logger, run, runOnce, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'

import type { Context } from '../context.ts'
import { eraseAccounts } from './eraseAccounts.ts'
import { exportData } from './exportData.ts'
import { extendSeries } from './extendSeries.ts'
import { mailExport } from './mailExport.ts'
import { queueMails } from './queueMails.ts'
import { recountBests } from './recountBests.ts'
import { sendAccountMail } from './sendAccountMail.ts'
import { sendReminder } from './sendReminder.ts'
import { sendSummary } from './sendSummary.ts'
import { sweep } from './sweep.ts'
import { sweepMedia } from './sweepMedia.ts'
import { translateTexts } from './translateTexts.ts'

const CONCURRENCY = 4

/** Bounds the wait for a server that accepts connections but does not answer. */
const LIMITS = { connectionTimeoutMillis: 2_000, query_timeout: 7_000, statement_timeout: 5_000 }

const CRONTAB = `
*/5 * * * * queueMails
17 * * * * sweep
23 * * * * sweepMedia
29 * * * * eraseAccounts
41 * * * * extendSeries`

/**
 * Runs jobs until stopped; `stop` waits for running jobs. Several processes can share the work.
 * @throws Error if the database is down at the first look for jobs
 */
export async function startWorker(ctx: Context, connectionString: string) {
  const pool = new pg.Pool({ connectionString, max: CONCURRENCY + 1, ...LIMITS })
  const warn = (error: Error) =>
    ctx.logger.warn({ module: 'jobs', reason: error.message }, 'connection lost')
  pool.on('error', warn)
  pool.on('connect', (client) => client.on('error', warn))
  const events: WorkerEvents = new EventEmitter()
  const firstLook = errorOfFirstLook(events)
  const runner = await run({
    events,
    pgPool: pool,
    taskList: tasks(ctx),
    crontab: CRONTAB,
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
 * Resolves to the error of the first look for jobs, if it fails. graphile-worker looks up its tasks
 * only then and caches the result: after a failure every later look fails too, even if the database
 * is back.
 */
function errorOfFirstLook(events: WorkerEvents): Promise<unknown> {
  return new Promise((resolve) => {
    events.once('worker:getJob:empty', () => resolve(undefined))
    events.once('job:start', () => resolve(undefined))
    events.once('worker:getJob:error', ({ error }) => resolve(error))
  })
}

/** Runs all waiting jobs and returns when none is left. */
export async function runWaitingJobs(ctx: Context, connectionString: string): Promise<void> {
  await runOnce({ connectionString, taskList: tasks(ctx), logger: loggerOf(ctx) })
}

function tasks(ctx: Context): TaskList {
  return {
    sendAccountMail: (payload) => sendAccountMail(ctx, payload),
    queueMails: () => queueMails(ctx),
    sendReminder: (payload) => sendReminder(ctx, payload),
    sendSummary: (payload) => sendSummary(ctx, payload),
    sweep: () => sweep(ctx),
    eraseAccounts: () => eraseAccounts(ctx),
    sweepMedia: () => sweepMedia(ctx),
    extendSeries: () => extendSeries(ctx),
    recountBests: (payload) => recountBests(ctx, payload),
    translateTexts: (_, { abortSignal }) => translateTexts(ctx, abortSignal),
    exportData: (payload) => exportData(ctx, payload),
    mailExport: (payload) => mailExport(ctx, payload),
  }
}

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const

function loggerOf(ctx: Context): Logger {
  const logger = ctx.logger.child({ module: 'jobs' })
  return new Logger(() => (level, message) => {
    logger[LEVELS[level]](message)
  })
}
