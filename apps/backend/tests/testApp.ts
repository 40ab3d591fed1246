import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { authApi, toRequest, type Call, type Endpoint } from '@fitvibe/contract'
import { pino } from 'pino'
import request, { type Agent } from 'supertest'
import { afterAll, beforeAll, inject } from 'vitest'

import { createApp } from '../src/app.ts'
import { createConfig, type Config } from '../src/config/config.ts'
import { loadEnv } from '../src/config/env.ts'
import { createContext, type Context } from '../src/context.ts'
import { runWaitingJobs } from '../src/jobs/worker.ts'
import * as demoAccountService from '../src/modules/auth/demoAccount.service.ts'
import { startMailbox, type Mailbox } from '../src/utils/mailbox.ts'
import { query, urlOf } from './templateDatabase.ts'

export const PASSWORD = 'Correct-horse-7-battery'

export type TestApp = ReturnType<typeof useTestApp>

/** Gives a test file a database of its own and the whole application on top of it. */
export function useTestApp(overrides: Partial<Config> = {}) {
  const clock = { time: new Date('2026-09-07T10:00:00Z') }
  const state = {} as {
    ctx: Context & { close(): Promise<void> }
    app: ReturnType<typeof createApp>
    mailbox: Mailbox
    dataDir: string
    url: string
  }
  const database = `test_${randomUUID().replaceAll('-', '')}`

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
      ...overrides,
    }
    const ctx = createContext(config, { database: state.url, smtp: state.mailbox.url })
    state.ctx = { ...ctx, clock: () => clock.time, logger: pino({ level: 'silent' }) }
    state.app = createApp(state.ctx, state.mailbox)
  })

  afterAll(async () => {
    await state.ctx.close()
    await state.mailbox.close()
    await rm(state.dataDir, { recursive: true, force: true })
    await query(inject('adminUrl'), `drop database ${database} with (force)`)
  })

  return {
    ctx: () => state.ctx,
    app: () => state.app,
    http: () => request(state.app),
    databaseUrl: () => state.url,
    mailbox: () => state.mailbox,
    /** Somebody who is not logged in, with cookies of their own. */
    visitor: () => visitorOn(request.agent(state.app)),
    /** A logged-in athlete no other test knows. */
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
      const visitor = visitorOn(request.agent(state.app))
      const answer = await visitor.call(authApi.login, {
        body: { login: username, password: PASSWORD },
      })
      if (answer.status !== 200) throw new Error(`login failed: ${answer.text}`)
      return { id, username, email, ...visitor }
    },
    /** A logged-in administrator no other test knows. */
    async newAdmin() {
      const admin = await this.newAthlete()
      await state.ctx.db('users').where({ id: admin.id }).update({ role: 'admin' })
      return admin
    },
    /** Runs waiting jobs and returns the mails to an address, the newest first. */
    async mailsTo(email: string) {
      await runWaitingJobs(state.ctx, state.url)
      return (await state.mailbox.list()).filter((mail) => mail.to.includes(email))
    },
    setTime: (time: string) => void (clock.time = new Date(time)),
    /** Sets the time and logs an athlete in again, whose login has ended by then. */
    async setTimeFor(athlete: Visitor & { readonly username: string }, time: string) {
      clock.time = new Date(time)
      const body = { login: athlete.username, password: PASSWORD }
      await athlete.call(authApi.login, { body })
    },
    passSeconds: (seconds: number) =>
      void (clock.time = new Date(clock.time.getTime() + seconds * 1_000)),
    now: () => clock.time,
  }
}

type Visitor = ReturnType<typeof visitorOn>

export type Athlete = Awaited<ReturnType<TestApp['newAthlete']>>

/** Secrets are costly to make and the same for all files of a run. */
const SECRETS = join(tmpdir(), 'fitvibe-test-keys')

function visitorOn(agent: Agent) {
  return {
    agent,
    /** Calls an endpoint of the contract, with the CSRF token and whatever cookies there are. */
    async call<const E extends Endpoint>(
      endpoint: E,
      call: Call<E>,
      headers: Record<string, string> = {},
    ) {
      const { method, url, body } = toRequest(endpoint, call)
      const token = method === 'GET' ? undefined : await csrfToken(agent)
      const sent = agent[method.toLowerCase() as Lowercase<Endpoint['method']>](url).set({
        ...(token && { 'x-csrf-token': token }),
        ...headers,
      })
      return body === undefined ? sent : sent.send(body as object)
    },
  }
}

async function csrfToken(agent: Agent): Promise<string> {
  const answer = await agent.get('/api/v1/auth/csrf')
  return (answer.body as { csrfToken: string }).csrfToken
}
