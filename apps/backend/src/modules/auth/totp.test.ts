import { authApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { authenticator } from '../../../tests/authenticator.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp } from '../../../tests/testApp.ts'

const app = useTestApp()
const plain = useTestApp({ hasTotp: false })

const { codeOf, enrol, confirm, disable, state, logIn, protectedAthlete } = authenticator(app)
const { enrol: enrolPlain, confirm: confirmPlain, state: plainState } = authenticator(plain)

describe('POST /auth/totp/enrol', () => {
  it('returns a secret in three forms and changes nothing yet', async () => {
    const ada = await app.newAthlete()

    const { status, body } = await enrol(ada)

    expect(status).toBe(200)
    expect(body).toEqual({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      uri: `otpauth://totp/FitVibe:${ada.username}?secret=${body.secret}&issuer=FitVibe`,
      qr: expect.stringMatching(/^data:image\/png;base64,/),
    })
    expect((await logIn(ada)).status).toBe(200)
    expect(await state(ada)).toEqual({
      isOffered: true,
      isEnabled: false,
      recoveryCodesLeft: 0,
    })
  })

  it('stores the secret encrypted', async () => {
    const ada = await app.newAthlete()
    const { secret } = (await enrol(ada)).body as { secret: string }

    const stored = await app.ctx().db('user_totp').where({ owner: ada.id }).first()

    expect(stored.secret.includes(secret)).toBe(false)
  })

  it('requires the password', async () => {
    const ada = await app.newAthlete()

    expectRefusal(await enrol(ada, 'Wrong-horse-7-battery'), 'AUTH_INVALID_CREDENTIALS')
  })

  it('is refused if two-factor login is on', async () => {
    const { ada } = await protectedAthlete()

    expectRefusal(await enrol(ada), 'CONFLICT')
  })

  it('returns 404 if FEATURE_TOTP is off', async () => {
    const ada = await plain.newAthlete()

    expectRefusal(await enrolPlain(ada), 'NOT_FOUND')
    expectRefusal(await confirmPlain(ada, '123456'), 'NOT_FOUND')
    expect((await plainState(ada)).isOffered).toBe(false)
  })
})

describe('POST /auth/totp/confirm', () => {
  it('turns it on, returns ten recovery codes and ends all other logins', async () => {
    const ada = await app.newAthlete()
    const other = app.visitor()
    await other.call(authApi.login, { body: { login: ada.username, password: PASSWORD } })
    const { secret } = (await enrol(ada)).body as { secret: string }

    const { status, body } = await confirm(ada, codeOf(secret))

    expect(status).toBe(200)
    expect(new Set(body.recoveryCodes).size).toBe(10)
    expect(await state(ada)).toEqual({
      isOffered: true,
      isEnabled: true,
      recoveryCodesLeft: 10,
    })
    expectRefusal(await other.call(usersApi.getMe, {}), 'AUTH_REQUIRED')
    expect((await ada.call(usersApi.getMe, {})).status).toBe(200)
  })

  it('refuses a wrong code and a code of an older secret', async () => {
    const ada = await app.newAthlete()
    const first = (await enrol(ada)).body.secret as string
    await enrol(ada)

    expectRefusal(await confirm(ada, codeOf(first)), 'UNPROCESSABLE')
    expectRefusal(await confirm(ada, '000000'), 'UNPROCESSABLE')
    expect((await logIn(ada)).status).toBe(200)
  })

  it('is refused without a secret to confirm', async () => {
    const ada = await app.newAthlete()

    expectRefusal(await confirm(ada, '123456'), 'CONFLICT')
  })

  it('returns codes to one of several concurrent requests', async () => {
    const ada = await app.newAthlete()
    const { secret } = (await enrol(ada)).body as { secret: string }

    const answers = await Promise.all(Array.from({ length: 4 }, () => confirm(ada, codeOf(secret))))

    const stored = await app.ctx().db('totp_recovery_codes').where({ owner: ada.id })
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect(stored).toHaveLength(10)
  })
})

describe('POST /auth/login with a second factor', () => {
  it('asks for the code only after the right password', async () => {
    const { ada, secret } = await protectedAthlete()

    const asked = await logIn(ada)
    const answered = await logIn(ada, codeOf(secret))

    expectRefusal(asked, 'TOTP_REQUIRED', 'Enter the code from your authenticator app.')
    expect(String(asked.headers['set-cookie'])).not.toContain('access=')
    expect(answered.status).toBe(200)
  })

  it('does not reveal two-factor login without the password', async () => {
    const { ada, secret } = await protectedAthlete()

    const answer = await app.visitor().call(authApi.login, {
      body: { login: ada.username, password: 'Wrong-horse-7-battery', code: codeOf(secret) },
    })

    expectRefusal(answer, 'AUTH_INVALID_CREDENTIALS')
  })

  it('accepts a code once, even from concurrent requests', async () => {
    const { ada, secret } = await protectedAthlete()
    const code = codeOf(secret)

    const answers = await Promise.all(Array.from({ length: 4 }, () => logIn(ada, code)))

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401])
    const again = await logIn(ada, code)
    expectRefusal(again, 'TOTP_REQUIRED')
    expect(again.body.error.details).toEqual([
      { path: 'body.code', message: 'The code is wrong, used or expired.' },
    ])
  })

  it('refuses a code older than a used one', async () => {
    const { ada, secret } = await protectedAthlete()
    const older = codeOf(secret)
    app.passSeconds(30)
    await logIn(ada, codeOf(secret))

    expectRefusal(await logIn(ada, older), 'TOTP_REQUIRED')
  })

  it('accepts each recovery code once', async () => {
    const { ada, recoveryCodes } = await protectedAthlete()
    const [code = ''] = recoveryCodes

    const answers = [await logIn(ada, code.toLowerCase()), await logIn(ada, code)]

    expect(answers.map(({ status }) => status)).toEqual([200, 401])
    expect((await state(ada)).recoveryCodesLeft).toBe(9)
    expect(
      await app.ctx().db('audit_log').where({ owner: ada.id, event: 'totp.recovery_used' }),
    ).toHaveLength(1)
  })

  it('refuses another user’s recovery code', async () => {
    const [first, second] = [await protectedAthlete(), await protectedAthlete()]

    expectRefusal(await logIn(first.ada, second.recoveryCodes[0]), 'TOTP_REQUIRED')
  })

  it('still requires the code after a password reset', async () => {
    const { ada } = await protectedAthlete()
    await app.visitor().call(authApi.forgotPassword, { body: { email: ada.email } })
    const [mail] = await app.mailsTo(ada.email)
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
    const newPassword = 'Another-horse-8-battery'
    await app.visitor().call(authApi.resetPassword, { body: { token, newPassword } })

    const answer = await app
      .visitor()
      .call(authApi.login, { body: { login: ada.username, password: newPassword } })

    expectRefusal(answer, 'TOTP_REQUIRED')
  })
})

describe('POST /auth/totp/disable', () => {
  it('requires the password and a code and ends all other logins', async () => {
    const { ada, secret } = await protectedAthlete()
    const other = app.visitor()
    await other.call(authApi.login, {
      body: { login: ada.username, password: PASSWORD, code: codeOf(secret) },
    })
    app.passSeconds(60)

    expectRefusal(await disable(ada, '000000'), 'TOTP_REQUIRED')
    expectRefusal(
      await disable(ada, codeOf(secret), 'Wrong-1-password'),
      'AUTH_INVALID_CREDENTIALS',
    )
    const answer = await disable(ada, codeOf(secret))

    expect(answer.status).toBe(204)
    expect((await logIn(ada)).status).toBe(200)
    expectRefusal(await other.call(usersApi.getMe, {}), 'AUTH_REQUIRED')
  })
})
