import { authApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp } from '../../../tests/testApp.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import * as accountMailsService from './accountMails.service.ts'

const app = useTestApp()

const register = (username: string, email = `${username}@example.org`) =>
  app.visitor().call(authApi.register, { body: { username, email, password: PASSWORD } })

describe('a mail', () => {
  it('is not sent to an account that is gone by then', async () => {
    await register('gone')
    await app.ctx().db('users').where({ username: 'gone' }).delete()

    expect(await app.mailsTo('gone@example.org')).toEqual([])
  })

  it('to verify is not sent to who has done so', async () => {
    const ada = await app.newAthlete()
    await enqueue(app.ctx().db, 'sendAccountMail', { owner: ada.id, mail: 'verify' })

    expect(await app.mailsTo(ada.email)).toEqual([])
  })

  it('to reset is not sent before the address is verified', async () => {
    await register('early')
    const { id: owner } = await app.ctx().db('users').where({ username: 'early' }).first('id')
    await enqueue(app.ctx().db, 'sendAccountMail', { owner, mail: 'reset' })

    const subjects = (await app.mailsTo('early@example.org')).map(({ subject }) => subject)

    expect(subjects).toEqual(['Verify your e-mail address'])
  })

  it('fails with the mail server, for the job to be done again', async () => {
    await register('unlucky')
    const { id } = await app.ctx().db('users').where({ username: 'unlucky' }).first('id')
    const mailer = { send: () => Promise.reject(new Error('451')), close: () => undefined }

    const sent = accountMailsService.send({ ...app.ctx(), mailer }, { owner: id, mail: 'verify' })

    await expect(sent).rejects.toThrow('451')
  })

  it('links to our own address, whatever host the request named', async () => {
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
  it('answers the same for an address nobody has, and mails nothing', async () => {
    await register('waiting')
    const resend = (email: string) =>
      app.visitor().call(authApi.resendVerification, { body: { email } })

    const [known, unknown] = [await resend('waiting@example.org'), await resend('no@example.org')]

    expect([unknown.status, unknown.text]).toEqual([known.status, known.text])
    expect(await app.mailsTo('no@example.org')).toEqual([])
  })
})

describe('a token from a mail', () => {
  it.each([
    ['nobody’s', 'A'.repeat(64)],
    ['no token of ours', 'Dw8P'.repeat(16).slice(0, 64)],
  ])('is refused when it is %s', async (_, token) => {
    const message = 'The link is invalid, used or expired: ask for a new one.'
    const reset = { body: { token, newPassword: PASSWORD } }

    expectRefusal(
      await app.visitor().call(authApi.verifyEmail, { body: { token } }),
      'UNPROCESSABLE',
      message,
    )
    expectRefusal(await app.visitor().call(authApi.resetPassword, reset), 'UNPROCESSABLE', message)
  })

  it('of one kind is worth nothing for another', async () => {
    await register('mixed')
    const [mail] = await app.mailsTo('mixed@example.org')
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''

    const reset = { body: { token, newPassword: PASSWORD } }

    expectRefusal(await app.visitor().call(authApi.resetPassword, reset), 'UNPROCESSABLE')
  })

  it('to reset is consumed by one of two who race', async () => {
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
