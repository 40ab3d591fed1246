import { exercisesApi, pointsApi, sessionsApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  cancel,
  complete,
  getSession,
  legDay,
  log,
  plan,
  remove,
  update,
} from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

async function list(athlete: Athlete, query: object = {}) {
  const { body } = await athlete.call(sessionsApi.listSessions, { query })
  return body as { items: sessionsApi.SessionSummary[]; total: number }
}

const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)

describe('GET /sessions', () => {
  it("filters by the athlete's days and by instants, latest first", async () => {
    const auckland = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    // 23:30 on the 8th and 00:30 on the 9th in Auckland (UTC+12).
    const late = await plan(auckland, { plannedFor: '2026-09-08T11:30:00Z' })
    const early = await plan(auckland, { plannedFor: '2026-09-08T12:30:00Z' })
    const listed = async (query: object) => ids(await list(auckland, query))

    expect(await listed({})).toEqual([early, late])
    expect(await listed({ from: '2026-09-09' })).toEqual([early])
    expect(await listed({ to: '2026-09-08' })).toEqual([late])
    expect(await listed({ from: '2026-09-08', to: '2026-09-09' })).toEqual([early, late])
    expect(await listed({ from: '2026-09-08T12:30:00Z' })).toEqual([early])
    expect(await listed({ to: '2026-09-08T12:30:00Z' })).toEqual([late])
  })

  it('filters by status', async () => {
    const ada = await app.newAthlete()
    const planned = await plan(ada)
    const completed = await log(ada, { durationSec: 600 })
    const canceled = await plan(ada)
    await cancel(ada, canceled)

    expect(ids(await list(ada, { status: 'planned' }))).toEqual([planned])
    expect(ids(await list(ada, { status: 'completed' }))).toEqual([completed])
    expect(ids(await list(ada, { status: 'canceled' }))).toEqual([canceled])
  })

  it('filters by exercise', async () => {
    const ada = await app.newAthlete()
    const created = await ada.call(exercisesApi.createExercise, { body: { name: 'Row' } })
    const exerciseId = created.body.id as string
    const rows = await plan(ada, { exercises: [{ name: 'Squat' }, { exerciseId }] })
    await plan(ada)

    const listed = await list(ada, { exerciseId })

    expect(ids(listed)).toEqual([rows])
    expect(listed.total).toBe(1)
  })

  it('sorts a completed session by its start', async () => {
    const ada = await app.newAthlete()
    const moved = await plan(ada, { plannedFor: '2026-09-01T16:00:00Z' })
    const between = await plan(ada, { plannedFor: '2026-09-05T16:00:00Z' })
    await complete(ada, moved)

    expect(ids(await list(ada))).toEqual([moved, between])
  })

  it('finds a plan without a date by the day of its creation, in the time zone of the caller', async () => {
    const kim = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    // 00:30 on the 8th in Auckland.
    await app.setTimeFor(kim, '2026-09-07T12:30:00Z')
    const undated = await plan(kim, { plannedFor: undefined })

    expect(ids(await list(kim, { from: '2026-09-08', to: '2026-09-08' }))).toEqual([undated])
    expect(ids(await list(kim, { to: '2026-09-07' }))).toEqual([])
  })

  it('returns sessions without their sets', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const { body } = await getSession(ada, id)

    expect((await list(ada)).items).toEqual([sessionsApi.SessionSummary.parse(body)])
  })

  it('returns pages and the total', async () => {
    const ada = await app.newAthlete()
    for (let n = 0; n < 3; n += 1) await plan(ada)

    const second = await list(ada, { page: 2, pageSize: 2 })
    const beyond = await list(ada, { page: 9 })

    expect(second).toMatchObject({ page: 2, pageSize: 2, total: 3 })
    expect(second.items).toHaveLength(1)
    expect(beyond).toMatchObject({ items: [], total: 3 })
  })

  it('hides deleted sessions and those of other users', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await plan(bob)
    await remove(ada, await plan(ada))

    expect(await list(ada)).toMatchObject({ items: [], total: 0 })
  })
})

describe('PATCH /sessions/:id/cancel', () => {
  it('cancels a planned session once', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const [first, second] = [await cancel(ada, id), await cancel(ada, id)]

    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({
      status: 'canceled',
      canceledAt: app.now().toISOString(),
      points: null,
    })
    expect(second.status).toBe(409)
    expect(second.body.error.message).toBe('The session is already completed or cancelled.')
  })

  it('rejects a completed session', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { durationSec: 600 })

    const answer = await cancel(ada, id)

    expect(answer.status).toBe(409)
    expect((await getSession(ada, id)).body).toMatchObject({ status: 'completed', points: 5 })
  })

  it('lets either a cancellation or a completion win a race', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const [canceled, completed] = await Promise.all([cancel(ada, id), complete(ada, id)])

    const { body } = await getSession(ada, id)
    expect([canceled.status, completed.status].toSorted()).toEqual([200, 409])
    expect(body.status).toBe(canceled.status === 200 ? 'canceled' : 'completed')
  })
})

describe('DELETE /sessions/:id', () => {
  it('deletes a session and its points', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { durationSec: 1800 })
    const before = await ada.call(pointsApi.getPoints, {})

    const [first, second] = [await remove(ada, id), await remove(ada, id)]

    const after = await ada.call(pointsApi.getPoints, {})
    expect(before.body.total).toBe(15)
    expect([first.status, second.status]).toEqual([204, 404])
    expect(after.body).toEqual({ total: 0, today: 0 })
    expect((await getSession(ada, id)).status).toBe(404)
  })

  it('adds no ledger entry for a session without points', async () => {
    const ada = await app.newAthlete()
    await remove(ada, await plan(ada))
    await remove(ada, await log(ada, { durationSec: 60 }))

    const history = await ada.call(pointsApi.listPoints, {})

    expect(history.body.items).toMatchObject([{ points: 0, reason: 'completion' }])
  })
})

describe("another user's session", () => {
  it('returns 404', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await plan(bob, { visibility: 'public' })

    const answers = [
      await getSession(ada, id),
      await update(ada, id, { title: 'Mine now' }),
      await complete(ada, id),
      await cancel(ada, id),
      await remove(ada, id),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect(answers[0]?.body.error).toMatchObject({
      code: 'NOT_FOUND',
      message: 'Session not found.',
    })
    expect((await getSession(bob, id)).body).toMatchObject({ title: 'Legs', status: 'planned' })
  })
})

describe('sessions without a login', () => {
  it('returns 401', async () => {
    const visitor = app.visitor()
    const params = { id: app.ctx().newId() }

    const answers = [
      await visitor.call(sessionsApi.createSession, { body: legDay }),
      await visitor.call(sessionsApi.listSessions, {}),
      await visitor.call(sessionsApi.getSession, { params }),
      await visitor.call(sessionsApi.updateSession, { params, body: {} }),
      await visitor.call(sessionsApi.completeSession, { params, body: {} }),
      await visitor.call(sessionsApi.cancelSession, { params }),
      await visitor.call(sessionsApi.deleteSession, { params }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401, 401])
  })
})
