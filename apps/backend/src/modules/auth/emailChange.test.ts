import { authApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import * as accountsService from '../users/accounts.service.ts'

const app = useTestApp()

const request = (athlete: Athlete, email: string, password = PASSWORD) =>
  athlete.call(authApi.requestEmailChange, { body: { password, email } })
const confirm = (athlete: Athlete, token: string) =>
  athlete.call(authApi.confirmEmailChange, { body: { token } })

/** A second address of the athlete. */
const secondEmail = (athlete: Athlete, word = 'new') => `${athlete.username}.${word}@example.org`

const tokenIn = (text: string | undefined) => /token=([\w-]+)/.exec(text ?? '')?.[1] ?? ''
const tokenFor = async (email: string) => tokenIn((await app.mailsTo(email))[0]?.text)
const subjectsTo = async (email: string) => (await app.mailsTo(email)).map(({ subject }) => subject)

async function requestToken(athlete: Athlete, email: string) {
  await request(athlete, email)
  return tokenFor(email)
}

const emailOf = async (athlete: Athlete) =>
  (await athlete.call(usersApi.getMe, {})).body.email as string
const contactsOf = (athlete: Athlete) =>
  app.ctx().db('user_contacts').where({ owner: athlete.id }).pluck('value')
const logIn = async (login: string) =>
  (await app.visitor().call(authApi.login, { body: { login, password: PASSWORD } })).status

describe('POST /auth/email/change', () => {
  it('mails a link to the new address and a notice to the old one', async () => {
    const ada = await app.newAthlete()
    const email = secondEmail(ada)

    const answer = await request(ada, email)

    expect(answer.status).toBe(202)
    expect(answer.body).toEqual({ status: 'accepted' })
    const [link] = await app.mailsTo(email)
    const [notice] = await app.mailsTo(ada.email)
    expect(link?.subject).toBe('Confirm your new e-mail address')
    expect(link?.text).toContain(`${app.ctx().config.publicOrigin}/verify-email?token=`)
    expect(notice?.subject).toBe('Your e-mail address is about to change')
    expect(notice?.text).not.toContain(email)
    expect(await emailOf(ada)).toBe(ada.email)
    expect(
      await app.ctx().db('audit_log').where({ owner: ada.id, event: 'email.change_requested' }),
    ).toHaveLength(1)
  })

  it('answers the same for an address with an account; only the mail differs', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]

    const free = await request(ada, secondEmail(ada))
    const taken = await request(ada, bob.email.toUpperCase())

    expect([taken.status, taken.text]).toEqual([free.status, free.text])
    expect(Object.keys(taken.headers)).toEqual(Object.keys(free.headers))
    const [mail, ...more] = await app.mailsTo(bob.email)
    expect(mail?.subject).toBe('This address has an account')
    expect(mail?.text).toContain(`Hello ${bob.username},`)
    expect(mail?.text).not.toContain('token=')
    expect(mail?.text).not.toContain(ada.username)
    expect(more).toEqual([])
  })

  it('answers the same for the user’s own address', async () => {
    const ada = await app.newAthlete()

    const answer = await request(ada, ada.email)

    expect(answer.status).toBe(202)
    expect(await subjectsTo(ada.email)).toContain('This address has an account')
  })

  it('runs the same statements for every address', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const statements: string[] = []
    await emailOf(ada)
    app.ctx().db.on('query', ({ sql }: { sql: string }) => void statements.push(sql))
    const statementsFor = async (email: string) => {
      statements.length = 0
      await request(ada, email)
      return [...statements]
    }

    const free = await statementsFor(secondEmail(ada))

    expect(await statementsFor(bob.email)).toEqual(free)
    app.ctx().db.removeAllListeners('query')
  })

  it('invalidates the link mailed before', async () => {
    const ada = await app.newAthlete()
    const first = await requestToken(ada, secondEmail(ada, 'first'))
    const second = await requestToken(ada, secondEmail(ada, 'second'))

    expectRefusal(await confirm(ada, first), 'UNPROCESSABLE')
    expect((await confirm(ada, second)).body).toEqual({ email: secondEmail(ada, 'second') })
  })

  it('keeps one pending address after concurrent requests', async () => {
    const ada = await app.newAthlete()

    await Promise.all([1, 2, 3, 4].map((n) => request(ada, secondEmail(ada, `n${n}`))))

    expect(await contactsOf(ada)).toHaveLength(2)
  })

  it('refuses a wrong password and sends no mail', async () => {
    const ada = await app.newAthlete()
    const email = secondEmail(ada)

    const answer = await request(ada, email, 'Wrong-horse-7-battery')

    expectRefusal(answer, 'AUTH_INVALID_CREDENTIALS', 'The password is wrong.')
    expect([await app.mailsTo(email), await app.mailsTo(ada.email)]).toEqual([[], []])
    expect(await contactsOf(ada)).toEqual([ada.email])
  })

  it.each(['no address', 'ada@example.org\r\nBcc: eve@example.org', ''])(
    'refuses the address %j',
    async (email) => {
      const ada = await app.newAthlete()

      expectRefusal(await request(ada, email), 'VALIDATION_ERROR')
    },
  )

  it('does not stop a new account from verifying the address first', async () => {
    const ada = await app.newAthlete()
    const email = secondEmail(ada, 'shared')
    const body = { username: `n${ada.username}`, email, password: PASSWORD }
    await app.visitor().call(authApi.register, { body })
    const late = await requestToken(ada, email)

    await app.visitor().call(authApi.resendVerification, { body: { email } })
    const token = await tokenFor(email)
    const verified = await app.visitor().call(authApi.verifyEmail, { body: { token } })

    expect(verified.status).toBe(200)
    expectRefusal(await confirm(ada, late), 'CONFLICT', 'Another account uses this address now.')
    expect(await emailOf(ada)).toBe(ada.email)
  })

  it('is deleted if it is not confirmed within a day', async () => {
    const ada = await app.newAthlete()
    await request(ada, secondEmail(ada))
    app.passSeconds(86_400)

    await accountsService.deleteUnverified(app.ctx())

    expect(await contactsOf(ada)).toEqual([ada.email])
  })
})

describe('POST /auth/email/confirm', () => {
  it('sets the new address, frees the old one and notifies both', async () => {
    const ada = await app.newAthlete()
    const email = secondEmail(ada)
    const token = await requestToken(ada, email)

    const answer = await confirm(ada, token)

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ email })
    expect(await emailOf(ada)).toBe(email)
    expect([await logIn(email), await logIn(ada.email)]).toEqual([200, 401])
    expect((await subjectsTo(email))[0]).toBe('Your e-mail address has changed')
    expect(
      (await subjectsTo(ada.email)).filter((subject) => subject.endsWith('has changed')),
    ).toHaveLength(1)
    expect(await contactsOf(ada)).toEqual([email])
    expect(
      await app.ctx().db('identities').where({ kind: 'email', user_id: ada.id }).pluck('value'),
    ).toEqual([email])
    expect(
      await app.ctx().db('audit_log').where({ owner: ada.id, event: 'email.changed' }),
    ).toHaveLength(1)
  })

  it('makes the old address available to other accounts', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await confirm(ada, await requestToken(ada, secondEmail(ada)))

    const answer = await confirm(bob, await requestToken(bob, ada.email))

    expect(answer.body).toEqual({ email: ada.email })
  })

  it('invalidates links mailed to the old address', async () => {
    const ada = await app.newAthlete()
    await app.visitor().call(authApi.forgotPassword, { body: { email: ada.email } })
    const reset = await tokenFor(ada.email)
    await confirm(ada, await requestToken(ada, secondEmail(ada)))

    const body = { token: reset, newPassword: 'Another-horse-8-battery' }

    expectRefusal(await app.visitor().call(authApi.resetPassword, { body }), 'UNPROCESSABLE')
  })

  it('refuses a token after 15 minutes', async () => {
    const ada = await app.newAthlete()
    const token = await requestToken(ada, secondEmail(ada))
    app.passSeconds(901)
    await ada.call(authApi.refresh, {})

    expectRefusal(await confirm(ada, token), 'UNPROCESSABLE')
  })

  it('refuses another user’s token and a token of another kind', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const token = await requestToken(ada, secondEmail(ada))
    await app.visitor().call(authApi.forgotPassword, { body: { email: bob.email } })
    const reset = await tokenFor(bob.email)

    expectRefusal(await confirm(bob, token), 'UNPROCESSABLE')
    expectRefusal(await confirm(bob, reset), 'UNPROCESSABLE')
    expect((await confirm(ada, token)).status).toBe(200)
  })

  it('succeeds for one of two concurrent requests', async () => {
    const ada = await app.newAthlete()
    const token = await requestToken(ada, secondEmail(ada))

    const answers = await Promise.all([confirm(ada, token), confirm(ada, token)])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
    expect(
      await app.ctx().db('audit_log').where({ owner: ada.id, event: 'email.changed' }),
    ).toHaveLength(1)
  })

  it('gives the address to one of two athletes who confirm at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const athletes = [await app.newAthlete(), await app.newAthlete()]
      const email = `round${round}-of-${athletes[0]?.username}@example.org`
      for (const athlete of athletes) await request(athlete, email)
      const tokens = (await app.mailsTo(email)).map(({ text }) => tokenIn(text))
      const answers = await Promise.all(
        athletes.flatMap((athlete) => tokens.map((token) => confirm(athlete, token))),
      )

      // Each athlete tries both tokens; using the other's must fail.
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 422, 422])
      expect(await app.ctx().db('identities').where({ kind: 'email', value: email })).toHaveLength(
        1,
      )
    }
  })

  it('requires a login', async () => {
    const answer = await app
      .visitor()
      .call(authApi.confirmEmailChange, { body: { token: 'A'.repeat(64) } })

    expectRefusal(answer, 'AUTH_REQUIRED')
  })
})
