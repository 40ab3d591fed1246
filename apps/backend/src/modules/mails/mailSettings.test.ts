import { mailsApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { readStopToken, stopTokenOf } from './stopTokens.ts'

const app = useTestApp()

const settingsOf = async (athlete: Athlete) =>
  (await athlete.call(mailsApi.getMailSettings, {})).body

const update = (athlete: Athlete, body: Partial<mailsApi.MailSettings>) =>
  athlete.call(mailsApi.updateMailSettings, { body })

describe('PUT /users/me/mails', () => {
  it('changes the given settings; nothing is on before', async () => {
    const ada = await app.newAthlete()
    const before = await settingsOf(ada)

    const first = await update(ada, { reminderHours: 3 })
    const second = await update(ada, { weekSummary: true })
    const third = await update(ada, { reminderHours: null })

    expect(before).toEqual({ reminderHours: null, weekSummary: false })
    expect(first.body).toEqual({ reminderHours: 3, weekSummary: false })
    expect(second.body).toEqual({ reminderHours: 3, weekSummary: true })
    expect(third.body).toEqual({ reminderHours: null, weekSummary: true })
    expect(await settingsOf(ada)).toEqual(third.body)
    expect((await update(ada, {})).body).toEqual(third.body)
  })

  it.each([0, 73, 1.5])('refuses a reminder %d hours before', async (reminderHours) => {
    expectRefusal(await update(await app.newAthlete(), { reminderHours }), 'VALIDATION_ERROR')
  })
})

describe('POST /stop-mails', () => {
  const tokenOf = ({ id }: Athlete, mail: mailsApi.WantedMail) =>
    stopTokenOf(app.ctx().config.stopMailSecrets, id, mail)

  it('turns one mail off for a program that has no login, cookie or CSRF token', async () => {
    const ada = await app.newAthlete()
    await update(ada, { reminderHours: 2, weekSummary: true })
    const path = `/stop-mails?token=${tokenOf(ada, 'reminder')}`

    const answer = await app
      .http()
      .post(path)
      .set({ origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' })
      .type('form')
      .send('List-Unsubscribe=One-Click')
    const again = await app.http().post(path)

    expect([answer.status, again.status]).toEqual([200, 200])
    expect(answer.body).toEqual({ stopped: 'reminder' })
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(await settingsOf(ada)).toEqual({ reminderHours: null, weekSummary: true })
  })

  it('changes nothing on GET, because mail scanners open links', async () => {
    const ada = await app.newAthlete()
    await update(ada, { weekSummary: true })

    await app
      .http()
      .get(`/stop-mails?token=${tokenOf(ada, 'weekSummary')}`)
      .set('accept', '*/*')

    expect(await settingsOf(ada)).toEqual({ reminderHours: null, weekSummary: true })
  })

  it('refuses a token that we have not signed', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await update(ada, { weekSummary: true })
    const [own, other] = [tokenOf(ada, 'weekSummary'), tokenOf(ben, 'weekSummary')]
    const mixed = Buffer.concat([
      Buffer.from(own, 'base64url').subarray(0, 16),
      Buffer.from(other, 'base64url').subarray(16),
    ]).toString('base64url')

    for (const token of [mixed, `${own}A`, 'x'])
      expectRefusal(await app.http().post(`/stop-mails?token=${token}`), 'UNPROCESSABLE')

    expect(await settingsOf(ada)).toMatchObject({ weekSummary: true })
  })
})

describe('a token to stop mails', () => {
  it('stays valid after the application secret changes', () => {
    const owner = app.ctx().newId()
    const token = stopTokenOf(['old'], owner, 'reminder')

    expect(readStopToken(['new', 'old'], token)).toEqual({ owner, mail: 'reminder' })
    expect(readStopToken(['new'], token)).toBeUndefined()
  })
})
