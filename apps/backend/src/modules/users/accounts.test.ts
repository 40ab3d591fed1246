import { authApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { PASSWORD, useTestApp } from '../../../tests/testApp.ts'
import * as accountsService from './accounts.service.ts'

const app = useTestApp()

async function register(username: string, email = `${username}@example.org`) {
  const body = { username, email, password: PASSWORD }
  const answer = await app.visitor().call(authApi.register, { body })
  expect(answer.status).toBe(201)
}

async function tokenFor(email: string) {
  const [mail] = await app.mailsTo(email)
  return /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

const verify = (token: string) => app.visitor().call(authApi.verifyEmail, { body: { token } })

const registered = () => app.ctx().db('users').where({ status: 'inactive' }).pluck('username')

describe('a new account', () => {
  it('cannot be verified once another account has its username', async () => {
    await register('late', 'late@example.org')
    app.passSeconds(86_400)
    await register('late', 'punctual@example.org')
    await app.visitor().call(authApi.resendVerification, { body: { email: 'late@example.org' } })

    const punctual = await verify(await tokenFor('punctual@example.org'))
    const late = await verify(await tokenFor('late@example.org'))

    expect([punctual.status, late.status]).toEqual([200, 409])
    expect(late.body.error.message).toBe('This username is taken.')
  })

  it('stays suspended when its address is verified', async () => {
    await register('banned')
    const token = await tokenFor('banned@example.org')
    await app.ctx().db('users').where({ username: 'banned' }).update({ status: 'suspended' })

    const answer = await verify(token)

    const login = await app
      .visitor()
      .call(authApi.login, { body: { login: 'banned', password: PASSWORD } })
    expect(answer.status).toBe(409)
    expect(login.status).toBe(401)
  })
})

describe('an account that was verified after days', () => {
  it('has its username, if nobody else has taken it meanwhile', async () => {
    await register('slow')
    app.passSeconds(6 * 86_400)
    await accountsService.deleteUnverified(app.ctx())
    await app.visitor().call(authApi.resendVerification, { body: { email: 'slow@example.org' } })

    const verified = await verify(await tokenFor('slow@example.org'))

    const slow = app.visitor()
    const login = await slow.call(authApi.login, { body: { login: 'slow', password: PASSWORD } })
    expect([verified.status, login.status]).toEqual([200, 200])
  })
})

describe('deleteUnverified', () => {
  it('deletes only accounts that were not verified within a week', async () => {
    const ada = await app.newAthlete()
    await register('forgotten')
    app.passSeconds(7 * 86_400 - 1)
    await register('fresh')
    await accountsService.deleteUnverified(app.ctx())
    const before = await registered()
    app.passSeconds(1)

    await accountsService.deleteUnverified(app.ctx())

    const after = await registered()
    expect(before).toEqual(expect.arrayContaining(['forgotten', 'fresh']))
    expect(after).toContain('fresh')
    expect(after).not.toContain('forgotten')
    expect(await app.ctx().db('users').where({ id: ada.id })).toHaveLength(1)
  })

  it('frees the username', async () => {
    await register('again')
    app.passSeconds(7 * 86_400)
    await accountsService.deleteUnverified(app.ctx())

    await register('again')

    const verified = await verify(await tokenFor('again@example.org'))
    const ada = app.visitor()
    await ada.call(authApi.login, { body: { login: 'again', password: PASSWORD } })
    expect(verified.status).toBe(200)
    expect((await ada.call(usersApi.getMe, {})).body.username).toBe('again')
  })
})
