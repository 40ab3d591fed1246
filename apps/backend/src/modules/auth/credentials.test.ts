import { authApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { hashPassword } from '../../utils/passwords.ts'

const app = useTestApp()

const NEW_PASSWORD = 'Another-horse-8-battery'

const change = (athlete: Athlete, newPassword = NEW_PASSWORD, password = PASSWORD) =>
  athlete.call(authApi.changePassword, { body: { password, newPassword } })

async function logIn(login: string, password = PASSWORD) {
  const visitor = app.visitor()
  const answer = await visitor.call(authApi.login, { body: { login, password } })
  return { ...visitor, answer }
}

const statusOf = async (login: string, password: string) =>
  (await logIn(login, password)).answer.status

const liveLogins = (athlete: Athlete) =>
  app.ctx().db('auth_sessions').where({ owner: athlete.id }).whereNull('revoked_at')

const auditOf = (athlete: Athlete, event: string) =>
  app.ctx().db('audit_log').where({ owner: athlete.id, event })

const hashOf = async (athlete: Athlete) =>
  (await app.ctx().db('users').where({ id: athlete.id }).first('password_hash')).password_hash

async function tokenFrom(email: string, path: string) {
  const texts = (await app.mailsTo(email)).map(({ text }) => text ?? '')
  const link = new RegExp(`${path}\\?token=([\\w-]+)`)
  return texts.flatMap((text) => link.exec(text)?.[1] ?? [])[0] ?? ''
}

describe('POST /auth/password/change', () => {
  it('sets the password, ends every other login and keeps this one', async () => {
    const ada = await app.newAthlete()
    const elsewhere = await logIn(ada.username)

    const answer = await change(ada)

    expect(answer.status).toBe(204)
    expect((await ada.call(usersApi.getMe, {})).status).toBe(200)
    expect((await ada.call(authApi.refresh, {})).status).toBe(200)
    expectRefusal(await elsewhere.call(usersApi.getMe, {}), 'AUTH_REQUIRED')
    expectRefusal(await elsewhere.call(authApi.refresh, {}), 'AUTH_REQUIRED')
    expect(await statusOf(ada.username, PASSWORD)).toBe(401)
    expect(await statusOf(ada.username, NEW_PASSWORD)).toBe(200)
    expect(await auditOf(ada, 'password.changed')).toHaveLength(1)
  })

  it('notifies the user by mail in their language', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { preferredLang: 'de' } })

    await change(ada)

    const [mail, ...more] = await app.mailsTo(ada.email)
    expect(mail?.subject).toBe('Dein Passwort wurde geändert')
    expect(mail?.text).toContain(`${app.ctx().config.publicOrigin}/forgot`)
    expect(mail?.text).not.toContain('ignorieren')
    expect(more).toEqual([])
  })

  it('invalidates links mailed before', async () => {
    const ada = await app.newAthlete()
    await app.visitor().call(authApi.forgotPassword, { body: { email: ada.email } })
    const token = await tokenFrom(ada.email, '/reset')

    await change(ada)

    const body = { token, newPassword: 'Third-horse-9-battery' }
    expectRefusal(await app.visitor().call(authApi.resetPassword, { body }), 'UNPROCESSABLE')
  })

  it('cancels a pending change of address', async () => {
    const ada = await app.newAthlete()
    const email = `${ada.username}.new@example.org`
    await ada.call(authApi.requestEmailChange, { body: { password: PASSWORD, email } })
    const token = await tokenFrom(email, '/verify-email')

    await change(ada)

    const confirmed = await ada.call(authApi.confirmEmailChange, { body: { token } })
    expectRefusal(confirmed, 'UNPROCESSABLE')
    expect((await ada.call(usersApi.getMe, {})).body.email).toBe(ada.email)
  })

  it('refuses a wrong password and changes nothing', async () => {
    const ada = await app.newAthlete()
    const elsewhere = await logIn(ada.username)

    const answer = await change(ada, NEW_PASSWORD, 'Wrong-horse-7-battery')

    expectRefusal(answer, 'AUTH_INVALID_CREDENTIALS', 'The password is wrong.')
    expect((await elsewhere.call(usersApi.getMe, {})).status).toBe(200)
    expect(await statusOf(ada.username, PASSWORD)).toBe(200)
    expect(await app.mailsTo(ada.email)).toEqual([])
  })

  it.each([
    ['Password-2026!', 'VALIDATION_ERROR', 'Is one of the most common passwords'],
    [PASSWORD, 'UNPROCESSABLE', 'This is already your password'],
  ] as const)('refuses the new password %s', async (newPassword, code, message) => {
    const ada = await app.newAthlete()

    const answer = await change(ada, newPassword)

    expectRefusal(answer, code)
    expect(answer.body.error.details).toEqual([
      { path: 'body.newPassword', message: expect.stringContaining(message) as string },
    ])
    expect(await statusOf(ada.username, PASSWORD)).toBe(200)
  })

  it('accepts one of two concurrent changes', async () => {
    const ada = await app.newAthlete()

    const answers = await Promise.all([change(ada, 'First-horse-1-in'), change(ada)])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 401])
    expect(await auditOf(ada, 'password.changed')).toHaveLength(1)
  })

  it('also ends the successor of a token that is being refreshed', async () => {
    const ada = await app.newAthlete()
    await logIn(ada.username)
    const [mine, other] = await liveLogins(ada).orderBy('jti')
    const { db } = app.ctx()

    const refreshing = await db.transaction()
    await refreshing('users').where({ id: ada.id }).forNoKeyUpdate().select('id')
    const changed = change(ada)
    await expect
      .poll(async () => {
        const { rows } = await db.raw('select 1 from pg_locks where not granted')
        return rows.length
      })
      .toBeGreaterThan(0)
    const successor = { ...other, jti: app.ctx().newId(), parent_jti: other.jti }
    await refreshing('auth_sessions').insert(successor)
    await refreshing('auth_sessions').where({ jti: other.jti }).update({ used_at: app.now() })
    await refreshing.commit()

    expect((await changed).status).toBe(204)
    expect((await liveLogins(ada)).map(({ jti }) => jti)).toEqual([mine.jti])
  })

  it(
    'leaves no other login live during concurrent refreshes and logins',
    { timeout: 60_000 },
    async () => {
      const ada = await app.newAthlete()
      const [mine] = await liveLogins(ada)
      const left: unknown[] = []
      let password = PASSWORD

      for (let round = 1; round <= 30; round += 1) {
        const next = `Horse-of-round-${round}`
        const others = await Promise.all([1, 2].map(() => logIn(ada.username, password)))
        await Promise.all([
          change(ada, next, password),
          ...others.map((other) => other.call(authApi.refresh, {})),
          logIn(ada.username, password),
        ])
        left.push(...(await liveLogins(ada).whereNot({ family_id: mine.family_id })))
        password = next
      }

      expect(left).toEqual([])
      expect((await ada.call(usersApi.getMe, {})).status).toBe(200)
    },
  )

  it('requires a login', async () => {
    const body = { password: PASSWORD, newPassword: NEW_PASSWORD }

    expectRefusal(await app.visitor().call(authApi.changePassword, { body }), 'AUTH_REQUIRED')
  })
})

describe('a common password', () => {
  const common = 'P@ssw0rd-2026'

  it('is refused at registration, in the requested language', async () => {
    const body = { username: 'weak', email: 'weak@example.org', password: common }

    const answer = await app.visitor().call(authApi.register, { body }, { 'accept-language': 'de' })

    expectRefusal(answer, 'VALIDATION_ERROR', 'Die Anfrage ist ungültig.')
    expect(answer.body.error.details).toEqual([
      {
        path: 'body.password',
        message: 'Ist eines der häufigsten Passwörter oder ihm zu ähnlich: Wähl ein anderes.',
      },
    ])
    expect(await app.ctx().db('users').where({ username: 'weak' })).toEqual([])
  })

  it('is refused at a reset, and the link stays valid', async () => {
    const ada = await app.newAthlete()
    await app.visitor().call(authApi.forgotPassword, { body: { email: ada.email } })
    const token = await tokenFrom(ada.email, '/reset')
    const reset = (newPassword: string) =>
      app.visitor().call(authApi.resetPassword, { body: { token, newPassword } })

    const refused = await reset(common)
    const done = await reset(NEW_PASSWORD)

    expectRefusal(refused, 'VALIDATION_ERROR')
    expect(refused.body.error.details[0].path).toBe('body.newPassword')
    expect(done.status).toBe(204)
  })
})

describe('POST /auth/password/reset', () => {
  it('notifies the user by mail and cancels a pending change of address', async () => {
    const ada = await app.newAthlete()
    const email = `${ada.username}.new@example.org`
    await ada.call(authApi.requestEmailChange, { body: { password: PASSWORD, email } })
    await app.visitor().call(authApi.forgotPassword, { body: { email: ada.email } })
    const token = await tokenFrom(ada.email, '/reset')

    await app.visitor().call(authApi.resetPassword, { body: { token, newPassword: NEW_PASSWORD } })

    const subjects = (await app.mailsTo(ada.email)).map(({ subject }) => subject)
    expect(subjects).toContain('Your password has changed')
    expect(await app.ctx().db('user_contacts').where({ owner: ada.id }).pluck('value')).toEqual([
      ada.email,
    ])
  })
})

describe('a login', () => {
  const hashWith = (settings: Partial<ReturnType<typeof app.ctx>['config']>) =>
    hashPassword({ ...app.ctx().config, ...settings }, PASSWORD)
  const setHash = (athlete: Athlete, hash: string) =>
    app.ctx().db('users').where({ id: athlete.id }).update({ password_hash: hash })

  it('renews a hash of another cost', async () => {
    const ada = await app.newAthlete()
    await setHash(ada, await hashWith({ passwordCost: 5 }))

    const answers = [await logIn(ada.username), await logIn(ada.username)]

    expect(answers.map(({ answer }) => answer.status)).toEqual([200, 200])
    expect(await hashOf(ada)).toMatch(/^p1:\$2b\$04\$/)
  })

  it('accepts concurrent logins while the hash is renewed', async () => {
    const ada = await app.newAthlete()
    await setHash(ada, await hashWith({ passwordCost: 5 }))

    const answers = await Promise.all(Array.from({ length: 6 }, () => logIn(ada.username)))

    expect(answers.map(({ answer }) => answer.status)).toEqual(Array(6).fill(200))
    expect(await hashOf(ada)).toMatch(/^p1:\$2b\$04\$/)
  })

  it('keeps the hash if the login is refused or the hash is current', async () => {
    const ada = await app.newAthlete()
    const current = await hashOf(ada)
    await logIn(ada.username)
    const kept = await hashOf(ada)
    const outdated = await hashWith({ passwordCost: 5 })
    await setHash(ada, outdated)

    await logIn(ada.username, 'wrong')

    expect(kept).toBe(current)
    expect(await hashOf(ada)).toBe(outdated)
  })
})
