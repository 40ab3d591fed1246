import { authApi, usersApi } from '@fitvibe/contract'
import request from 'supertest'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../tests/refusal.ts'
import { PASSWORD, useTestApp } from '../../tests/testApp.ts'
import { createApp } from '../app.ts'
import { createContext } from '../context.ts'

/** 200 reads a minute, 100 writes, 10 attempts at credentials, 2 mails. */
const app = useTestApp({ rateLimitPerMinute: 200, trustedProxies: 1 })

const forgotPassword = { body: { email: 'nobody@example.org' } }
const at = (address: string) => ({ 'x-forwarded-for': address })

describe('the mail budget', () => {
  it('counts by address, is shown in headers, and refuses with Retry-After', async () => {
    const visitor = app.visitor()
    const answers = []

    for (let i = 0; i < 3; i += 1)
      answers.push(await visitor.call(authApi.forgotPassword, forgotPassword, at('192.0.2.1')))
    const [first, , refused] = answers

    expect(answers.map(({ status }) => status)).toEqual([202, 202, 429])
    expect(first?.headers).toMatchObject({
      'ratelimit-policy': '2;w=60',
      'ratelimit-limit': '2',
      'ratelimit-remaining': '1',
    })
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60)
    if (refused) expectRefusal(refused, 'RATE_LIMITED', 'Too many requests: wait a moment.')
  })

  it('is shared by an IPv6 /64 and ignores forged X-Forwarded-For entries', async () => {
    const from = ['2001:db8:0:9::1', '2001:db8:0:9::2', '192.0.2.77, 2001:db8:0:9::3']
    const statuses = []

    for (const address of from) {
      const answer = await app.visitor().call(authApi.forgotPassword, forgotPassword, at(address))
      statuses.push(answer.status)
    }

    expect(statuses).toEqual([202, 202, 429])
  })

  it('is shared by all instances', async () => {
    const smtp = app.mailbox().url
    const other = createContext(app.ctx().config, { database: app.databaseUrl(), smtp })
    const agent = request.agent(createApp(other))
    const { body } = await agent.get('/api/v1/auth/csrf')
    for (let i = 0; i < 2; i += 1)
      await app.visitor().call(authApi.forgotPassword, forgotPassword, at('192.0.2.2'))

    const answer = await agent
      .post('/api/v1/auth/password/forgot')
      .set({ 'x-csrf-token': body.csrfToken, ...at('192.0.2.2') })
      .send(forgotPassword.body)
    await other.close()

    expectRefusal(answer, 'RATE_LIMITED')
  })
})

describe('the credentials budget', () => {
  it('counts every attempt', async () => {
    const ada = await app.newAthlete()
    const login = { body: { login: ada.username, password: PASSWORD } }
    const statuses = []

    for (let i = 0; i < 11; i += 1)
      statuses.push((await app.visitor().call(authApi.login, login, at('192.0.2.3'))).status)

    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429])
  })
})

describe('the budget of a logged-in user', () => {
  it('counts by user across addresses, runs no statement, and does not affect others', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const rename = { body: { alias: 'changed' } }
    for (let i = 0; i < 100; i += 1)
      await ada.call(usersApi.updateMe, rename, at(`198.51.100.${i}`))

    const refused = await ada.call(usersApi.updateMe, rename, at('198.51.100.200'))
    const read = await ada.call(usersApi.getMe, {}, at('198.51.100.200'))
    const others = await bob.call(usersApi.updateMe, rename, at('198.51.100.1'))

    expectRefusal(refused, 'RATE_LIMITED')
    expect([read.status, others.status]).toEqual([200, 200])
    const kept = await app.ctx().db('rate_limits').pluck('key')
    expect(kept.filter((key: string) => /^(read|write)/.test(key))).toEqual([])
  })
})
