import { exercisesApi, pointsApi, sessionsApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from '../../../tests/testApp.ts'

const app = useTestApp()

const squats = {
  name: 'Squat',
  planned: [
    { setType: 'warmup' as const, sets: 1, reps: 10, load: 40 },
    { sets: 3, reps: 5, load: 100, rpe: 8, restSec: 180 },
  ],
}

const legDay = { title: 'Legs', plannedFor: '2026-09-07T16:00:00Z', exercises: [squats] }

async function plan(athlete: Athlete, body: object = legDay): Promise<string> {
  const answer = await athlete.call(sessionsApi.createSession, { body: body as typeof legDay })
  expect(answer.status).toBe(201)
  return answer.body.id
}

const get = (athlete: Athlete, id: string) =>
  athlete.call(sessionsApi.getSession, { params: { id } })

const complete = (athlete: Athlete, id: string, body: object = {}, key?: string) =>
  athlete.call(
    sessionsApi.completeSession,
    { params: { id }, body },
    key ? { 'idempotency-key': key } : {},
  )

describe('POST /sessions', () => {
  it('plans a session with its sets in order', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const { body } = await get(ada, id)

    expect(body).toMatchObject({
      id,
      title: 'Legs',
      status: 'planned',
      type: 'strength',
      plannedFor: '2026-09-07T16:00:00.000Z',
      timezone: 'Europe/Berlin',
      exerciseNames: ['Squat'],
      totals: null,
      points: null,
      attribution: null,
    })
    expect(body.exercises[0].planned).toEqual([
      {
        setType: 'warmup',
        sets: 1,
        reps: 10,
        load: 40,
        distance: null,
        durationSec: null,
        rpe: null,
        rir: null,
        restSec: null,
      },
      {
        setType: 'working',
        sets: 3,
        reps: 5,
        load: 100,
        distance: null,
        durationSec: null,
        rpe: 8,
        rir: null,
        restSec: 180,
      },
    ])
    expect(body.exercises[0].actual).toEqual([])
  })

  it('takes one object where one block is planned', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, {
      title: 'Run',
      exercises: [
        {
          name: 'Easy run',
          type: 'cardio',
          metric: 'distance_duration',
          position: 0,
          planned: {
            sets: null,
            reps: null,
            load: null,
            distance: 5000,
            durationSec: 1800,
            rpe: 4,
          },
        },
      ],
    })
    const { body } = await get(ada, id)
    expect(body.exercises[0].planned).toHaveLength(1)
    expect(body.type).toBe('cardio')
  })

  it('keeps name, metric and muscles of a library exercise', async () => {
    const ada = await app.newAthlete()
    const found = await ada.call(exercisesApi.listExercises, {
      query: { q: 'plank', source: 'library' },
    })
    const plank = found.body.items[0]
    const id = await plan(ada, {
      title: 'Core',
      exercises: [{ exerciseId: plank.id, planned: { durationSec: 60 } }],
    })
    const { body } = await get(ada, id)
    expect(body.exercises[0]).toMatchObject({
      exerciseId: plank.id,
      name: plank.name,
      metric: plank.metric,
      primaryMuscles: plank.primaryMuscles,
    })
  })

  it('refuses an exercise of somebody else', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const made = await bob.call(exercisesApi.createExercise, { body: { name: 'Secret lift' } })
    const answer = await ada.call(sessionsApi.createSession, {
      body: { title: 'x', exercises: [{ exerciseId: made.body.id }] },
    })
    expect(answer.status).toBe(422)
    expect(answer.body.error.code).toBe('UNPROCESSABLE')
  })

  it('says that recurrence is not served yet', async () => {
    const ada = await app.newAthlete()
    const answer = await ada.call(sessionsApi.createSession, {
      body: { ...legDay, recurrenceRule: 'FREQ=WEEKLY' },
    })
    expect(answer.status).toBe(422)
    expect(answer.body.error.details[0].path).toBe('body.recurrenceRule')
  })

  it('logs a session that was not planned in one go', async () => {
    const ada = await app.newAthlete()
    const answer = await ada.call(sessionsApi.createSession, {
      body: {
        title: 'Quick one',
        exercises: [{ name: 'Squat', actual: { sets: 3, reps: 5, load: 100, rpe: 8 } }],
        completed: { durationSec: 1800, completedAt: '2026-09-07T09:30:00Z' },
      },
    })
    const { body } = await get(ada, answer.body.id)

    expect(answer.status).toBe(201)
    expect(answer.body.pointsAwarded).toBe(18)
    expect(body).toMatchObject({
      status: 'completed',
      startedAt: '2026-09-07T09:00:00.000Z',
      totals: { volume: 1500, distance: 0, durationSec: 1800, sets: 3, reps: 15 },
      points: 18,
      adherence: null,
    })
  })

  it('answers a repeated request with the first answer, and another body with 422', async () => {
    const ada = await app.newAthlete()
    const send = (title: string) =>
      ada.call(
        sessionsApi.createSession,
        { body: { title, exercises: [{ name: 'Squat' }] } },
        { 'idempotency-key': 'tap-1' },
      )
    const [first, second] = await Promise.all([send('Once'), send('Once')])
    const other = await send('Twice')
    const list = await ada.call(sessionsApi.listSessions, {})

    expect(first.body).toEqual(second.body)
    expect(other.status).toBe(422)
    expect(list.body.total).toBe(1)
  })

  it('refuses what it does not know, without a login, and values out of range', async () => {
    const ada = await app.newAthlete()
    const bad = (body: object) =>
      ada.call(sessionsApi.createSession, { body: body as typeof legDay })
    const unknown = await bad({ ...legDay, points: 999 })
    const absurd = await bad({ title: 'x', exercises: [{ name: 'x', planned: { reps: -1 } }] })
    const anonymous = await app
      .visitor()
      .call(sessionsApi.createSession, { body: { title: 'x', exercises: [{ name: 'x' }] } })

    expect([unknown.status, absurd.status, anonymous.status]).toEqual([400, 400, 401])
    expect(absurd.body.error.details[0].path).toBe('body.exercises.0.planned.reps')
  })
})

describe('GET /sessions', () => {
  it('filters by days of the athlete, status and exercise, latest first', async () => {
    const auckland = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    // 23:30 on the 8th and 00:30 on the 9th in Auckland (UTC+12).
    const late = await plan(auckland, { ...legDay, plannedFor: '2026-09-08T11:30:00Z' })
    const early = await plan(auckland, { ...legDay, plannedFor: '2026-09-08T12:30:00Z' })
    const list = async (query: object) => {
      const { body } = await auckland.call(sessionsApi.listSessions, { query })
      return body.items.map((item: { id: string }) => item.id)
    }

    expect(await list({})).toEqual([early, late])
    expect(await list({ from: '2026-09-09' })).toEqual([early])
    expect(await list({ to: '2026-09-08' })).toEqual([late])
    expect(await list({ status: 'completed' })).toEqual([])
  })

  it('pages and counts', async () => {
    const ada = await app.newAthlete()
    for (let n = 0; n < 3; n += 1) await plan(ada)
    const { body } = await ada.call(sessionsApi.listSessions, { query: { page: 2, pageSize: 2 } })
    expect(body).toMatchObject({ page: 2, pageSize: 2, total: 3 })
    expect(body.items).toHaveLength(1)
    const beyond = await ada.call(sessionsApi.listSessions, { query: { page: 9 } })
    expect(beyond.body).toMatchObject({ items: [], total: 3 })
  })

  it('shows nobody else’s', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await plan(bob)
    expect((await ada.call(sessionsApi.listSessions, {})).body.total).toBe(0)
  })
})

describe('PATCH /sessions/:id/complete', () => {
  it('writes what was done, sums it up and explains the points', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const [squat] = (await get(ada, id)).body.exercises
    const set = (reps: number) => ({
      sessionExerciseId: squat.id,
      sets: 1,
      reps,
      load: 100,
      rpe: 9,
    })

    const answer = await complete(ada, id, { actuals: [set(5), set(5), set(4)], durationSec: 1200 })

    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      pointsAwarded: 13,
      totals: { volume: 1400, sets: 3, reps: 14, durationSec: 1200 },
      adherence: 93,
      calories: null,
      award: {
        points: 13,
        algorithmVersion: 'v1',
        details: { minutes: 20, metMinutes: 120, adherenceBonus: true, refused: null },
      },
    })
    expect(answer.body.award.explanation).toMatch(/^13 points: 120 MET-minutes in 20 minutes/)
    const { body } = await get(ada, id)
    expect(body.exercises[0].actual.map((block: { reps: number }) => block.reps)).toEqual([5, 5, 4])
  })

  it('estimates calories from the body weight', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { weight: 80 } })
    const answer = await complete(ada, await plan(ada), { durationSec: 3600 })
    // 6 MET × 3.5 × 80 kg ÷ 200 × 60 min
    expect(answer.body.calories).toBe(504)
  })

  it('is once and for all, however many race', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const answers = await Promise.all(Array.from({ length: 5 }, () => complete(ada, id)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
    const entries = await app.ctx().db('user_points').where({ owner: ada.id, session_id: id })
    expect(entries).toHaveLength(1)
  })

  it('answers a repeated key with the first answer', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const first = await complete(ada, id, {}, 'done-1')
    const again = await complete(ada, id, {}, 'done-1')
    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
  })

  it('hides what is somebody else’s', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await plan(bob)
    expect((await complete(ada, id)).status).toBe(404)
    expect((await get(ada, id)).status).toBe(404)
    expect((await get(bob, id)).body.status).toBe('planned')
  })

  it('refuses sets of an exercise that is not in it, and a time in the future', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const foreign = await complete(ada, id, {
      actuals: [{ sessionExerciseId: app.ctx().newId(), reps: 5 }],
    })
    const early = await complete(ada, id, { completedAt: '2027-01-01T00:00:00Z' })
    expect([foreign.status, early.status]).toEqual([422, 422])
    expect((await get(ada, id)).body.status).toBe('planned')
  })
})

describe('PATCH /sessions/:id', () => {
  it('changes a plan and takes its exercises’ place', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const answer = await ada.call(sessionsApi.updateSession, {
      params: { id },
      body: {
        title: 'Pull',
        notes: 'easy',
        plannedFor: null,
        exercises: [{ name: 'Row', planned: { reps: 8 } }],
      },
    })
    expect(answer.body).toMatchObject({
      title: 'Pull',
      notes: 'easy',
      plannedFor: null,
      exerciseNames: ['Row'],
    })
  })

  it('leaves what was done alone unless it is corrected', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    await complete(ada, id)
    const change = (body: object) => ada.call(sessionsApi.updateSession, { params: { id }, body })
    const published = await change({ visibility: 'public' })
    const replanned = await change({ plannedFor: '2026-10-01T10:00:00Z' })
    expect(published.body).toMatchObject({ status: 'completed', visibility: 'public' })
    expect(replanned.status).toBe(409)
  })

  it('corrects a completed session, and totals and ledger follow', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const done = await complete(ada, id, { durationSec: 3600 })
    const [squat] = (await get(ada, id)).body.exercises

    const corrected = await ada.call(sessionsApi.updateSession, {
      params: { id },
      body: {
        actuals: [{ sessionExerciseId: squat.id, sets: 1, reps: 5, load: 100, rpe: 8 }],
        durationSec: 600,
      },
    })
    const points = await ada.call(pointsApi.getPoints, {})
    const history = await ada.call(pointsApi.listPoints, {})

    expect(done.body.pointsAwarded).toBe(40)
    expect(corrected.body).toMatchObject({
      points: 6,
      totals: { volume: 500, sets: 1 },
      adherence: 33,
    })
    expect(points.body).toEqual({ total: 6, today: 6 })
    expect(history.body.items.map((entry: { points: number }) => entry.points)).toEqual([-34, 40])
    expect(history.body.items[0].explanation).toBe(
      'Corrected: -34 points, so that the session counts 6 in all.',
    )
  })
})

describe('PATCH /sessions/:id/cancel', () => {
  it('cancels a plan, once', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const cancel = () => ada.call(sessionsApi.cancelSession, { params: { id } })
    const first = await cancel()
    const second = await cancel()
    expect(first.body.status).toBe('canceled')
    expect(second.status).toBe(409)
    expect((await complete(ada, id)).status).toBe(409)
  })
})

describe('DELETE /sessions/:id', () => {
  it('is gone, and so are its points', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    await complete(ada, id)
    const remove = () => ada.call(sessionsApi.deleteSession, { params: { id } })
    const before = await ada.call(pointsApi.getPoints, {})
    const [first, second] = [await remove(), await remove()]
    const after = await ada.call(pointsApi.getPoints, {})
    expect(before.body.total).toBeGreaterThan(0)
    expect([first.status, second.status]).toEqual([204, 404])
    expect(after.body).toEqual({ total: 0, today: 0 })
    expect((await get(ada, id)).status).toBe(404)
  })
})
