import {
  accountDeletionApi,
  authApi,
  calendarApi,
  exercisesApi,
  feedApi,
  peopleApi,
  sessionsApi,
  usersApi,
} from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { authenticator } from '../../../tests/authenticator.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { complete, plan } from '../../../tests/training.ts'
import * as accountDeletionService from './accountDeletion.service.ts'

const app = useTestApp()
const DAY = 86_400

const remove = (athlete: Athlete, body: { password: string; code?: string }) =>
  athlete.call(accountDeletionApi.deleteMe, { body })
const logIn = (athlete: Athlete, more: object = {}) =>
  app.visitor().call(authApi.login, {
    body: { login: athlete.username, password: PASSWORD, ...more },
  })
const keep = (token: string) =>
  app.visitor().call(accountDeletionApi.keepAccount, { body: { token } })
const tokenIn = (text = '') => /keep-account\?token=([\w-]+)/.exec(text)?.[1] ?? ''
const mailedToken = async ({ email }: Athlete) => tokenIn((await app.mailsTo(email))[0]?.text)
const statusOf = async ({ id }: Athlete) =>
  (await app.ctx().db('users').where({ id }).first('status'))?.status as string

describe('DELETE /users/me', () => {
  it('ends all logins and answers when the account is erased', async () => {
    const ada = await app.newAthlete()
    const elsewhere = app.visitor()
    await elsewhere.call(authApi.login, { body: { login: ada.username, password: PASSWORD } })

    const answer = await remove(ada, { password: PASSWORD })

    expect(answer.status).toBe(202)
    const erasesAt = new Date(app.now().getTime() + 7 * DAY * 1_000).toISOString()
    expect(answer.body).toEqual({ erasesAt })
    expectRefusal(await ada.call(usersApi.getMe, {}), 'AUTH_REQUIRED')
    expectRefusal(await elsewhere.call(usersApi.getMe, {}), 'AUTH_REQUIRED')
    expectRefusal(await elsewhere.call(authApi.refresh, {}), 'AUTH_REQUIRED')
  })

  it('asks for the password and changes nothing without it', async () => {
    const ada = await app.newAthlete()

    const answer = await remove(ada, { password: 'Wrong-220-kg!' })

    expectRefusal(answer, 'AUTH_INVALID_CREDENTIALS')
    expect((await ada.call(usersApi.getMe, {})).status).toBe(200)
  })

  it('asks for the second factor if it is on', async () => {
    const { protectedAthlete, codeOf } = authenticator(app)
    const { ada, secret } = await protectedAthlete()
    app.passSeconds(60)

    const without = await remove(ada, { password: PASSWORD })
    const wrong = await remove(ada, { password: PASSWORD, code: '000000' })
    const whole = await remove(ada, { password: PASSWORD, code: codeOf(secret) })

    expectRefusal(without, 'TOTP_REQUIRED')
    expectRefusal(wrong, 'TOTP_REQUIRED')
    expect(whole.status).toBe(202)
  })

  it('requires a login', async () => {
    const answer = await app
      .visitor()
      .call(accountDeletionApi.deleteMe, { body: { password: PASSWORD } })

    expectRefusal(answer, 'AUTH_REQUIRED')
  })

  it('works once if two requests race', async () => {
    const ada = await app.newAthlete()

    const answers = await Promise.all([1, 2].map(() => remove(ada, { password: PASSWORD })))

    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 401])
    const subjects = (await app.mailsTo(ada.email)).map(({ subject }) => subject)
    expect(subjects).toEqual(['Your account is about to be deleted'])
  })

  it('hides profile, sessions, exercises, calendar and follows at once', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await ada.call(usersApi.updateMe, { body: { visibility: 'public' } })
    const params = { username: ada.username }
    await ben.call(peopleApi.followPerson, { params })
    await ada.call(peopleApi.followPerson, { params: { username: ben.username } })
    const id = await plan(ada, { visibility: 'public' })
    await complete(ada, id)
    const cloned = await ben.call(feedApi.cloneSession, { params: { id }, body: {} })
    const exercise = await ada.call(exercisesApi.createExercise, {
      body: { name: `Ada's press ${ada.username}`, isPublic: true },
    })
    const { body: calendar } = await ada.call(calendarApi.renewCalendar, {})
    const token = /[\w-]{64}/.exec(calendar.url as string)?.[0] ?? ''
    const seen = async () => {
      const [profile, session, feed, author, search, own, feedOfCalendar, following] =
        await Promise.all([
          ben.call(peopleApi.getPerson, { params }),
          ben.call(feedApi.getFeedSession, { params: { id } }),
          app.visitor().call(feedApi.listFeed, {}),
          ben.call(feedApi.listFeed, { query: { author: ada.username } }),
          ben.call(peopleApi.searchPeople, { query: { q: ada.username } }),
          ben.call(exercisesApi.listExercises, { query: { q: ada.username } }),
          app.visitor().call(calendarApi.readCalendar, { params: { token } }),
          ben.call(peopleApi.listFollowing, {}),
        ])
      const ids = (answer: { body: { items?: { id: string }[] } }) =>
        (answer.body.items ?? []).map((item) => item.id)
      return {
        profile: profile.status,
        session: session.status,
        feed: ids(feed).includes(id),
        author: ids(author).includes(id),
        search: search.text.includes(ada.username),
        exercise: ids(own).includes(exercise.body.id as string),
        calendar: feedOfCalendar.status,
        following: following.text.includes(ada.username),
      }
    }
    const before = await seen()

    await remove(ada, { password: PASSWORD })

    expect(before).toEqual({
      profile: 200,
      session: 200,
      feed: true,
      author: true,
      search: true,
      exercise: true,
      calendar: 200,
      following: true,
    })
    expect(await seen()).toEqual({
      profile: 404,
      session: 404,
      feed: false,
      author: false,
      search: false,
      exercise: false,
      calendar: 404,
      following: false,
    })
    const clone = await ben.call(sessionsApi.getSession, {
      params: { id: cloned.body.newSessionId as string },
    })
    expect(clone.body.attribution).toMatchObject({ sessionId: null, name: null, isDeleted: true })
  })

  it('invalidates links mailed before', async () => {
    const ada = await app.newAthlete()
    await ada.call(authApi.forgotPassword, { body: { email: ada.email } })
    const [mail] = await app.mailsTo(ada.email)
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''

    await remove(ada, { password: PASSWORD })

    const body = { token, newPassword: `${PASSWORD}-2` }
    expectRefusal(await app.visitor().call(authApi.resetPassword, { body }), 'UNPROCESSABLE')
  })
})

describe('the mail about a deletion', () => {
  it('names the time of the erasure in the language and zone of the user', async () => {
    const [ada, jan] = [await app.newAthlete(), await app.newAthlete()]
    await jan.call(usersApi.updateMe, { body: { preferredLang: 'de' } })
    app.setTime('2026-09-20T23:30:00Z')
    for (const athlete of [ada, jan])
      await athlete.call(authApi.login, { body: { login: athlete.username, password: PASSWORD } })

    await remove(ada, { password: PASSWORD })
    await remove(jan, { password: PASSWORD })

    const [english] = await app.mailsTo(ada.email)
    const [german] = await app.mailsTo(jan.email)
    expect(english?.text).toContain('Monday, September 28, 2026 at 1:30 AM')
    expect(german?.subject).toBe('Dein Konto wird gelöscht')
    expect(german?.text).toContain('Montag, 28. September 2026 um 01:30')
  })
})

describe('a request for another mail while the account is being deleted', () => {
  it('mails the link that keeps it', async () => {
    const ada = await app.newAthlete()
    await remove(ada, { password: PASSWORD })
    const { email } = ada
    await app.mailsTo(email)

    await app.visitor().call(authApi.forgotPassword, { body: { email } })
    await app.mailsTo(email)
    await app.visitor().call(authApi.register, {
      body: { username: `${ada.username}-2`, email, password: PASSWORD },
    })

    const mails = await app.mailsTo(email)
    expect(mails.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 3 }, () => 'Your account is about to be deleted'),
    )
    expect((await keep(tokenIn(mails[0]?.text))).status).toBe(200)
  })
})

describe('POST /auth/keep-account', () => {
  it('keeps the account with everything in it', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, { title: 'Legs' })
    await remove(ada, { password: PASSWORD })
    const token = await mailedToken(ada)

    const kept = await keep(token)

    expect(kept.body).toEqual({ username: ada.username })
    expect((await logIn(ada)).status).toBe(200)
    await ada.call(authApi.login, { body: { login: ada.username, password: PASSWORD } })
    expect((await ada.call(sessionsApi.getSession, { params: { id } })).status).toBe(200)
    expectRefusal(await keep(token), 'UNPROCESSABLE')
    expect((await app.mailsTo(ada.email))[0]?.subject).toBe('Your account stays')
  })

  it('works until the erasure is due', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await remove(ada, { password: PASSWORD })
    await remove(ben, { password: PASSWORD })
    const tokens = [await mailedToken(ada), await mailedToken(ben)]

    app.passSeconds(7 * DAY - 1)
    const inTime = await keep(tokens[0] ?? '')
    app.passSeconds(1)
    const late = await keep(tokens[1] ?? '')

    expect(inTime.status).toBe(200)
    expectRefusal(late, 'UNPROCESSABLE')
  })

  it('rejects a token of another kind', async () => {
    const ada = await app.newAthlete()
    await ada.call(authApi.forgotPassword, { body: { email: ada.email } })
    const [mail] = await app.mailsTo(ada.email)
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''

    expectRefusal(await keep(token), 'UNPROCESSABLE')
  })

  it('keeps a suspended account suspended', async () => {
    const [ada, admin] = [await app.newAthlete(), await app.newAdmin()]
    const params = { id: ada.id }
    await admin.call(usersApi.suspendAccount, { params, body: { reason: 'spam' } })
    await accountDeletionService.requestFor(app.ctx(), ada.username)

    await keep(await mailedToken(ada))

    expect(await statusOf(ada)).toBe('suspended')
  })
})

describe('a login to an account that is being deleted', () => {
  it('offers to keep it, and does so if asked', async () => {
    const ada = await app.newAthlete()
    await remove(ada, { password: PASSWORD })

    const offered = await logIn(ada)
    const wrong = await logIn(ada, { password: 'Wrong-220-kg!', keepAccount: true })
    const kept = await logIn(ada, { keepAccount: true })

    expectRefusal(offered, 'ACCOUNT_DELETING')
    expectRefusal(wrong, 'AUTH_INVALID_CREDENTIALS')
    expect(kept.status).toBe(200)
    expect(await statusOf(ada)).toBe('active')
    expect((await logIn(ada)).status).toBe(200)
  })

  it('keeps it only with the second factor', async () => {
    const { protectedAthlete, codeOf } = authenticator(app)
    const { ada, secret } = await protectedAthlete()
    app.passSeconds(60)
    await remove(ada, { password: PASSWORD, code: codeOf(secret) })
    app.passSeconds(60)

    const without = await logIn(ada, { keepAccount: true })
    const status = await statusOf(ada)
    const whole = await logIn(ada, { keepAccount: true, code: codeOf(secret) })

    expectRefusal(without, 'TOTP_REQUIRED')
    expect(status).toBe('deleting')
    expect(whole.status).toBe(200)
  })

  it('is refused once the erasure has begun', async () => {
    const ada = await app.newAthlete()
    await remove(ada, { password: PASSWORD })
    const token = await mailedToken(ada)
    await app.ctx().db('users').where({ id: ada.id }).update({ status: 'erasing' })

    expectRefusal(await logIn(ada, { keepAccount: true }), 'AUTH_INVALID_CREDENTIALS')
    expectRefusal(await keep(token), 'UNPROCESSABLE')
  })
})
