import { authApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { unixSeconds } from '../../utils/clock.ts'
import { newSecret, packToken, signAccessToken, unpackToken } from '../../utils/tokens.ts'

const app = useTestApp()

const REFRESH_PATH = '/api/v1/auth/refresh'
const DAY = 86_400

const loginsOf = (athlete: Athlete) => app.ctx().db('auth_sessions').where({ owner: athlete.id })

const cookieOf = (athlete: Athlete, name: string) =>
  athlete.agent.jar.getCookie(name, {
    domain: '127.0.0.1',
    path: REFRESH_PATH,
    secure: false,
    script: false,
  })?.value ?? ''

const setCookie = (athlete: Athlete, name: string, value: string, path = '/') =>
  athlete.agent.jar.setCookie(`${name}=${value}; path=${path}`, '127.0.0.1', path)

describe('POST /auth/login', () => {
  it('answers the same for a closed account and a wrong password', async () => {
    const ada = await app.newAthlete()
    await app.ctx().db('users').where({ id: ada.id }).update({ status: 'archived' })

    const answer = await app
      .visitor()
      .call(authApi.login, { body: { login: ada.username, password: PASSWORD } })

    expectRefusal(answer, 'AUTH_INVALID_CREDENTIALS')
  })

  it('stores the origin of a login, reduced to what the user recognises', async () => {
    const ada = await app.newAthlete()
    const body = { login: ada.username, password: PASSWORD }

    await app.visitor().call(authApi.login, { body }, { 'user-agent': 'x'.repeat(1_000) })

    const [newest] = await loginsOf(ada).orderBy('jti', 'desc')
    expect(newest.user_agent).toBe('x'.repeat(256))
    expect(newest.ip).toMatch(/^127\.0\.0\.0/)
  })
})

describe('POST /auth/refresh', () => {
  it.each([
    ['nonsense', 'nonsense'],
    ['for an unknown user', packToken([crypto.randomUUID(), crypto.randomUUID()], newSecret())],
  ])('refuses a cookie that is %s', async (_, cookie) => {
    const ada = await app.newAthlete()
    setCookie(ada, 'refresh', cookie, '/api/v1/auth')

    expectRefusal(await ada.call(authApi.refresh, {}), 'AUTH_REQUIRED')
  })

  it('refuses a guessed secret and ends no login', async () => {
    const ada = await app.newAthlete()
    const genuine = cookieOf(ada, 'refresh')
    const { ids } = unpackToken(genuine, 2) ?? { ids: [] }

    setCookie(ada, 'refresh', packToken(ids, newSecret()), '/api/v1/auth')
    const guessed = await ada.call(authApi.refresh, {})
    setCookie(ada, 'refresh', genuine, '/api/v1/auth')
    const known = await ada.call(authApi.refresh, {})

    expectRefusal(guessed, 'AUTH_REQUIRED')
    expect(known.status).toBe(200)
  })

  it('refuses a login unused for 14 days', async () => {
    const ada = await app.newAthlete()
    app.passSeconds(14 * DAY)

    expectRefusal(await ada.call(authApi.refresh, {}), 'AUTH_REQUIRED')
  })

  it('ends a login after 90 days even if it is used', async () => {
    const ada = await app.newAthlete()
    const begin = unixSeconds(app.now())
    const lifetimes: number[] = []

    for (let days = 0; days < 84; days += 12) {
      app.passSeconds(12 * DAY)
      const { headers } = await ada.call(authApi.refresh, {})
      lifetimes.push(Number(/refresh=.*?Max-Age=(\d+)/.exec(String(headers['set-cookie']))?.[1]))
    }
    app.passSeconds(6 * DAY)

    expect(lifetimes.map((seconds) => seconds / DAY)).toEqual([14, 14, 14, 14, 14, 14, 6])
    expect(unixSeconds(app.now()) - begin).toBe(90 * DAY)
    expectRefusal(await ada.call(authApi.refresh, {}), 'AUTH_REQUIRED')
  })

  it('refuses a login that was ended elsewhere', async () => {
    const ada = await app.newAthlete()
    await loginsOf(ada).update({ revoked_at: app.now(), revoke_reason: 'logout' })

    expectRefusal(await ada.call(authApi.refresh, {}), 'AUTH_REQUIRED')
  })

  it('ends the login if a token is reused after its successor', async () => {
    const ada = await app.newAthlete()
    const stolen = cookieOf(ada, 'refresh')
    await ada.call(authApi.refresh, {})
    await ada.call(authApi.refresh, {})

    setCookie(ada, 'refresh', stolen, '/api/v1/auth')
    const reused = await ada.call(authApi.refresh, {})

    expectRefusal(reused, 'AUTH_REQUIRED')
    expect(await loginsOf(ada).whereNull('revoked_at')).toEqual([])
    expect(
      await app.ctx().db('audit_log').where({ owner: ada.id, event: 'refresh.reused' }),
    ).toHaveLength(1)
    expectRefusal(await ada.call(usersApi.getMe, {}), 'AUTH_REQUIRED')
  })
})

describe('POST /auth/logout', () => {
  it.each([
    ['missing', () => ''],
    ['nonsense', () => 'nonsense'],
    [
      'for an unknown user',
      () => packToken([crypto.randomUUID(), crypto.randomUUID()], newSecret()),
    ],
    ['a guess', (token: string) => packToken(unpackToken(token, 2)?.ids ?? [], newSecret())],
  ])('ends no login for a token that is %s and clears the cookies', async (_, forge) => {
    const ada = await app.newAthlete()
    setCookie(ada, 'refresh', forge(cookieOf(ada, 'refresh')), '/api/v1/auth')

    const answer = await ada.call(authApi.logout, {})

    expect(answer.status).toBe(204)
    expect(String(answer.headers['set-cookie'])).toContain('access=;')
    expect(await loginsOf(ada).whereNull('revoked_at')).toHaveLength(1)
  })

  it('ends this login and keeps the others', async () => {
    const ada = await app.newAthlete()
    const elsewhere = app.visitor()
    await elsewhere.call(authApi.login, { body: { login: ada.username, password: PASSWORD } })

    await ada.call(authApi.logout, {})

    expect((await ada.call(usersApi.getMe, {})).status).toBe(401)
    expect((await elsewhere.call(usersApi.getMe, {})).status).toBe(200)
  })

  it('succeeds without a login', async () => {
    expect((await app.visitor().call(authApi.logout, {})).status).toBe(204)
  })
})

describe('an access token', () => {
  it('for another user’s login is refused, cached or not', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const [login] = await loginsOf(ada)
    const issuedAt = unixSeconds(app.now())
    const { signing } = app.ctx().config.keyRing(app.now())
    const claims = { userId: bob.id, sid: login.family_id, expiresAt: issuedAt + 900 }
    const forged = await signAccessToken(signing, claims, issuedAt)
    const me = () => app.http().get('/api/v1/users/me').set('cookie', `access=${forged}`)

    const whileUnknown = await me()
    await ada.call(usersApi.getMe, {})
    const whileKnown = await me()

    expectRefusal(whileUnknown, 'AUTH_REQUIRED')
    expectRefusal(whileKnown, 'AUTH_REQUIRED')
  })

  it('of a closed account is refused after 15 seconds', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.getMe, {})
    await app.ctx().db('users').where({ id: ada.id }).update({ status: 'archived' })
    app.passSeconds(15)

    expectRefusal(await ada.call(usersApi.getMe, {}), 'AUTH_REQUIRED')
  })
})
