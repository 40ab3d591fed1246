import { authApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../tests/refusal.ts'
import { useTestApp } from '../../tests/testApp.ts'

const app = useTestApp({ allowedOrigins: ['https://app.example'] })

const NO_TOKEN = 'The request has no valid CSRF token: get one and try again.'
const CROSS_SITE = 'Requests from other sites are not allowed.'

const rename = { body: { alias: 'changed' } }

async function aliasOf(athlete: Awaited<ReturnType<typeof app.newAthlete>>) {
  return (await athlete.call(usersApi.getMe, {})).body.alias
}

describe('a CSRF token', () => {
  it.each([
    ['made up', 'a.b'],
    ['empty', ''],
    ['of the right form', `${'0'.repeat(64)}.${'0'.repeat(64)}`],
  ])('is refused if it is %s, even if cookie and header match', async (_, token) => {
    const ada = await app.newAthlete()
    ada.agent.jar.setCookie(`csrf=${token}`, '127.0.0.1', '/')

    const answer = await ada.agent
      .put('/api/v1/users/me')
      .set('x-csrf-token', token)
      .send(rename.body)

    expectRefusal(answer, 'FORBIDDEN', NO_TOKEN)
    expect(await aliasOf(ada)).toBeNull()
  })

  it('is valid for the same visitor', async () => {
    const visitor = app.visitor()
    const first = (await visitor.call(authApi.csrf, {})).headers[
      'set-cookie'
    ] as unknown as string[]
    const second = (await visitor.call(authApi.csrf, {})).headers[
      'set-cookie'
    ] as unknown as string[]

    expect(first.map((cookie) => cookie.split('=')[0])).toEqual(['visitor', 'csrf'])
    expect(second.map((cookie) => cookie.split('=')[0])).toEqual(['csrf'])
  })
})

describe('the origin of an unsafe request', () => {
  it.each([
    ['our page', { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['an allowed site', { 'sec-fetch-site': 'cross-site', origin: 'https://app.example' }],
    ['an old browser on an allowed site', { origin: 'https://app.example' }],
    ['an old browser on our page', { origin: 'http://fitvibe.test', host: 'fitvibe.test' }],
    ['a client that is no browser', {}],
  ])('may be %s', async (_, headers) => {
    const ada = await app.newAthlete()

    const answer = await ada.call(usersApi.updateMe, rename, headers)

    expect(answer.status).toBe(200)
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another site without Origin', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling domain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.app.example' }],
    ['an old browser on another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['an invalid origin', { origin: '::' }],
    ['a site with a similar name', { origin: 'https://app.example.evil.example' }],
  ])('may not be %s', async (_, headers) => {
    const ada = await app.newAthlete()

    const answer = await ada.call(usersApi.updateMe, rename, headers)

    expectRefusal(answer, 'FORBIDDEN', CROSS_SITE)
    expect(await aliasOf(ada)).toBeNull()
  })
})

describe('a script of another site', () => {
  it.each([
    ['https://app.example', 'https://app.example'],
    ['https://evil.example', undefined],
  ])('from %s may read our answers: %s', async (origin, allowed) => {
    const answer = await app.http().get('/health').set({ origin })

    expect(answer.headers['access-control-allow-origin']).toBe(allowed)
  })
})
