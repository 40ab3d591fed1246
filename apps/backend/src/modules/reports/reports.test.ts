import { feedApi, reportsApi, sessionsApi, type Call } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { block, newPublic, suspend } from '../../../tests/meeting.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { share } from '../../../tests/sharing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { getSession, log, update } from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

type Body = Call<typeof reportsApi.reportSession>['body']
type Outcome = Call<typeof reportsApi.resolveReport>['body']['outcome']

const spam: Body = { reason: 'spam', text: 'Buy my shakes' }

const reportSession = (athlete: Athlete, id: string, body = spam) =>
  athlete.call(reportsApi.reportSession, { params: { id }, body })

const reportPerson = (athlete: Athlete, { username }: { username: string }, body = spam) =>
  athlete.call(reportsApi.reportPerson, { params: { username }, body })

async function ownReports(athlete: Athlete, query = {}) {
  const answer = await athlete.call(reportsApi.listMyReports, { query })
  expect(answer.status).toBe(200)
  return answer.body as { items: reportsApi.OwnReport[]; nextCursor: string | null }
}

const ownStatus = async (athlete: Athlete) =>
  (await ownReports(athlete)).items.map(({ status }) => status)

async function queue(admin: Athlete, query: Call<typeof reportsApi.listReports>['query'] = {}) {
  const answer = await admin.call(reportsApi.listReports, { query })
  expect(answer.status).toBe(200)
  return answer.body as { items: reportsApi.Report[]; nextCursor: string | null }
}

const resolve = (admin: Athlete, id: string, outcome: Outcome) =>
  admin.call(reportsApi.resolveReport, {
    params: { id },
    body: { outcome, reason: 'Advertises a shop' },
  })

const reopen = (admin: Athlete, id: string) =>
  admin.call(reportsApi.reopenReport, { params: { id } })

const look = (athlete: Athlete, id: string) =>
  athlete.call(feedApi.getFeedSession, { params: { id } })

const eventsOf = ({ id }: Athlete) =>
  app.ctx().db('audit_log').where({ owner: id }).whereNotNull('actor').select('event', 'actor')

/** A session of Eve's that Ada has reported. */
async function reported() {
  const [ada, eve, admin] = [await app.newAthlete(), await newPublic(app), await app.newAdmin()]
  const session = await share(eve)
  const { body } = await reportSession(ada, session)
  return { ada, eve, admin, session, id: body.id as string }
}

describe('POST /feed/:id/report', () => {
  it('keeps what was reported as it was, for the reporter and the administrators', async () => {
    const [ada, eve, admin] = [
      await app.newAthlete(),
      await newPublic(app, 'Eve E.'),
      await app.newAdmin(),
    ]
    const exercises = [{ name: 'Shake', notes: 'Buy it', actual: { sets: 1, reps: 1, load: 1 } }]
    const session = await share(eve, { title: 'Buy', exercises })

    const answer = await reportSession(ada, session)
    await update(eve, session, { title: 'Legs', visibility: 'private' })

    expect(answer.status).toBe(201)
    const id = answer.body.id as string
    const { items } = await queue(admin, { limit: 100 })
    expect(items.find((report) => report.id === id)).toEqual({
      id,
      kind: 'session',
      reason: 'spam',
      text: 'Buy my shakes',
      status: 'open',
      note: null,
      createdAt: '2026-09-07T10:00:00.000Z',
      resolvedAt: null,
      reporter: ada.username,
      accountId: eve.id,
      sessionId: session,
      snapshot: {
        username: eve.username,
        alias: 'Eve E.',
        title: 'Buy',
        exercises: [{ name: 'Shake', notes: 'Buy it' }],
      },
    })
    expect((await ownReports(ada)).items).toEqual([
      {
        id,
        kind: 'session',
        reason: 'spam',
        text: 'Buy my shakes',
        username: eve.username,
        title: 'Buy',
        status: 'open',
        createdAt: '2026-09-07T10:00:00.000Z',
        resolvedAt: null,
      },
    ])
    expect((await ownReports(eve)).items).toEqual([])
  })

  it('takes one report of a thing at a time, from each, however many are sent at once', async () => {
    const { ada, session } = await reported()
    const bob = await app.newAthlete()

    const again = await reportSession(ada, session)
    const answers = await Promise.all(Array.from({ length: 6 }, () => reportSession(bob, session)))

    expectRefusal(again, 'CONFLICT', 'You have reported this already: it is being looked at.')
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect((await ownReports(bob)).items).toHaveLength(1)
  })

  it('finds nothing that cannot be seen, and refuses one’s own', async () => {
    const [ada, eve] = [await app.newAthlete(), await newPublic(app)]
    const [hidden, shared] = [await log(eve, {}), await share(eve)]
    await block(eve, ada)

    expect((await reportSession(await app.newAthlete(), hidden)).status).toBe(404)
    expect((await reportSession(ada, shared)).status).toBe(404)
    expectRefusal(await reportSession(eve, shared), 'UNPROCESSABLE', 'You cannot report yourself.')
  })

  it('needs a reason of the list, and takes no text for one', async () => {
    const [ada, session] = [await app.newAthlete(), await share(await newPublic(app))]

    const bad = await reportSession(ada, session, { reason: 'ugly' } as never)
    const blank = await reportSession(ada, session, { reason: 'other', text: '   ' })

    expect([bad.status, blank.status]).toEqual([400, 201])
    expect((await ownReports(ada)).items[0]?.text).toBeNull()
  })

  it('answers 401 without a login', async () => {
    const id = await share(await newPublic(app))

    const visitor = app.visitor()
    const answer = await visitor.call(reportsApi.reportSession, { params: { id }, body: spam })

    expect(answer.status).toBe(401)
    expect((await visitor.call(reportsApi.listMyReports, {})).status).toBe(401)
  })
})

describe('POST /people/:username/report', () => {
  it('reports a person once at a time, private as the profile may be', async () => {
    const [ada, eve, admin] = [await app.newAthlete(), await app.newAthlete(), await app.newAdmin()]

    const answers = [await reportPerson(ada, eve), await reportPerson(ada, eve)]

    expect(answers.map(({ status }) => status)).toEqual([201, 409])
    const { items } = await queue(admin, { limit: 100 })
    expect(items.find(({ reporter }) => reporter === ada.username)).toMatchObject({
      kind: 'person',
      accountId: eve.id,
      sessionId: null,
      snapshot: { username: eve.username, title: null, exercises: [] },
    })
  })

  it('finds nobody who is unknown, suspended or blocked, and refuses oneself', async () => {
    const [ada, sam, eve] = [await app.newAthlete(), await newPublic(app), await newPublic(app)]
    await suspend(app, sam)
    await block(eve, ada)

    for (const person of [{ username: 'nobody-here' }, sam, eve])
      expect((await reportPerson(ada, person)).status).toBe(404)
    expect((await reportPerson(ada, ada)).status).toBe(422)
  })
})

describe('GET /users/me/reports', () => {
  it('comes stretch by stretch, the latest first', async () => {
    const ada = await app.newAthlete()
    const names: string[] = []
    for (let n = 0; n < 3; n += 1) {
      const person = await app.newAthlete()
      await reportPerson(ada, person)
      names.unshift(person.username)
    }

    const first = await ownReports(ada, { limit: 2 })
    const second = await ownReports(ada, { limit: 2, cursor: first.nextCursor ?? '' })

    expect([...first.items, ...second.items].map(({ username }) => username)).toEqual(names)
  })
})

describe('GET /admin/reports', () => {
  it('comes stretch by stretch, the oldest first', async () => {
    const admin = await app.newAdmin()
    const ids: string[] = []
    for (let n = 0; n < 3; n += 1) {
      app.passSeconds(10)
      const answer = await reportPerson(await app.newAthlete(), await app.newAthlete())
      ids.push(answer.body.id as string)
    }
    const seen: string[] = []

    for (let cursor: string | null | undefined; cursor !== null;) {
      const stretch = await queue(admin, { limit: 2, ...(cursor && { cursor }) })
      seen.push(...stretch.items.map(({ id }) => id))
      cursor = stretch.nextCursor
    }

    expect(seen.filter((id) => ids.includes(id))).toEqual(ids)
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('and what decides are closed to everybody else', async () => {
    const { ada, id } = await reported()

    for (const answer of [
      await ada.call(reportsApi.listReports, {}),
      await resolve(ada, id, 'dismissed'),
      await reopen(ada, id),
    ])
      expectRefusal(answer, 'FORBIDDEN', 'Only administrators may do this.')
  })
})

describe('POST /admin/reports/:id/resolve', () => {
  it('dismisses a report and leaves others of the same open', async () => {
    const { ada, eve, admin, session, id } = await reported()
    const bob = await app.newAthlete()
    await reportSession(bob, session)

    const answer = await resolve(admin, id, 'dismissed')

    expect(answer.status).toBe(204)
    expect([await ownStatus(ada), await ownStatus(bob)]).toEqual([['dismissed'], ['open']])
    expect((await look(bob, session)).status).toBe(200)
    expect(await eventsOf(eve)).toEqual([{ event: 'report.dismissed', actor: admin.id }])
    expect(JSON.stringify(await ownReports(ada))).not.toContain(admin.username)
  })

  it('hides a session from everyone but its owner, who sees why, and closes all reports of it', async () => {
    const { ada, eve, admin, session, id } = await reported()
    const bob = await app.newAthlete()
    await reportSession(bob, session)
    await reportPerson(bob, eve)

    await resolve(admin, id, 'session_hidden')

    for (const athlete of [ada, bob, eve]) expect((await look(athlete, session)).status).toBe(404)
    const { body } = await ada.call(feedApi.listFeed, { query: { limit: 100 } })
    expect((body.items as feedApi.FeedItem[]).map((item) => item.id)).not.toContain(session)
    expect((await getSession(eve, session)).body).toMatchObject({
      visibility: 'public',
      hiddenAt: '2026-09-07T10:00:00.000Z',
      hiddenReason: 'Advertises a shop',
    })
    expect([await ownStatus(ada), await ownStatus(bob)]).toEqual([['upheld'], ['open', 'upheld']])
    expect(await eventsOf(eve)).toEqual([{ event: 'session.hidden', actor: admin.id }])
  })

  it('hides it whatever its owner changes', async () => {
    const { eve, ada, admin, session, id } = await reported()
    await resolve(admin, id, 'session_hidden')

    await update(eve, session, { title: 'Better', visibility: 'private' })
    await update(eve, session, { visibility: 'public' })

    expect((await look(ada, session)).status).toBe(404)
  })

  it('suspends the owner, and closes all that is open about the account', async () => {
    const { ada, eve, admin, session, id } = await reported()
    const bob = await app.newAthlete()
    await reportPerson(bob, eve)

    await resolve(admin, id, 'account_suspended')

    expect((await eve.call(sessionsApi.listSessions, {})).status).toBe(401)
    expect((await look(bob, session)).status).toBe(404)
    expect([await ownStatus(ada), await ownStatus(bob)]).toEqual([['upheld'], ['upheld']])
    expect(await eventsOf(eve)).toContainEqual({ event: 'account.suspended', actor: admin.id })
  })

  it('decides nothing where the account cannot be suspended', async () => {
    const { ada, eve, admin, id } = await reported()
    await suspend(app, eve)

    expect((await resolve(admin, id, 'account_suspended')).status).toBe(409)
    expect(await ownStatus(ada)).toEqual(['open'])
  })

  it.each([
    ['session_hidden', 'dismissed'],
    ['session_hidden', 'session_hidden'],
    ['account_suspended', 'account_suspended'],
  ] as const)('lets one of two administrators decide: %s and %s', async (one, other) => {
    const { eve, admin, id } = await reported()
    const second = await app.newAdmin()

    const answers = await Promise.all([resolve(admin, id, one), resolve(second, id, other)])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409])
    expect(await eventsOf(eve)).toHaveLength(1)
  })

  it('lets one of two decide who come by different reports of one session', async () => {
    const { admin, session, id } = await reported()
    const bob = await app.newAthlete()
    const { body } = await reportSession(bob, session)
    const second = await app.newAdmin()

    const answers = await Promise.all([
      resolve(admin, id, 'session_hidden'),
      resolve(second, body.id as string, 'session_hidden'),
    ])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409])
  })

  it('hides no person, decides nothing about oneself, and finds no report that is not there', async () => {
    const [ada, eve, admin] = [await app.newAthlete(), await app.newAthlete(), await app.newAdmin()]
    const person = (await reportPerson(ada, eve)).body.id as string
    const self = (await reportPerson(ada, admin)).body.id as string

    expect((await resolve(admin, person, 'session_hidden')).status).toBe(422)
    expect((await resolve(admin, self, 'dismissed')).status).toBe(422)
    expect((await resolve(admin, eve.id, 'dismissed')).status).toBe(404)
    expect(await ownStatus(ada)).toEqual(['open', 'open'])
  })
})

describe('POST /admin/reports/:id/reopen', () => {
  it('shows a hidden session again', async () => {
    const { ada, eve, admin, session, id } = await reported()
    await resolve(admin, id, 'session_hidden')

    const answers = [await reopen(admin, id), await reopen(admin, id)]

    expect(answers.map(({ status }) => status)).toEqual([204, 409])
    expect((await look(ada, session)).status).toBe(200)
    expect((await getSession(eve, session)).body).toMatchObject({
      hiddenAt: null,
      hiddenReason: null,
    })
    expect(await ownStatus(ada)).toEqual(['open'])
    expect(await eventsOf(eve)).toContainEqual({ event: 'session.shown', actor: admin.id })
  })

  it('is refused for a suspension, and while another report of the same is open', async () => {
    const { ada, admin, session, id } = await reported()
    await resolve(admin, id, 'dismissed')
    await reportSession(ada, session)

    expectRefusal(
      await reopen(admin, id),
      'CONFLICT',
      'The same has been reported again meanwhile: decide on that report.',
    )

    const other = await reported()
    await resolve(other.admin, other.id, 'account_suspended')
    expect((await reopen(other.admin, other.id)).status).toBe(409)
    expect((await reopen(other.admin, ada.id)).status).toBe(404)
  })
})
