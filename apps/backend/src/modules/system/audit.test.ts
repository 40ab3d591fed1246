import { authApi, systemApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'

const app = useTestApp()

const eventsOf = async ({ id }: Athlete) => {
  const entries = await app.ctx().db('audit_log').where({ owner: id }).orderBy('id')
  return entries.map(({ event, details }) => ({ event, ...details }) as Record<string, unknown>)
}

describe('the audit log', () => {
  it('keeps that a login was opened and ended', async () => {
    const ada = await app.newAthlete()

    await ada.call(authApi.logout, {})

    const [opened, ended] = await eventsOf(ada)
    expect(opened).toEqual({ event: 'login.opened', sid: expect.any(String) })
    expect(ended).toEqual({ event: 'login.ended', reason: 'logout', sids: opened?.['sid'] })
  })
})

interface Stretch {
  readonly items: systemApi.AuditEntry[]
  readonly nextCursor: string | null
}

describe('GET /admin/audit', () => {
  const list = async (
    admin: Athlete,
    query: { owner?: string; event?: string; cursor?: string; limit?: number },
  ) => (await admin.call(systemApi.listAudit, { query })).body as Stretch

  it('lists what happened to an account, newest first', async () => {
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

  it('goes on where a stretch ended, whatever is added meanwhile', async () => {
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

  it('is for administrators', async () => {
    const ada = await app.newAthlete()

    expectRefusal(await ada.call(systemApi.listAudit, {}), 'FORBIDDEN')
  })
})
