import { authApi } from '@fitvibe/contract'
import { pino } from 'pino'
import request from 'supertest'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { createApp } from '../src/app.ts'
import { createContext } from '../src/context.ts'
import { startWorker } from '../src/jobs/worker.ts'
import * as registrationService from '../src/modules/auth/registration.service.ts'
import { startProxy } from './proxy.ts'
import { expectRefusal } from './refusal.ts'
import { PASSWORD, useTestApp } from './testApp.ts'

const app = useTestApp()

const logged: string[] = []
const logger = pino({ level: 'warn' }, { write: (line) => void logged.push(line) })

let proxy: Awaited<ReturnType<typeof startProxy>>
let ctx: ReturnType<typeof createContext>
let worker: Awaited<ReturnType<typeof startWorker>>
let served: ReturnType<typeof createApp>

/** A second server whose connections to the same database the tests can cut. */
beforeAll(async () => {
  proxy = await startProxy(app.databaseUrl())
  const smtp = app.mailbox().url
  ctx = { ...createContext(app.ctx().config, { database: proxy.url, smtp }), logger }
  worker = await startWorker(ctx, proxy.url)
  served = createApp(ctx)
})

afterEach(() => proxy.restore())

afterAll(async () => {
  await worker.stop()
  await ctx.close()
  await proxy.cut()
})

const get = (path: string) => request(served).get(path)

async function logIn(credentials: { login: string; password: string }) {
  const agent = request.agent(served)
  const { body } = await agent.get('/api/v1/auth/csrf')
  return agent.post('/api/v1/auth/login').set('x-csrf-token', body.csrfToken).send(credentials)
}

describe('while the database is unreachable', () => {
  it.each([
    ['refuses connections', () => proxy.cut()],
    ['accepts connections and never answers', () => proxy.mute()],
  ])('a request gets 503 with Retry-After: the database %s', async (_, disconnect) => {
    expect((await get('/api/v1/feed')).status).toBe(200)

    await disconnect()
    const answer = await get('/api/v1/feed')

    expectRefusal(answer, 'UNAVAILABLE')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(answer.text).not.toMatch(/select|knex|127\.0\.0\.1|stack/i)
  })

  it('a login gets 503 too, and not the error for a wrong password', async () => {
    await proxy.cut()

    expectRefusal(await logIn({ login: 'ada', password: PASSWORD }), 'UNAVAILABLE')
  })

  it('the process is alive but not ready', async () => {
    await proxy.cut()

    const [alive, ready] = await Promise.all([get('/health'), get('/health/ready')])

    expect(alive.body.status).toBe('ok')
    expectRefusal(ready, 'UNAVAILABLE')
    expect(ready.headers['retry-after']).toBe('2')
  })

  it('endpoints that need no database still answer', async () => {
    await proxy.cut()

    const answers = await Promise.all(
      ['/.well-known/jwks.json', '/api/v1/openapi.json', '/api/v1/auth/csrf'].map(get),
    )

    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
  })
})

describe('once the database is back', () => {
  it('requests are served and the process is ready, without a restart', async () => {
    const ada = await app.newAthlete()
    await get('/api/v1/feed')
    await proxy.cut()
    await get('/api/v1/feed')

    await proxy.restore()
    const answers = await Promise.all([
      get('/health/ready'),
      get('/api/v1/feed'),
      logIn({ login: ada.username, password: PASSWORD }),
    ])

    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
  })

  it('waiting jobs run', async () => {
    await proxy.cut()
    await app.visitor().call(authApi.register, {
      body: { username: 'patient', email: 'patient@example.org', password: PASSWORD },
    })

    await proxy.restore()

    await expect
      .poll(async () => (await app.mailbox().list()).map(({ to }) => to), { timeout: 15_000 })
      .toContain('patient@example.org')
  })

  it('an interrupted transaction leaves no rows', async () => {
    const email = 'half@example.org'
    const broken = {
      ...ctx,
      newId: () => {
        void proxy.cut()
        return ctx.newId()
      },
    }
    const registration = { username: 'half', email, password: PASSWORD, timezone: 'UTC' } as const

    await expect(
      registrationService.register(broken, { ...registration, preferredLang: 'en' }),
    ).rejects.toThrow(/connection|timeout/i)
    await proxy.restore()

    expect(await app.ctx().db('identities').where({ value: 'half' })).toEqual([])
    expect(await app.ctx().db('user_contacts').where({ value: email })).toEqual([])
  })

  it('the log reports the lost connection without the password', async () => {
    const text = logged.join('')

    expect(text).toContain('Connection terminated')
    expect(text).not.toContain(new URL(proxy.url).password)
  })
})
