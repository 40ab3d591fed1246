import { exercisesApi, feedApi, reportsApi, sessionsApi, type Call } from '@fitvibe/contract'
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

/** Ada reports a session of Eve's. */
async function newReport() {
  const [ada, eve, admin] = [await app.newAthlete(), await newPublic(app), await app.newAdmin()]
  const session = await share(eve)
  const { body } = await reportSession(ada, session)
  return { ada, eve, admin, session, id: body.id as string }
}

describe('POST /feed/:id/report', () => {
  it('stores the texts as they were, for the reporter and the administrators', async () => {
    const [ada, eve, admin] = [
      await app.newAthlete(),
      await newPublic(app, 'Eve E.'),
      await app.newAdmin(),
    ]
    const exercises = [{ name: 'Shake', notes: 'Buy it', actual: { sets: 1, reps: 1, load: 1 } }]
    const session = await share(eve, { title: 'Buy', exercises, sharesNotes: true })

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
      exerciseId: null,
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

  it('accepts one open report of a session from each user, also for parallel requests', async () => {
    const { ada, session } = await newReport()
    const bob = await app.newAthlete()

    const again = await reportSession(ada, session)
    const answers = await Promise.all(Array.from({ length: 6 }, () => reportSession(bob, session)))

    expectRefusal(again, 'CONFLICT', 'You have already reported this. We are looking into it.')
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect((await ownReports(bob)).items).toHaveLength(1)
  })

  it('returns 404 for a session that the user cannot see, and 422 for their own', async () => {
    const [ada, eve] = [await app.newAthlete(), await newPublic(app)]
    const [unshared, shared] = [await log(eve, {}), await share(eve)]
    await block(eve, ada)

    expect((await reportSession(await app.newAthlete(), unshared)).status).toBe(404)
    expect((await reportSession(ada, shared)).status).toBe(404)
    expectRefusal(await reportSession(eve, shared), 'UNPROCESSABLE', 'You cannot report yourself.')
  })

  it('requires a listed reason, and stores blank text as null', async () => {
    const [ada, session] = [await app.newAthlete(), await share(await newPublic(app))]

    const bad = await reportSession(ada, session, { reason: 'ugly' } as never)
    const blank = await reportSession(ada, session, { reason: 'other', text: '   ' })

    expect([bad.status, blank.status]).toEqual([400, 201])
    expect((await ownReports(ada)).items[0]?.text).toBeNull()
  })

  it('returns 401 without a login', async () => {
    const id = await share(await newPublic(app))

    const visitor = app.visitor()
    const answer = await visitor.call(reportsApi.reportSession, { params: { id }, body: spam })

    expect(answer.status).toBe(401)
    expect((await visitor.call(reportsApi.listMyReports, {})).status).toBe(401)
  })
})

describe('POST /people/:username/report', () => {
  it('reports a person with a private profile, and returns 409 while that report is open', async () => {
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

  it('returns 404 for an unknown, suspended or blocking user, and 422 for the user themselves', async () => {
    const [ada, sam, eve] = [await app.newAthlete(), await newPublic(app), await newPublic(app)]
    await suspend(app, sam)
    await block(eve, ada)

    for (const person of [{ username: 'nobody-here' }, sam, eve])
      expect((await reportPerson(ada, person)).status).toBe(404)
    expect((await reportPerson(ada, ada)).status).toBe(422)
  })
})

describe('POST /exercises/:id/report', () => {
  const exercise = { name: 'Buy shakes at evil.example', muscleGroup: 'All', tags: ['cheap'] }

  const create = async (athlete: Athlete, isPublic = true) => {
    const body = { ...exercise, isPublic }
    return (await athlete.call(exercisesApi.createExercise, { body })).body.id as string
  }
  const report = (athlete: Athlete, id: string) =>
    athlete.call(reportsApi.reportExercise, { params: { id }, body: spam })
  const read = (athlete: Athlete, id: string) =>
    athlete.call(exercisesApi.getExercise, { params: { id } })

  it('gets to the administrators, who hide it from other users and show it again', async () => {
    const [ada, eve, admin] = [await app.newAthlete(), await app.newAthlete(), await app.newAdmin()]
    const exerciseId = await create(eve)

    const { body, status } = await report(ada, exerciseId)
    const again = await report(ada, exerciseId)
    const reports = (await queue(admin, { limit: 100 })).items
    const hidden = await resolve(admin, body.id as string, 'exercise_hidden')
    const whileHidden = [await read(ada, exerciseId), await read(eve, exerciseId)]
    const closed = await ownReports(ada)
    const shown = await reopen(admin, body.id as string)

    expect([status, again.status, hidden.status, shown.status]).toEqual([201, 409, 204, 204])
    expect(reports.find(({ id }) => id === body.id)).toMatchObject({
      kind: 'exercise',
      exerciseId,
      sessionId: null,
      accountId: eve.id,
      snapshot: {
        username: eve.username,
        title: exercise.name,
        exercises: [{ name: exercise.name, notes: 'All, cheap' }],
      },
    })
    expect(whileHidden.map((answer) => answer.status)).toEqual([404, 200])
    expect(whileHidden[1]?.body).toHaveProperty('hiddenReason')
    expect((await read(eve, exerciseId)).body).not.toHaveProperty('hiddenReason')
    expect(closed.items).toMatchObject([{ status: 'upheld', title: exercise.name }])
    expect((await read(ada, exerciseId)).status).toBe(200)
    expect((await eventsOf(eve)).map(({ event }) => event)).toEqual([
      'exercise.hidden',
      'exercise.shown',
    ])
  })

  it('keeps an exercise hidden when its owner edits it', async () => {
    const [ada, eve, admin] = [await app.newAthlete(), await app.newAthlete(), await app.newAdmin()]
    const id = await create(eve)
    const { body } = await report(ada, id)
    await resolve(admin, body.id as string, 'exercise_hidden')

    await eve.call(exercisesApi.updateExercise, {
      params: { id },
      body: { name: 'Shakes', isPublic: true },
    })

    expect((await read(ada, id)).status).toBe(404)
  })

  it('returns 404 for a private exercise and one of the library, 422 for an own one and for hiding a session', async () => {
    const [ada, eve, admin] = [await app.newAthlete(), await app.newAthlete(), await app.newAdmin()]
    const query = { q: 'plank', source: 'library' as const }
    const library = await ada.call(exercisesApi.listExercises, { query })
    const [hidden, own, shown] = [await create(eve, false), await create(ada), await create(admin)]

    const answers = [
      await report(ada, hidden),
      await report(ada, library.body.items[0].id as string),
      await report(ada, own),
    ]
    const { body } = await report(eve, own)
    await report(ada, shown)

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 422])
    expect((await resolve(admin, body.id as string, 'session_hidden')).status).toBe(422)
    expect((await resolve(admin, body.id as string, 'dismissed')).status).toBe(204)
  })
})

describe('GET /users/me/reports', () => {
  it('returns pages, newest first', async () => {
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
  it('returns pages, oldest first', async () => {
    const admin = await app.newAdmin()
    const ids: string[] = []
    for (let n = 0; n < 3; n += 1) {
      app.passSeconds(10)
      const answer = await reportPerson(await app.newAthlete(), await app.newAthlete())
      ids.push(answer.body.id as string)
    }
    const listed: string[] = []

    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await queue(admin, { limit: 2, ...(cursor && { cursor }) })
      listed.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }

    expect(listed.filter((id) => ids.includes(id))).toEqual(ids)
    expect(new Set(listed).size).toBe(listed.length)
  })

  it('returns 403 to other users, as do the decisions', async () => {
    const { ada, id } = await newReport()

    for (const answer of [
      await ada.call(reportsApi.listReports, {}),
      await resolve(ada, id, 'dismissed'),
      await reopen(ada, id),
    ])
      expectRefusal(answer, 'FORBIDDEN', 'Only administrators can do this.')
  })
})

describe('POST /admin/reports/:id/resolve', () => {
  it('dismisses a report and leaves other reports of the session open', async () => {
    const { ada, eve, admin, session, id } = await newReport()
    const bob = await app.newAthlete()
    await reportSession(bob, session)

    const answer = await resolve(admin, id, 'dismissed')

    expect(answer.status).toBe(204)
    expect([await ownStatus(ada), await ownStatus(bob)]).toEqual([['dismissed'], ['open']])
    expect((await look(bob, session)).status).toBe(200)
    expect(await eventsOf(eve)).toEqual([{ event: 'report.dismissed', actor: admin.id }])
    expect(JSON.stringify(await ownReports(ada))).not.toContain(admin.username)
  })

  it('hides a session from other users, shows its owner the reason, and closes all reports of it', async () => {
    const { ada, eve, admin, session, id } = await newReport()
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

  it('keeps a session hidden when its owner edits it', async () => {
    const { eve, ada, admin, session, id } = await newReport()
    await resolve(admin, id, 'session_hidden')

    await update(eve, session, { title: 'Better', visibility: 'private' })
    await update(eve, session, { visibility: 'public' })

    expect((await look(ada, session)).status).toBe(404)
  })

  it('suspends the owner, and closes all open reports about the account', async () => {
    const { ada, eve, admin, session, id } = await newReport()
    const bob = await app.newAthlete()
    await reportPerson(bob, eve)

    await resolve(admin, id, 'account_suspended')

    expect((await eve.call(sessionsApi.listSessions, {})).status).toBe(401)
    expect((await look(bob, session)).status).toBe(404)
    expect([await ownStatus(ada), await ownStatus(bob)]).toEqual([['upheld'], ['upheld']])
    expect(await eventsOf(eve)).toContainEqual({ event: 'account.suspended', actor: admin.id })
  })

  it('returns 409 and leaves the report open if the account cannot be suspended', async () => {
    const { ada, eve, admin, id } = await newReport()
    await suspend(app, eve)

    expect((await resolve(admin, id, 'account_suspended')).status).toBe(409)
    expect(await ownStatus(ada)).toEqual(['open'])
  })

  it.each([
    ['session_hidden', 'dismissed'],
    ['session_hidden', 'session_hidden'],
    ['account_suspended', 'account_suspended'],
  ] as const)(
    'accepts one of two parallel decisions on a report: %s and %s',
    async (first, other) => {
      const { eve, admin, id } = await newReport()
      const second = await app.newAdmin()

      const answers = await Promise.all([resolve(admin, id, first), resolve(second, id, other)])

      expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409])
      expect(await eventsOf(eve)).toHaveLength(1)
    },
  )

  it('accepts one of two parallel decisions on different reports of a session', async () => {
    const { admin, session, id } = await newReport()
    const bob = await app.newAthlete()
    const { body } = await reportSession(bob, session)
    const second = await app.newAdmin()

    const answers = await Promise.all([
      resolve(admin, id, 'session_hidden'),
      resolve(second, body.id as string, 'session_hidden'),
    ])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409])
  })

  it('returns 422 for hiding a person or a report about the administrator, and 404 for an unknown report', async () => {
    const [ada, eve, admin] = [await app.newAthlete(), await app.newAthlete(), await app.newAdmin()]
    const person = (await reportPerson(ada, eve)).body.id as string
    const self = (await reportPerson(ada, admin)).body.id as string

    expect((await resolve(admin, person, 'session_hidden')).status).toBe(422)
    expect((await resolve(admin, person, 'exercise_hidden')).status).toBe(422)
    expect((await resolve(admin, self, 'dismissed')).status).toBe(422)
    expect((await resolve(admin, eve.id, 'dismissed')).status).toBe(404)
    expect(await ownStatus(ada)).toEqual(['open', 'open'])
  })
})

describe('POST /admin/reports/:id/reopen', () => {
  it('shows a hidden session again', async () => {
    const { ada, eve, admin, session, id } = await newReport()
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

  it('returns 409 after a suspension, and while a newer report of the session is open', async () => {
    const { ada, admin, session, id } = await newReport()
    await resolve(admin, id, 'dismissed')
    await reportSession(ada, session)

    expectRefusal(
      await reopen(admin, id),
      'CONFLICT',
      'There is a newer open report of the same: decide on that one.',
    )

    const other = await newReport()
    await resolve(other.admin, other.id, 'account_suspended')
    expect((await reopen(other.admin, other.id)).status).toBe(409)
    expect((await reopen(other.admin, ada.id)).status).toBe(404)
  })
})
