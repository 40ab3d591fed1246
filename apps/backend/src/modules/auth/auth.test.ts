import { authApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { PASSWORD, useTestApp } from '../../../tests/testApp.ts'

const app = useTestApp()

const registration = (username: string) => ({
  username,
  email: `${username}@example.org`,
  password: PASSWORD,
})

async function tokenFor(email: string) {
  const [mail] = await app.mailsTo(email)
  return /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

describe('POST /auth/register', () => {
  it('mails a link that activates the account', async () => {
    const visitor = app.visitor()
    const registered = await visitor.call(authApi.register, { body: registration('rosa') })
    const early = await visitor.call(authApi.login, { body: { login: 'rosa', password: PASSWORD } })

    const token = await tokenFor('rosa@example.org')
    const verified = await visitor.call(authApi.verifyEmail, { body: { token } })
    const login = await visitor.call(authApi.login, {
      body: { login: 'ROSA@example.org', password: PASSWORD },
    })

    expect(registered.status).toBe(201)
    expect(registered.body).toEqual({ status: 'accepted' })
    expect(early.status).toBe(403)
    expect(verified.body).toEqual({ username: 'rosa' })
    expect(login.body.user).toMatchObject({ username: 'rosa', role: 'user' })
    const me = await visitor.call(usersApi.getMe, {})
    expect(me.body).toMatchObject({ username: 'rosa', email: 'rosa@example.org' })
  })

  it('sends the mail in the language of the request', async () => {
    await app
      .visitor()
      .call(authApi.register, { body: registration('heidi') }, { 'accept-language': 'de-AT' })
    const [mail] = await app.mailsTo('heidi@example.org')
    expect(mail?.subject).toBe('Bestätige deine E-Mail-Adresse')
  })

  it('sets the week and miles of the region of the request, unless it chooses', async () => {
    const [usual, chosen] = [registration('usual'), registration('chosen')]
    const american = { 'accept-language': 'en-US,en;q=0.9' }
    const preferencesOf = (username: string) =>
      app.ctx().db('users').where({ username }).first('week_start', 'distance_unit')

    await app.visitor().call(authApi.register, { body: usual }, american)
    await app
      .visitor()
      .call(authApi.register, { body: { ...chosen, distanceUnit: 'km' } }, american)

    expect(await preferencesOf('usual')).toEqual({ week_start: 'sunday', distance_unit: 'mi' })
    expect(await preferencesOf('chosen')).toEqual({ week_start: 'sunday', distance_unit: 'km' })
  })

  it('refuses a taken username, ignoring case', async () => {
    const taken = await app.newAthlete()
    const answer = await app.visitor().call(authApi.register, {
      body: { ...registration(taken.username.toUpperCase()), email: 'other@example.org' },
    })
    expect(answer.status).toBe(409)
    expect(answer.body.error.code).toBe('CONFLICT')
  })

  it('answers the same for an address with an account and notifies that account by mail', async () => {
    const owner = await app.newAthlete()
    const answer = await app
      .visitor()
      .call(authApi.register, { body: { ...registration('impostor'), email: owner.email } })

    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({ status: 'accepted' })
    const mails = await app.mailsTo(owner.email)
    expect(mails.map((mail) => mail.subject)).toEqual(['You already have an account'])
    expect(mails[0]?.text).not.toContain('token=')
  })

  it('frees an unverified username after a day', async () => {
    await app.visitor().call(authApi.register, { body: registration('squatter') })
    app.passSeconds(86_401)
    const answer = await app
      .visitor()
      .call(authApi.register, { body: { ...registration('squatter'), email: 'b@example.org' } })
    expect(answer.status).toBe(201)
  })

  it('gives the username to one of two concurrent requests', async () => {
    const answers = await Promise.all(
      ['x1@example.org', 'x2@example.org'].map((email) =>
        app.visitor().call(authApi.register, { body: { ...registration('racer'), email } }),
      ),
    )
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409])
  })

  it('lists every invalid field in the requested language', async () => {
    const answer = await app
      .visitor()
      .call(
        authApi.register,
        { body: { username: 'a b', email: 'nope', password: 'short' } },
        { 'accept-language': 'de' },
      )
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatchObject({
      code: 'VALIDATION_ERROR',
      message: 'Die Anfrage ist ungültig.',
    })
    const paths = answer.body.error.details.map((detail: { path: string }) => detail.path)
    expect(new Set(paths)).toEqual(new Set(['body.username', 'body.email', 'body.password']))
  })
})

describe('POST /auth/verify', () => {
  it('accepts a token once', async () => {
    await app.visitor().call(authApi.register, { body: registration('once') })
    const token = await tokenFor('once@example.org')

    const answers = await Promise.all([
      app.visitor().call(authApi.verifyEmail, { body: { token } }),
      app.visitor().call(authApi.verifyEmail, { body: { token } }),
    ])

    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 422])
  })

  it('refuses a token after 15 minutes and accepts the newly mailed one', async () => {
    await app.visitor().call(authApi.register, { body: registration('tardy') })
    const late = await tokenFor('tardy@example.org')
    app.passSeconds(901)
    const refused = await app.visitor().call(authApi.verifyEmail, { body: { token: late } })
    const resent = await app
      .visitor()
      .call(authApi.resendVerification, { body: { email: 'tardy@example.org' } })
    const fresh = await tokenFor('tardy@example.org')

    const taken = await app.visitor().call(authApi.verifyEmail, { body: { token: fresh } })

    expect(refused.status).toBe(422)
    expect(resent.status).toBe(202)
    expect(taken.status).toBe(200)
  })

  it('gives the address to the account that verifies it; the link of the other has ended', async () => {
    const email = 'shared@example.org'
    await app.visitor().call(authApi.register, { body: { ...registration('first'), email } })
    const first = await tokenFor(email)
    await app.visitor().call(authApi.register, { body: { ...registration('second'), email } })
    const second = await tokenFor(email)

    const won = await app.visitor().call(authApi.verifyEmail, { body: { token: second } })
    const lost = await app.visitor().call(authApi.verifyEmail, { body: { token: first } })

    expect([won.status, lost.status]).toEqual([200, 422])
  })
})

describe('POST /auth/login', () => {
  it('answers the same for a wrong password and an unknown name', async () => {
    const ada = await app.newAthlete()
    const wrong = await app
      .visitor()
      .call(authApi.login, { body: { login: ada.username, password: 'wrong' } })
    const unknown = await app
      .visitor()
      .call(authApi.login, { body: { login: 'nobody-here', password: 'wrong' } })

    expect(wrong.status).toBe(401)
    expect({ ...wrong.body.error, requestId: '' }).toEqual({ ...unknown.body.error, requestId: '' })
    expect(wrong.body.error.code).toBe('AUTH_INVALID_CREDENTIALS')
  })

  it('sets cookies that scripts cannot read', async () => {
    const ada = await app.newAthlete()
    const answer = await app
      .visitor()
      .call(authApi.login, { body: { login: ada.username, password: PASSWORD } })
    const cookies = answer.headers['set-cookie'] as unknown as string[]
    const named = (name: string) => cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? ''
    expect(named('access')).toMatch(/HttpOnly; SameSite=Lax/)
    expect(named('refresh')).toMatch(/Path=\/api\/v1\/auth;.*HttpOnly; SameSite=Lax/)
    expect(named('csrf')).not.toMatch(/HttpOnly/)
  })
})

describe('POST /auth/refresh', () => {
  it('renews a login whose access token has expired', async () => {
    const ada = await app.newAthlete()
    app.passSeconds(901)
    const ended = await ada.call(usersApi.getMe, {})
    const refreshed = await ada.call(authApi.refresh, {})
    const again = await ada.call(usersApi.getMe, {})

    expect([ended.status, refreshed.status, again.status]).toEqual([401, 200, 200])
    expect(refreshed.body.access.exp).toBe(Math.floor(app.now().getTime() / 1000) + 900)
  })

  it('gives concurrent requests the same successor', async () => {
    const ada = await app.newAthlete()
    const { cookie, token } = await stolen(ada.agent)
    const answers = await Promise.all(Array.from({ length: 5 }, () => refreshWith(cookie, token)))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    expect(new Set(answers.map(refreshCookieOf)).size).toBe(1)
  })

  it('ends the login if a token is reused later', async () => {
    const ada = await app.newAthlete()
    const { cookie, token } = await stolen(ada.agent)
    await refreshWith(cookie, token)
    app.passSeconds(11)

    const reused = await refreshWith(cookie, token)

    expect(reused.status).toBe(401)
    const left = await app
      .ctx()
      .db('auth_sessions')
      .where({ owner: ada.id })
      .whereNull('revoked_at')
    expect(left).toEqual([])
  })

  it('refuses a request without the cookie', async () => {
    expect((await app.visitor().call(authApi.refresh, {})).status).toBe(401)
  })
})

describe('POST /auth/logout', () => {
  it('ends the login immediately', async () => {
    const ada = await app.newAthlete()
    const cookies = await stolen(ada.agent)
    const answer = await ada.call(authApi.logout, {})
    const after = await app.http().get('/api/v1/users/me').set('cookie', cookies.cookie)
    expect([answer.status, after.status]).toEqual([204, 401])
  })
})

describe('POST /auth/password/reset', () => {
  it('sets the password once and ends every login', async () => {
    const ada = await app.newAthlete()
    const forgotten = await app
      .visitor()
      .call(authApi.forgotPassword, { body: { email: ada.email } })
    const token = await tokenFor(ada.email)
    const newPassword = 'Another-horse-8-battery'
    const reset = { body: { token, newPassword } }

    const done = await app.visitor().call(authApi.resetPassword, reset)
    const twice = await app.visitor().call(authApi.resetPassword, reset)

    expect([forgotten.status, done.status, twice.status]).toEqual([202, 204, 422])
    expect((await ada.call(usersApi.getMe, {})).status).toBe(401)
    const login = (password: string) =>
      app.visitor().call(authApi.login, { body: { login: ada.email, password } })
    expect((await login(PASSWORD)).status).toBe(401)
    expect((await login(newPassword)).status).toBe(200)
  })

  it('sends no mail to an unknown address and answers the same', async () => {
    const answer = await app
      .visitor()
      .call(authApi.forgotPassword, { body: { email: 'nobody@example.org' } })
    expect(answer.status).toBe(202)
    expect(await app.mailsTo('nobody@example.org')).toEqual([])
  })
})

describe('CSRF', () => {
  it('refuses an unsafe request without the token of its login', async () => {
    const ada = await app.newAthlete()
    const bob = await app.newAthlete()
    const { body } = await bob.call(authApi.csrf, {})
    const put = () => ada.agent.put('/api/v1/users/me')

    const without = await put().send({ alias: 'x' })
    const foreign = await put().set('x-csrf-token', body.csrfToken).send({ alias: 'x' })

    expect([without.status, foreign.status]).toEqual([403, 403])
    expect((await ada.call(usersApi.getMe, {})).body.alias).toBeNull()
  })

  it('refuses requests from another site', async () => {
    const ada = await app.newAthlete()
    const answer = await ada.call(
      usersApi.updateMe,
      { body: { alias: 'x' } },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    )
    expect(answer.status).toBe(403)
  })
})

async function stolen(agent: Parameters<typeof cookiesOf>[0]) {
  const { body } = await agent.get('/api/v1/auth/csrf')
  return { cookie: cookiesOf(agent), token: body.csrfToken as string }
}

function cookiesOf(agent: ReturnType<typeof app.visitor>['agent']): string {
  const { jar } = agent as unknown as {
    jar: { getCookies(info: unknown): { toValueString(): string }[] }
  }
  const access = { domain: '127.0.0.1', path: '/api/v1/auth/refresh', secure: false, script: false }
  return jar
    .getCookies(access)
    .map((cookie) => cookie.toValueString())
    .join('; ')
}

const refreshWith = (cookie: string, token: string) =>
  app.http().post('/api/v1/auth/refresh').set({ cookie, 'x-csrf-token': token })

const refreshCookieOf = (answer: { headers: Record<string, unknown> }) =>
  (answer.headers['set-cookie'] as string[])
    .find((cookie) => cookie.startsWith('refresh='))
    ?.split(';')[0]
