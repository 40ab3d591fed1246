import { authApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'

const app = useTestApp()

const DAY = 86_400
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

async function logInElsewhere({ username }: Athlete, agent = 'node') {
  const visitor = app.visitor()
  const body = { login: username, password: PASSWORD }
  await visitor.call(authApi.login, { body }, { 'user-agent': agent })
  return visitor
}

async function loginsOf(who: Pick<Athlete, 'call'>) {
  const { body } = await who.call(authApi.listLogins, {})
  return (body as { items: authApi.OwnLogin[] }).items
}

const statusOf = async (who: Pick<Athlete, 'call'>) => (await who.call(usersApi.getMe, {})).status

describe('GET /auth/logins', () => {
  it('lists the user’s logins, newest first', async () => {
    const ada = await app.newAthlete()
    const openedAt = app.now().toISOString()
    app.passSeconds(60)
    const later = app.now()
    await logInElsewhere(ada, FIREFOX)

    const logins = await loginsOf(ada)

    expect(logins).toEqual([
      {
        id: expect.any(String),
        device: 'Firefox · Linux',
        network: '127.0.0.0/24',
        createdAt: later.toISOString(),
        lastSeenAt: later.toISOString(),
        expiresAt: new Date(later.getTime() + 14 * DAY * 1_000).toISOString(),
        isCurrent: false,
      },
      expect.objectContaining({ device: null, createdAt: openedAt, isCurrent: true }),
    ])
  })

  it('shows a renewed login once, with both times', async () => {
    const ada = await app.newAthlete()
    const openedAt = app.now().toISOString()
    app.passSeconds(600)

    await ada.call(authApi.refresh, {})

    expect(await loginsOf(ada)).toMatchObject([
      { createdAt: openedAt, lastSeenAt: app.now().toISOString(), isCurrent: true },
    ])
  })

  it('omits expired and ended logins', async () => {
    const ada = await app.newAthlete()
    await logInElsewhere(ada)
    const left = await logInElsewhere(ada)
    await left.call(authApi.logout, {})
    app.passSeconds(13 * DAY)
    await ada.call(authApi.refresh, {})
    app.passSeconds(DAY)
    await ada.call(authApi.refresh, {})

    expect(await loginsOf(ada)).toMatchObject([{ isCurrent: true }])
  })
})

describe('DELETE /auth/logins/:id', () => {
  it('ends the login immediately', async () => {
    const ada = await app.newAthlete()
    const other = await logInElsewhere(ada)
    await statusOf(other)
    const id = (await loginsOf(ada)).find(({ isCurrent }) => !isCurrent)?.id ?? ''

    const answer = await ada.call(authApi.endLogin, { params: { id } })

    expect(answer.status).toBe(204)
    expect([await statusOf(other), await statusOf(ada)]).toEqual([401, 200])
    expectRefusal(await other.call(authApi.refresh, {}), 'AUTH_REQUIRED')
    expect(await loginsOf(ada)).toHaveLength(1)
  })

  it('returns 404 for another user’s login, an ended one and an unknown id', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = (await loginsOf(bob))[0]?.id ?? ''
    await logInElsewhere(ada)
    const ended = (await loginsOf(ada))[0]?.id ?? ''
    await ada.call(authApi.endLogin, { params: { id: ended } })

    for (const unknown of [id, ended, app.ctx().newId()])
      expectRefusal(await ada.call(authApi.endLogin, { params: { id: unknown } }), 'NOT_FOUND')
    expect(await statusOf(bob)).toBe(200)
  })

  it('returns 404 for an expired login', async () => {
    const ada = await app.newAthlete()
    await logInElsewhere(ada)
    const id = (await loginsOf(ada)).find(({ isCurrent }) => !isCurrent)?.id ?? ''
    app.passSeconds(7 * DAY)
    await ada.call(authApi.refresh, {})
    app.passSeconds(7 * DAY)
    await ada.call(authApi.refresh, {})

    expectRefusal(await ada.call(authApi.endLogin, { params: { id } }), 'NOT_FOUND')
  })

  it('succeeds for one of two concurrent requests', async () => {
    const ada = await app.newAthlete()
    await logInElsewhere(ada)
    const id = (await loginsOf(ada)).find(({ isCurrent }) => !isCurrent)?.id ?? ''

    const answers = await Promise.all(
      [1, 2].map(() => ada.call(authApi.endLogin, { params: { id } })),
    )

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404])
    const ends = await app.ctx().db('audit_log').where({ owner: ada.id, event: 'login.ended' })
    expect(ends).toMatchObject([{ details: { reason: 'ended_by_user', sids: id } }])
  })
})

describe('DELETE /auth/logins', () => {
  it('ends all other logins and returns their number', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const others = [await logInElsewhere(ada), await logInElsewhere(ada)]
    for (const other of others) await statusOf(other)

    const first = await ada.call(authApi.endOtherLogins, {})
    const second = await ada.call(authApi.endOtherLogins, {})

    expect([first.body, second.body]).toEqual([{ ended: 2 }, { ended: 0 }])
    for (const other of others) expect(await statusOf(other)).toBe(401)
    expect([await statusOf(ada), await statusOf(bob)]).toEqual([200, 200])
  })
})

describe('POST /auth/login', () => {
  it.each([
    ['that is suspended', { status: 'suspended' }],
    ['whose password changes', { password_hash: 'another' }],
  ])('opens no login for an account %s in the meantime', async (_, change) => {
    const ada = await app.newAthlete()
    const visitor = app.visitor()
    const { db } = app.ctx()

    // Holds the lock until the login has checked the password and waits for the account.
    const held = await db.transaction()
    await held('users').where({ id: ada.id }).update(change)
    const body = { login: ada.username, password: PASSWORD }
    const answer = visitor.call(authApi.login, { body }).then((response) => response)
    await untilOneWaits()
    await held.commit()

    expectRefusal(await answer, 'AUTH_INVALID_CREDENTIALS')
    expect(await db('auth_sessions').where({ owner: ada.id })).toHaveLength(1)
  })
})

/** Resolves once a statement waits for a lock. */
async function untilOneWaits() {
  const { db } = app.ctx()
  for (;;) {
    const { rows } = await db.raw<{ rows: unknown[] }>(
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    )
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
