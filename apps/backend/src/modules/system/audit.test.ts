import { authApi, systemApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { NO_ACCOUNT } from './audit.service.ts'

const app = useTestApp()

const eventsOf = async ({ id }: Pick<Athlete, 'id'>) => {
  const entries = await app.ctx().db('audit_log').where({ owner: id }).orderBy('id')
  return entries.map(({ event, details }) => ({ event, ...details }) as Record<string, unknown>)
}

describe('the audit log', () => {
  it('records that a login was opened and ended', async () => {
    const ada = await app.newAthlete()

    await ada.call(authApi.logout, {})

    const [opened, ended] = await eventsOf(ada)
    expect(opened).toEqual({ event: 'login.opened', sid: expect.any(String) })
    expect(ended).toEqual({ event: 'login.ended', reason: 'logout', sids: opened?.['sid'] })
  })
})

describe('a refused login', () => {
  const logIn = (login: string, password = 'wrong') =>
    app.visitor().call(authApi.login, { body: { login, password } })
  const refused = (reason: string) => ({
    event: 'login.refused',
    reason,
    network: '127.0.0.0/24',
  })

  it('is logged with its account and network', async () => {
    const ada = await app.newAthlete()

    await logIn(ada.username)

    const [, last] = await eventsOf(ada)
    expect(last).toEqual(refused('credentials'))
  })

  it('is logged without the name if the name is unknown', async () => {
    await logIn('nobody-of-that-name')

    const entries = await app.ctx().db('audit_log').where({ owner: NO_ACCOUNT })
    expect(entries).toEqual([
      expect.objectContaining({
        event: 'login.refused',
        actor: null,
        details: { reason: 'credentials', network: '127.0.0.0/24' },
      }),
    ])
  })

  it('is logged if the password is right but the account is not active', async () => {
    const ada = await app.newAthlete()
    const statuses = app.ctx().db('users').where({ id: ada.id })

    for (const status of ['inactive', 'suspended']) {
      await statuses.clone().update({ status })
      await logIn(ada.username, PASSWORD)
    }

    const [, ...last] = await eventsOf(ada)
    expect(last).toEqual([refused('unverified'), refused('status')])
  })

  it('is not logged while the caller is blocked', async () => {
    const ada = await app.newAthlete()

    await Promise.all(Array.from({ length: 25 }, () => logIn(ada.username)))

    const events = (await eventsOf(ada)).filter(({ event }) => event === 'login.refused')
    expect(events).toHaveLength(10)
  })
})

interface Page {
  readonly items: systemApi.AuditEntry[]
  readonly nextCursor: string | null
}

describe('GET /admin/audit', () => {
  const list = async (
    admin: Athlete,
    query: { owner?: string; event?: string; cursor?: string; limit?: number },
  ) => (await admin.call(systemApi.listAudit, { query })).body as Page

  it('lists the events of an account, newest first', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]
    app.passSeconds(1)
    await ada.call(authApi.logout, {})

    const { items, nextCursor } = await list(admin, { owner: ada.id })

    expect(nextCursor).toBeNull()
    expect(items).toEqual([
      {
        id: expect.any(String),
        owner: ada.id,
        event: 'login.ended',
        actor: null,
        details: { reason: 'logout', sids: expect.any(String) },
        createdAt: app.now().toISOString(),
      },
      expect.objectContaining({ owner: ada.id, event: 'login.opened' }),
    ])
    expect(await list(admin, { owner: ada.id, event: 'login.opened' })).toMatchObject({
      items: [{ event: 'login.opened' }],
    })
  })

  it('continues after the previous page, even if entries are added in between', async () => {
    const admin = await app.newAdmin()
    for (let n = 0; n < 4; n += 1) await app.newAthlete()

    const first = await list(admin, { event: 'login.opened', limit: 2 })
    await app.newAthlete()
    const cursor = first.nextCursor ?? ''
    const second = await list(admin, { event: 'login.opened', limit: 2, cursor })

    const ids = [...first.items, ...second.items].map(({ id }) => id)
    const stored = await app
      .ctx()
      .db('audit_log')
      .where({ event: 'login.opened' })
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
    expect(ids).toEqual(stored.slice(1, 5).map(({ id }) => id as string))
  })

  it('requires an administrator', async () => {
    const ada = await app.newAthlete()

    expectRefusal(await ada.call(systemApi.listAudit, {}), 'FORBIDDEN')
  })
})
