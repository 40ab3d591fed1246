import { authApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { useTestApp } from '../../../tests/testApp.ts'
import { hashPassword } from '../../utils/passwords.ts'
import * as demoAccountService from './demoAccount.service.ts'

const [app, strangers, changed, broken] = [useTestApp(), useTestApp(), useTestApp(), useTestApp()]

describe('the demo account', () => {
  it('is created at the first start and works at every later start', async () => {
    const first = await demoAccountService.ensure(app.ctx())
    const second = await demoAccountService.ensure(app.ctx())

    const body = { login: first?.username ?? '', password: first?.password ?? '' }
    const answer = await app.visitor().call(authApi.login, { body })
    expect(answer.status).toBe(200)
    expect(second).toEqual(first)
    expect(await app.ctx().db('users').where({ username: 'demo' })).toHaveLength(1)
  })

  it('is not offered if another account has its name', async () => {
    await strangers.visitor().call(authApi.register, {
      body: { username: 'demo', email: 'demo@example.org', password: 'Deadlift-220-kg!' },
    })

    expect(await demoAccountService.ensure(strangers.ctx())).toBeUndefined()
  })

  it('is not offered if another account has its address', async () => {
    await demoAccountService.createVerified(strangers.ctx(), {
      username: 'somebody',
      password: 'Deadlift-220-kg!',
      email: 'demo@fitvibe.localhost',
      preferredLang: 'en',
      timezone: 'UTC',
    })
    await strangers.ctx().db('identities').where({ value: 'demo' }).delete()

    expect(await demoAccountService.ensure(strangers.ctx())).toBeUndefined()
  })

  it('is no longer offered once its password has changed', async () => {
    const { db, config } = changed.ctx()
    await demoAccountService.ensure(changed.ctx())
    const hash = await hashPassword(config, 'Deadlift-220-kg!')
    await db('users').where({ username: 'demo' }).update({ password_hash: hash })

    expect(await demoAccountService.ensure(changed.ctx())).toBeUndefined()
  })

  it('does not hide a database error', async () => {
    await broken.ctx().db.raw('alter table user_contacts rename to lost')

    await expect(demoAccountService.ensure(broken.ctx())).rejects.toThrow('user_contacts')
  })
})
