import { authApi, calendarApi } from '@fitvibe/contract'
import { pino } from 'pino'
import request from 'supertest'
import { describe, expect, it } from 'vitest'

import { PASSWORD, useTestApp } from '../../tests/testApp.ts'
import { log } from '../../tests/training.ts'
import { createApp } from '../app.ts'
import { network } from './requestLog.ts'

const local = useTestApp()
const production = useTestApp({ isProduction: true, cookieDomain: 'fitvibe.example' })

const cookiesOf = (answer: { headers: Record<string, unknown> }) =>
  Object.fromEntries(
    (answer.headers['set-cookie'] as string[]).map((cookie) => [cookie.split('=')[0], cookie]),
  )

describe('every answer', () => {
  it.each(['/health', '/api/v1/feed', '/api/v1/nothing', '/api/v1/docs'])(
    'allows only the resources that our pages need: %s',
    async (path) => {
      const { headers } = await local.http().get(path)

      expect(headers['content-security-policy']).toContain("script-src 'self'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['content-security-policy']).not.toContain('unsafe')
      // A picture of another host would tell that host who looks at a profile.
      expect(headers['content-security-policy']).toMatch(/img-src 'self' data: blob:(?:;|$)/)
      expect(headers['content-security-policy']).not.toMatch(/https?:/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-site',
      })
      expect(headers).not.toHaveProperty('x-powered-by')
    },
  )

  it('requires https only in production', async () => {
    const [there, here] = [
      await production.http().get('/health'),
      await local.http().get('/health'),
    ]

    expect(there.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
    expect(there.headers['content-security-policy']).toContain('upgrade-insecure-requests')
    expect(here.headers).not.toHaveProperty('strict-transport-security')
    expect(here.headers['content-security-policy']).not.toContain('upgrade-insecure-requests')
  })

  it('to a logged-in user is not cacheable', async () => {
    const ada = await local.newAthlete()

    expect((await ada.agent.get('/api/v1/users/me')).headers['cache-control']).toBe('no-store')
  })
})

describe('the request id', () => {
  it('is taken from the request if it is a UUID', async () => {
    const name = local.ctx().newId()

    const answer = await local.http().get('/health').set('x-request-id', name)

    expect(answer.headers['x-request-id']).toBe(name)
  })

  it.each(['', 'me', '<script>'])('is new if the request sent %j', async (name) => {
    const answer = await local.http().get('/health').set('x-request-id', name)

    expect(answer.headers['x-request-id']).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/)
  })
})

describe('cookies', () => {
  it('are limited to our site, https and one domain in production', async () => {
    const { visitor, csrf } = cookiesOf(await production.http().get('/api/v1/auth/csrf'))

    expect(visitor).toMatch(/; Domain=fitvibe\.example; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(csrf).toMatch(/; Domain=fitvibe\.example; Path=\/; Secure; SameSite=Lax$/)
  })

  it('of a login are cleared at logout', async () => {
    const ada = await local.newAthlete()

    const { access, refresh } = cookiesOf(await ada.call(authApi.logout, {}))

    expect(access).toMatch(/^access=; Path=\/; Expires=Thu, 01 Jan 1970/)
    expect(refresh).toMatch(/^refresh=; Path=\/api\/v1\/auth; Expires=Thu, 01 Jan 1970/)
  })

  it('of a login live as long as it does, including the access cookie', async () => {
    const ada = await local.newAthlete()
    const login = { login: ada.username, password: PASSWORD }

    const cookies = cookiesOf(await local.visitor().call(authApi.login, { body: login }))

    expect(cookies['access']).toContain(`Max-Age=${14 * 86_400};`)
    expect(cookies['refresh']).toContain(`Max-Age=${14 * 86_400};`)
  })
})

describe('the access log', () => {
  const written: string[] = []
  const logger = pino({}, { write: (line) => void written.push(line) })
  const logged = () => request(createApp({ ...local.ctx(), logger }))

  it('names endpoint and network, but no person', async () => {
    await logged()
      .get('/api/v1/feed?cursor=abc&lang=de')
      .set({ 'user-agent': 'a browser', cookie: 'access=secret' })

    const line = written.at(-1) ?? ''
    expect(JSON.parse(line)).toMatchObject({
      module: 'access',
      method: 'GET',
      route: '/api/v1/feed',
      remote: '127.0.0.0/24',
      agent: 'a browser',
      msg: 'request',
    })
    expect(line).not.toMatch(/secret|cursor=/)
  })

  it.each(['/api/v1/export/history.csv', '/api/v1/export/history.json', '/api/v1/users/me'])(
    'contains the number of bytes sent, including streamed files: %s',
    async (path) => {
      const ada = await local.newAthlete()
      await log(ada, {}, { title: 'Überzüge' })
      const login = { login: ada.username, password: PASSWORD }
      const cookies = cookiesOf(await local.visitor().call(authApi.login, { body: login }))

      const answer = await logged()
        .get(path)
        .set({ cookie: cookies['access'] ?? '', 'accept-encoding': 'identity' })

      expect(answer.status).toBe(200)
      const { route, bytes } = JSON.parse(written.at(-1) ?? '') as Record<string, unknown>
      expect([route, bytes]).toEqual([path, Buffer.byteLength(answer.text)])
    },
  )

  it('does not contain a secret from a path', async () => {
    const ada = await local.newAthlete()
    const { url } = (await ada.call(calendarApi.renewCalendar, {})).body as { url: string }

    await logged().get(new URL(url).pathname)

    const line = written.at(-1) ?? ''
    expect(JSON.parse(line)).toMatchObject({ route: '/calendar/:token.ics', status: 200 })
    expect(line).not.toContain(new URL(url).pathname.slice(10, -4))
  })

  it('does not contain unknown paths', async () => {
    await logged().get('/ada@example.org').set('accept', 'application/json')

    expect(JSON.parse(written.at(-1) ?? '')).toMatchObject({ route: 'unmatched', status: 404 })
    expect(written.at(-1)).not.toContain('ada@')
  })

  it('contains an internal error in full; the answer contains none of it', async () => {
    const broken = { ...local.ctx(), logger, clock: () => new Date(Number.NaN) }

    const answer = await request(createApp(broken)).get('/health')

    expect(answer.status).toBe(500)
    expect(answer.body.error).toMatchObject({
      code: 'INTERNAL',
      message: 'Something went wrong on our side.',
    })
    expect(answer.text).not.toMatch(/Invalid input|at .*\.ts/)
    const logged500 = written
      .map((line) => JSON.parse(line))
      .find(({ msg }) => msg === 'request failed')
    expect(logged500).toMatchObject({ requestId: answer.body.error.requestId, route: '/health' })
    expect(logged500.err.message).toContain('Invalid input')
  })

  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['', ''],
  ])('cuts %s to %s', (address, cut) => {
    expect(network(address)).toBe(cut)
  })
})
