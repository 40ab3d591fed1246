import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { authApi } from '@fitvibe/contract'
import type { Express } from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, inject } from 'vitest'

import { createApp } from '../src/app.ts'
import { createConfig, type Config } from '../src/config/config.ts'
import { loadEnv } from '../src/config/env.ts'
import { createContext, type Context } from '../src/context.ts'
import { runWaitingJobs } from '../src/jobs/worker.ts'
import * as demoAccountService from '../src/modules/auth/demoAccount.service.ts'
import { startMailbox, type Mailbox } from '../src/utils/mailbox.ts'
import { connectTo, type Client } from './client.ts'
import { query, urlOf } from './templateDatabase.ts'
import { visitorOn, type Visitor } from './visitor.ts'

export const PASSWORD = 'Correct-horse-7-battery'

export type TestApp = ReturnType<typeof useTestApp>

/** Gives a test file its own database and one server that serves the whole application from it. */
export function useTestApp(overrides: Partial<Config> = {}) {
  const clock = { time: new Date('2026-09-07T10:00:00Z') }
  const now = () => clock.time
  const state = {} as {
    ctx: Context & { close(): Promise<void> }
    app: Express
    client: Client
    mailbox: Mailbox
    dataDir: string
    url: string
  }
  const database = `test_${randomUUID().replaceAll('-', '')}`
  const clients = new Map<Express, Promise<Client>>()

  /** A client of the application, or of another that a test has put together. */
  function connect(app = state.app): Promise<Client> {
    const client = clients.get(app) ?? connectTo(app)
    clients.set(app, client)
    return client
  }

  beforeAll(async () => {
    const adminUrl = inject('adminUrl')
    await query(adminUrl, `create database ${database} template ${inject('template')}`)
    state.url = urlOf(adminUrl, database)
    state.dataDir = await mkdtemp(join(tmpdir(), 'fitvibe-test-'))
    state.mailbox = await startMailbox(join(state.dataDir, 'mail'))
    const env = loadEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', FITVIBE_DATA_DIR: SECRETS })
    const config = {
      ...(await createConfig(env)),
      passwordCost: 4,
      hasTotp: true,
      rateLimitPerMinute: 1_000_000,
      uploadsDir: join(state.dataDir, 'uploads'),
      ...overrides,
    }
    const ctx = createContext(config, { database: state.url, smtp: state.mailbox.url })
    state.ctx = { ...ctx, clock: now, logger: pino({ level: 'silent' }) }
    state.app = createApp(state.ctx, state.mailbox)
    state.client = await connect()
  })

  // The database stays: the cluster is thrown away after the run.
  afterAll(async () => {
    for (const client of clients.values()) (await client).close()
    await state.ctx.close()
    await state.mailbox.close()
    await rm(state.dataDir, { recursive: true, force: true })
  })

  return {
    ctx: () => state.ctx,
    app: () => state.app,
    connect,
    /** supertest without any cookies. */
    http: () => state.client.newAgent(),
    databaseUrl: () => state.url,
    mailbox: () => state.mailbox,
    /** A browser that is not logged in. */
    visitor: () => visitorOn(state.client, now),
    /** A logged-in athlete that no other test uses. */
    async newAthlete(given: { username?: string; timezone?: string } = {}) {
      const username =
        given.username ?? `a${createHash('sha1').update(randomUUID()).digest('hex').slice(0, 12)}`
      const email = `${username}@example.org`
      const id = await demoAccountService.createVerified(state.ctx, {
        username,
        password: PASSWORD,
        email,
        preferredLang: 'en',
        timezone: given.timezone ?? 'Europe/Berlin',
      })
      const visitor = visitorOn(state.client, now)
      const answer = await visitor.call(authApi.login, {
        body: { login: username, password: PASSWORD },
      })
      if (answer.status !== 200) throw new Error(`login failed: ${answer.text}`)
      return { id, username, email, ...visitor }
    },
    /** A logged-in administrator that no other test uses. */
    async newAdmin() {
      const admin = await this.newAthlete()
      await state.ctx.db('users').where({ id: admin.id }).update({ role: 'admin' })
      return admin
    },
    /** Runs waiting jobs and returns the mails to an address, newest first. */
    async mailsTo(email: string) {
      await runWaitingJobs(state.ctx, state.url)
      return (await state.mailbox.list()).filter((mail) => mail.to.includes(email))
    },
    setTime: (time: string) => void (clock.time = new Date(time)),
    /** Sets the time and logs an athlete in again, because the login has expired by then. */
    async setTimeFor(athlete: Visitor & { readonly username: string }, time: string) {
      clock.time = new Date(time)
      const body = { login: athlete.username, password: PASSWORD }
      await athlete.call(authApi.login, { body })
    },
    passSeconds: (seconds: number) =>
      void (clock.time = new Date(clock.time.getTime() + seconds * 1_000)),
    now,
  }
}

export type Athlete = Awaited<ReturnType<TestApp['newAthlete']>>

/** Secrets are expensive to make, so all files of a run share them. */
const SECRETS = join(tmpdir(), 'fitvibe-test-keys')
