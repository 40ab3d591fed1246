import { once } from 'node:events'
import { join } from 'node:path'

import { startEmbedded } from '@fitvibe/embedded-postgres'

import { createApp } from './app.ts'
import { createConfig } from './config/config.ts'
import { loadEnv } from './config/env.ts'
import { createContext, type Context } from './context.ts'
import { migrate } from './db/migrate.ts'
import { startWorker } from './jobs/worker.ts'
import * as demoService from './modules/demo/demo.service.ts'
import * as commitJobsService from './modules/imports/commitJobs.service.ts'
import { stop as stopParsing } from './modules/imports/parse.service.ts'
import * as erasureService from './modules/privacy/erasure.service.ts'
import { drain } from './modules/system/system.service.ts'
import { greeting } from './server/greeting.ts'
import { listen, listenForMetrics, drainConnections, stopListening } from './server/listen.ts'
import { startMailbox } from './utils/mailbox.ts'
import { makePrivate } from './utils/wholeFiles.ts'

/** Maximum time from the stop signal to the end: the shutdown delay plus running requests and jobs. */
const DRAIN_MS = 10_000

/** Stops what has been started; called in reverse order. */
const stops: (() => Promise<unknown>)[] = []

async function start(): Promise<void> {
  const config = await createConfig(loadEnv(process.env))
  await makePrivate(config.dataDir)
  const postgres = config.databaseUrl ? undefined : await startEmbedded({ dataDir: config.dataDir })
  if (postgres) stops.push(() => postgres.stop())
  const databaseUrl = config.databaseUrl ?? postgres?.url ?? ''
  await migrate(databaseUrl)

  const mailbox = config.smtpUrl ? undefined : await startMailbox(join(config.dataDir, 'mail'))
  if (mailbox) stops.push(() => mailbox.close())
  const smtpUrl = config.smtpUrl ?? mailbox?.url ?? ''
  const ctx = createContext(config, { database: databaseUrl, smtp: smtpUrl })
  stops.push(() => ctx.close())

  await erasureService.replay(ctx)
  const worker = await startWorker(ctx, databaseUrl)
  stops.push(() => worker.stop())
  const metricsServer = await listenForMetrics(config.metricsPort, config.metricsHost)
  stops.push(() => stopListening(metricsServer))
  const demo = await demoService.ensure(ctx)
  const server = await listen(createApp(ctx, mailbox), config.port, config.host)
  stops.push(() => stopListening(server))
  // Commits first: they must know that the server stops before their parsing ends.
  stops.push(() => Promise.all([commitJobsService.stop(ctx), stopParsing()]))
  stops.push(() => drainConnections(server, config.shutdownDelaySeconds))
  stops.push(async () => drain(ctx))
  process.stdout.write(greeting(config, { mailbox: mailbox !== undefined, demo }))
  if (demo) fillDemo(ctx)
}

/**
 * Fills the demo account behind the start, which does not wait for it. A failure is logged, because the
 * server works without it.
 */
function fillDemo(ctx: Context): void {
  const stopping = new AbortController()
  const filling = demoService.fillYear(ctx, stopping.signal).catch((error: unknown) => {
    ctx.logger.warn({ module: 'demo', err: error }, 'the demo account is not complete')
  })
  stops.push(() => {
    stopping.abort()
    return filling
  })
}

async function stop(): Promise<void> {
  setTimeout(() => process.exit(1), DRAIN_MS).unref()
  for (const stopStep of stops.toReversed()) await stopStep()
}

try {
  // Listens from the beginning: a signal during the start takes effect once the start is complete.
  const stopSignal = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  await start()
  await stopSignal
  await stop()
  process.exit(0)
} catch (error) {
  process.stderr.write(`FitVibe cannot start. ${(error as Error).message}\n`)
  await stop()
  process.exit(1)
}
