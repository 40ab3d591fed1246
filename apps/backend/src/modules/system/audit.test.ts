import { authApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

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
