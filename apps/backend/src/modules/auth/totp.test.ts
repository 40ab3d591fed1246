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
  it('gives a secret in three forms and changes nothing yet', async () => {
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

  it('keeps the secret sealed', async () => {
    const ada = await app.newAthlete()
    const { secret } = (await enrol(ada)).body as { secret: string }

    const stored = await app.ctx().db('user_totp').where({ owner: ada.id }).first()

    expect(stored.secret.includes(secret)).toBe(false)
  })

  it('asks for the password', async () => {
    const ada = await app.newAthlete()

    expectRefusal(await enrol(ada, 'Wrong-horse-7-battery'), 'AUTH_INVALID_CREDENTIALS')
  })

  it('is refused while one is on', async () => {
    const { ada } = await protectedAthlete()

    expectRefusal(await enrol(ada), 'CONFLICT')
  })

  it('is not served where the installation does not offer it', async () => {
    const ada = await plain.newAthlete()

    expectRefusal(await enrolPlain(ada), 'NOT_FOUND')
    expectRefusal(await confirmPlain(ada, '123456'), 'NOT_FOUND')
    expect((await plainState(ada)).isOffered).toBe(false)
  })
})

describe('POST /auth/totp/confirm', () => {
  it('turns it on, gives ten recovery codes and ends all other logins', async () => {
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

  it('refuses a wrong code and one of an older secret', async () => {
    const ada = await app.newAthlete()
    const first = (await enrol(ada)).body.secret as string
    await enrol(ada)

    expectRefusal(await confirm(ada, codeOf(first)), 'UNPROCESSABLE')
    expectRefusal(await confirm(ada, '000000'), 'UNPROCESSABLE')
    expect((await logIn(ada)).status).toBe(200)
  })

  it('is refused where nothing waits for it', async () => {
    const ada = await app.newAthlete()

    expectRefusal(await confirm(ada, '123456'), 'CONFLICT')
  })

  it('gives codes once, however many race', async () => {
    const ada = await app.newAthlete()
    const { secret } = (await enrol(ada)).body as { secret: string }

    const answers = await Promise.all(Array.from({ length: 4 }, () => confirm(ada, codeOf(secret))))

    const stored = await app.ctx().db('totp_recovery_codes').where({ owner: ada.id })
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect(stored).toHaveLength(10)
  })
})

describe('POST /auth/login with a second factor', () => {
  it('asks for the code once the password is right', async () => {
    const { ada, secret } = await protectedAthlete()

    const asked = await logIn(ada)
    const answered = await logIn(ada, codeOf(secret))

    expectRefusal(asked, 'TOTP_REQUIRED', 'Give the code of your authenticator app.')
    expect(String(asked.headers['set-cookie'])).not.toContain('access=')
    expect(answered.status).toBe(200)
  })

  it('does not say that there is one to whoever lacks the password', async () => {
    const { ada, secret } = await protectedAthlete()

    const answer = await app.visitor().call(authApi.login, {
      body: { login: ada.username, password: 'Wrong-horse-7-battery', code: codeOf(secret) },
    })

    expectRefusal(answer, 'AUTH_INVALID_CREDENTIALS')
  })

  it('takes a code once, also when it is sent many times at once', async () => {
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

  it('takes no code older than one that has been used', async () => {
    const { ada, secret } = await protectedAthlete()
    const older = codeOf(secret)
    app.passSeconds(30)
    await logIn(ada, codeOf(secret))

    expectRefusal(await logIn(ada, older), 'TOTP_REQUIRED')
  })

  it('takes each recovery code once', async () => {
    const { ada, recoveryCodes } = await protectedAthlete()
    const [code = ''] = recoveryCodes

    const answers = [await logIn(ada, code.toLowerCase()), await logIn(ada, code)]

    expect(answers.map(({ status }) => status)).toEqual([200, 401])
    expect((await state(ada)).recoveryCodesLeft).toBe(9)
    expect(
      await app.ctx().db('audit_log').where({ owner: ada.id, event: 'totp.recovery_used' }),
    ).toHaveLength(1)
  })

  it('takes no recovery code of somebody else', async () => {
    const [first, second] = [await protectedAthlete(), await protectedAthlete()]

    expectRefusal(await logIn(first.ada, second.recoveryCodes[0]), 'TOTP_REQUIRED')
  })

  it('is asked for after a new password was set by mail, too', async () => {
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
  it('takes the password and a code, and ends all other logins', async () => {
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
