import { authApi, feedApi, sessionsApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { log } from '../../../tests/training.ts'
import * as adminService from './admin.service.ts'

const app = useTestApp()

const reason = 'Spam in public sessions'

const lookUp = async (admin: Athlete, query: { q?: string; status?: 'active' | 'suspended' }) => {
  const { body } = await admin.call(usersApi.listAccounts, { query })
  return body as { items: usersApi.Account[]; total: number; page: number; pageSize: number }
}

const suspend = (admin: Athlete, id: string) =>
  admin.call(usersApi.suspendAccount, { params: { id }, body: { reason } })

const reinstate = (admin: Athlete, id: string) =>
  admin.call(usersApi.reinstateAccount, { params: { id } })

const eventsOf = async (id: string, event: string) =>
  app.ctx().db('audit_log').where({ owner: id, event }).select('actor', 'details')

const logIn = ({ username }: Athlete, password = PASSWORD) =>
  app.visitor().call(authApi.login, { body: { login: username, password } })

describe('admin endpoints', () => {
  it('refuse other users', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]

    for (const answer of [
      await ada.call(usersApi.listAccounts, {}),
      await ada.call(usersApi.getAccount, { params: { id: bob.id } }),
      await suspend(ada, bob.id),
      await reinstate(ada, bob.id),
    ])
      expectRefusal(answer, 'FORBIDDEN', 'Only administrators can do this.')
    expect((await bob.call(usersApi.getMe, {})).status).toBe(200)
  })
})

describe('GET /admin/users', () => {
  it.each([
    ['a username prefix', ({ username }: Athlete) => username.slice(0, 11)],
    ['the username in capitals', ({ username }: Athlete) => username.toUpperCase()],
    ['an address prefix', ({ email }: Athlete) => email.slice(0, 17)],
    ['the id', ({ id }: Athlete) => id],
  ])('finds an account by %s', async (_, word) => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]

    expect(await lookUp(admin, { q: word(ada) })).toEqual({
      page: 1,
      pageSize: 20,
      total: 1,
      nextCursor: null,
      items: [
        {
          id: ada.id,
          username: ada.username,
          status: 'active',
          role: 'user',
          email: `${ada.email.slice(0, 1)}***@example.org`,
          createdAt: app.now().toISOString(),
        },
      ],
    })
  })

  it.each(['%', '_', '\\', 'nobody-is-called-so'])('finds nothing for %s', async (q) => {
    expect(await lookUp(await app.newAdmin(), { q })).toMatchObject({ items: [], total: 0 })
  })

  it('lists all accounts, newest first, or those with a status', async () => {
    const [admin, ada, bob] = [await app.newAdmin(), await app.newAthlete(), await app.newAthlete()]
    await suspend(admin, ada.id)

    const [all, suspended] = [await lookUp(admin, {}), await lookUp(admin, { status: 'suspended' })]

    expect(all.items.slice(0, 3).map(({ id }) => id)).toEqual([bob.id, ada.id, admin.id])
    expect(suspended.items[0]).toMatchObject({ id: ada.id, status: 'suspended' })
    expect(suspended.items.every(({ status }) => status === 'suspended')).toBe(true)
    expect(await lookUp(admin, { q: ada.username, status: 'active' })).toMatchObject({ total: 0 })
  })

  it('hides an unverified address', async () => {
    const admin = await app.newAdmin()
    const username = `n${app.ctx().newId().slice(-12)}`
    const email = `${username}@example.org`
    await app.visitor().call(authApi.register, { body: { username, email, password: PASSWORD } })

    const { items } = await lookUp(admin, { q: username })

    expect(items).toMatchObject([{ username, status: 'inactive', email: null }])
  })
})

describe('GET /admin/users/:id', () => {
  it('returns an account, and 404 for an unknown id', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]
    const get = (id: string) => admin.call(usersApi.getAccount, { params: { id } })

    expect((await get(ada.id)).body).toMatchObject({ id: ada.id, username: ada.username })
    expectRefusal(await get(app.ctx().newId()), 'NOT_FOUND', 'Account not found.')
  })
})

describe('POST /admin/users/:id/suspend', () => {
  it('ends every login immediately and refuses new ones', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]
    await ada.call(usersApi.getMe, {})

    const answer = await suspend(admin, ada.id)

    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ id: ada.id, status: 'suspended' })
    expectRefusal(await ada.call(usersApi.getMe, {}), 'AUTH_REQUIRED')
    expectRefusal(await ada.call(authApi.refresh, {}), 'AUTH_REQUIRED')
    const [right, wrong] = [await logIn(ada), await logIn(ada, 'Wrong-horse-7-battery')]
    expect(right.status).toBe(401)
    expect(right.body.error.message).toBe(wrong.body.error.message)
  })

  it('writes actor and reason to the audit log', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]

    await suspend(admin, ada.id)

    expect(await eventsOf(ada.id, 'account.suspended')).toEqual([
      { actor: admin.id, details: { reason } },
    ])
    expect(await eventsOf(ada.id, 'login.ended')).toMatchObject([
      { details: { reason: 'suspended' } },
    ])
  })

  it('hides shared sessions from the feed until the account is reinstated', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]
    const id = await log(ada, { durationSec: 600 })
    await ada.call(sessionsApi.updateSession, { params: { id }, body: { visibility: 'public' } })
    const shared = async () => {
      const { body } = await app.visitor().call(feedApi.listFeed, {})
      const one = await app.visitor().call(feedApi.getFeedSession, { params: { id } })
      const items = body.items as feedApi.FeedItem[]
      return [items.some((item) => item.id === id), one.status]
    }

    const before = await shared()
    await suspend(admin, ada.id)
    const during = await shared()
    await reinstate(admin, ada.id)

    expect([before, during, await shared()]).toEqual([
      [true, 200],
      [false, 404],
      [true, 200],
    ])
  })

  it('is refused for the administrator’s own account, an unknown id, and a suspended or unverified account', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]
    const waiting = await app.newAthlete()
    await app.ctx().db('users').where({ id: waiting.id }).update({ status: 'inactive' })
    await suspend(admin, ada.id)

    expectRefusal(await suspend(admin, admin.id), 'UNPROCESSABLE', 'You cannot suspend yourself.')
    expectRefusal(await suspend(admin, app.ctx().newId()), 'NOT_FOUND')
    expectRefusal(await suspend(admin, ada.id), 'CONFLICT')
    expectRefusal(await suspend(admin, waiting.id), 'CONFLICT')
    expect(await eventsOf(ada.id, 'account.suspended')).toHaveLength(1)
  })

  it.each([{}, { reason: ' ' }, { reason, status: 'archived' }])(
    'is refused with the body %j',
    async (body) => {
      const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]
      const call = { params: { id: ada.id }, body: body as { reason: string } }

      expectRefusal(await admin.call(usersApi.suspendAccount, call), 'VALIDATION_ERROR')
    },
  )

  it('succeeds for one of two concurrent requests', async () => {
    const [one, two] = [await app.newAdmin(), await app.newAdmin()]
    const ada = await app.newAthlete()

    const answers = await Promise.all([suspend(one, ada.id), suspend(two, ada.id)])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await eventsOf(ada.id, 'account.suspended')).toHaveLength(1)
  })
})

describe('POST /admin/users/:id/reinstate', () => {
  it('allows new logins for a suspended account', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]
    await suspend(admin, ada.id)

    const answer = await reinstate(admin, ada.id)

    expect(answer.body).toMatchObject({ id: ada.id, status: 'active' })
    expect((await logIn(ada)).status).toBe(200)
    expectRefusal(await ada.call(usersApi.getMe, {}), 'AUTH_REQUIRED')
    expect(await eventsOf(ada.id, 'account.reinstated')).toMatchObject([{ actor: admin.id }])
  })

  it('is refused for an account that is not suspended, and for an unknown id', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]

    expectRefusal(await reinstate(admin, ada.id), 'CONFLICT', 'The account is not suspended.')
    expectRefusal(await reinstate(admin, app.ctx().newId()), 'NOT_FOUND')
  })
})

describe('setRole', () => {
  it('grants and revokes the role, reports repeats, and writes the audit log', async () => {
    const ada = await app.newAthlete()
    const become = (role: 'user' | 'admin') => adminService.setRole(app.ctx(), ada.username, role)

    const changes = [await become('admin'), await become('admin'), await become('user')]

    expect(changes).toEqual([true, false, true])
    expect(await eventsOf(ada.id, 'admin.granted')).toHaveLength(1)
    expect(await eventsOf(ada.id, 'admin.revoked')).toHaveLength(1)
  })

  it('requires an active account', async () => {
    const ada = await app.newAthlete()
    await app.ctx().db('users').where({ id: ada.id }).update({ status: 'suspended' })

    for (const name of [ada.username, ada.email, 'nobody'])
      await expect(adminService.setRole(app.ctx(), name, 'admin')).rejects.toThrow('NOT_FOUND')
  })
})
