import { once } from 'node:events'
import { join } from 'node:path'

import { startEmbedded } from '@fitvibe/embedded-postgres'

import { createApp } from './app.ts'
import { createConfig } from './config/config.ts'
import { loadEnv } from './config/env.ts'
import { createContext } from './context.ts'
import { migrate } from './db/migrate.ts'
import { greeting } from './greeting.ts'
import { startWorker } from './jobs/worker.ts'
import { listen, listenForMetrics, sendAway, stopListening } from './listen.ts'
import * as demoAccountService from './modules/auth/demoAccount.service.ts'
import { drain } from './modules/system/system.service.ts'
import { startMailbox } from './utils/mailbox.ts'

/** Longest time from being told to stop to the end: the delay, and what is under way then. */
const DRAIN_MS = 10_000

/** What has been started, to be stopped in the opposite order. */
const started: (() => Promise<unknown>)[] = []

async function start(): Promise<void> {
  const config = await createConfig(loadEnv(process.env))
  const postgres = config.databaseUrl ? undefined : await startEmbedded({ dataDir: config.dataDir })
  if (postgres) started.push(() => postgres.stop())
  const databaseUrl = config.databaseUrl ?? postgres?.url ?? ''
  await migrate(databaseUrl)

  const mailbox = config.smtpUrl ? undefined : await startMailbox(join(config.dataDir, 'mail'))
  if (mailbox) started.push(() => mailbox.close())
  const smtpUrl = config.smtpUrl ?? mailbox?.url ?? ''
  const ctx = createContext(config, { database: databaseUrl, smtp: smtpUrl })
  started.push(() => ctx.close())

  const worker = await startWorker(ctx, databaseUrl)
  started.push(() => worker.stop())
  const metricsServer = await listenForMetrics(config.metricsPort, config.metricsHost)
  started.push(() => stopListening(metricsServer))
  const demo = postgres && (await demoAccountService.ensure(ctx))
  const server = await listen(createApp(ctx, mailbox), config.port, config.host)
  started.push(() => stopListening(server))
  started.push(() => sendAway(server, config.shutdownDelaySeconds))
  process.stdout.write(greeting(config, { mailbox: mailbox !== undefined, demo }))
}

async function stop(): Promise<void> {
  setTimeout(() => process.exit(1), DRAIN_MS).unref()
  drain()
  for (const end of started.toReversed()) await end()
}

try {
  // Heard from the beginning: told to stop while it starts, it stops once it has.
  const told = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  await start()
  await told
  await stop()
  process.exit(0)
} catch (error) {
  process.stderr.write(`FitVibe cannot start. ${(error as Error).message}\n`)
  await stop()
  process.exit(1)
}
