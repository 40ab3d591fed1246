import { authApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp } from '../../../tests/testApp.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import * as accountMailsService from './accountMails.service.ts'

const app = useTestApp()

const register = (username: string, email = `${username}@example.org`) =>
  app.visitor().call(authApi.register, { body: { username, email, password: PASSWORD } })

describe('an account mail', () => {
  it('is not sent to a deleted account', async () => {
    await register('gone')
    await app.ctx().db('users').where({ username: 'gone' }).delete()

    expect(await app.mailsTo('gone@example.org')).toEqual([])
  })

  it('with a verification link is not sent to a verified account', async () => {
    const ada = await app.newAthlete()
    await enqueue(app.ctx().db, 'sendAccountMail', { owner: ada.id, mail: 'verify' })

    expect(await app.mailsTo(ada.email)).toEqual([])
  })

  it('with a reset link is not sent to an unverified address', async () => {
    await register('early')
    const { id: owner } = await app.ctx().db('users').where({ username: 'early' }).first('id')
    await enqueue(app.ctx().db, 'sendAccountMail', { owner, mail: 'reset' })

    const subjects = (await app.mailsTo('early@example.org')).map(({ subject }) => subject)

    expect(subjects).toEqual(['Confirm your e-mail address'])
  })

  it('fails if the mail server fails, so that the job is retried', async () => {
    await register('unlucky')
    const { id } = await app.ctx().db('users').where({ username: 'unlucky' }).first('id')
    const mailer = { send: () => Promise.reject(new Error('451')), close: () => undefined }

    const sent = accountMailsService.send({ ...app.ctx(), mailer }, { owner: id, mail: 'verify' })

    await expect(sent).rejects.toThrow('451')
  })

  it('links to the configured origin, whatever Host header the request had', async () => {
    await app
      .visitor()
      .call(
        authApi.register,
        { body: { username: 'careful', email: 'careful@example.org', password: PASSWORD } },
        { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
      )

    const [mail] = await app.mailsTo('careful@example.org')

    expect(mail?.text).toContain(`${app.ctx().config.publicOrigin}/verify?token=`)
    expect(`${mail?.text}${mail?.html}`).not.toContain('evil')
  })
})

describe('POST /auth/verify/resend', () => {
  it('answers the same for an unknown address and sends no mail', async () => {
    await register('waiting')
    const resend = (email: string) =>
      app.visitor().call(authApi.resendVerification, { body: { email } })

    const [known, unknown] = [await resend('waiting@example.org'), await resend('no@example.org')]

    expect([unknown.status, unknown.text]).toEqual([known.status, known.text])
    expect(await app.mailsTo('no@example.org')).toEqual([])
  })
})

describe('a mail token', () => {
  it.each([
    ['for an unknown user', 'A'.repeat(64)],
    ['malformed', 'Dw8P'.repeat(16).slice(0, 64)],
  ])('is refused if it is %s', async (_, token) => {
    const message = 'The link is invalid, used or expired: request a new one.'
    const reset = { body: { token, newPassword: PASSWORD } }

    expectRefusal(
      await app.visitor().call(authApi.verifyEmail, { body: { token } }),
      'UNPROCESSABLE',
      message,
    )
    expectRefusal(await app.visitor().call(authApi.resetPassword, reset), 'UNPROCESSABLE', message)
  })

  it('of one kind is refused for another', async () => {
    await register('mixed')
    const [mail] = await app.mailsTo('mixed@example.org')
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''

    const reset = { body: { token, newPassword: PASSWORD } }

    expectRefusal(await app.visitor().call(authApi.resetPassword, reset), 'UNPROCESSABLE')
  })

  it('for a reset can be used by one of two concurrent requests', async () => {
    const ada = await app.newAthlete()
    await app.visitor().call(authApi.forgotPassword, { body: { email: ada.email } })
    const [mail] = await app.mailsTo(ada.email)
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''

    const answers = await Promise.all(
      ['Another-horse-8-one', 'Another-horse-8-two'].map((newPassword) =>
        app.visitor().call(authApi.resetPassword, { body: { token, newPassword } }),
      ),
    )

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 422])
  })
})
