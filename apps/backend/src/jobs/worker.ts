import { Logger, run, runOnce, type TaskList } from 'graphile-worker'

import type { Context } from '../context.ts'
import { sendAccountMail } from './sendAccountMail.ts'
import { sweep } from './sweep.ts'

/** Runs jobs until stopped; finishes those it has begun. Any number of processes may do so. */
export async function startWorker(ctx: Context, connectionString: string) {
  const runner = await run({
    connectionString,
    taskList: tasks(ctx),
    crontab: '17 * * * * sweep',
    concurrency: 4,
    maxPoolSize: 5,
    noHandleSignals: true,
    logger: loggerOf(ctx),
  })
  return { stop: () => runner.stop() }
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
