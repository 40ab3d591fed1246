import { exercisesApi, feedApi, progressApi, sessionsApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from '../../../tests/testApp.ts'

const app = useTestApp()

async function share(athlete: Athlete, title: string, exercise: object = { name: 'Squat' }) {
  const { body } = await athlete.call(sessionsApi.createSession, {
    body: {
      title,
      visibility: 'public',
      exercises: [{ name: 'Squat', ...exercise, planned: { sets: 3, reps: 5, load: 100 } }],
      completed: { completedAt: app.now().toISOString(), durationSec: 1800 },
    },
  })
  return body.id as string
}

describe('GET /feed', () => {
  it('shows public completed sessions to anyone, newest first, stretch by stretch', async () => {
    const ada = await app.newAthlete()
    const ids: string[] = []
    for (const title of ['One', 'Two', 'Three']) {
      app.passSeconds(200)
      ids.unshift(await share(ada, title))
    }
    const seen: string[] = []
    for (let cursor: string | undefined; seen.length < 3;) {
      const { body } = await app.visitor().call(feedApi.listFeed, { query: { limit: 2, cursor } })
      seen.push(...body.items.map((item: { id: string }) => item.id))
      cursor = body.nextCursor
      if (cursor === null) break
    }
    expect(seen.slice(0, 3)).toEqual(ids)
  })

  it('hides what is private, planned or deleted', async () => {
    const ada = await app.newAthlete()
    const id = await share(ada, 'Gone')
    await ada.call(sessionsApi.updateSession, { params: { id }, body: { visibility: 'private' } })
    const hidden = await app.visitor().call(feedApi.getFeedSession, { params: { id } })
    expect(hidden.status).toBe(404)
  })

  it('tells neither id nor address of who trained', async () => {
    const ada = await app.newAthlete()
    const id = await share(ada, 'Discreet')
    const answer = await app.visitor().call(feedApi.getFeedSession, { params: { id } })
    expect(answer.body.author).toEqual({ username: ada.username, alias: null })
    expect(answer.text).not.toContain(ada.id)
    expect(answer.text).not.toContain(ada.email)
  })
})

describe('POST /feed/:id/clone', () => {
  it('copies the plan, private, and keeps the credit when the source is gone', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await ada.call(usersApi.updateMe, { body: { alias: 'Ada L.' } })
    const id = await share(ada, 'Legs')

    const clone = await bob.call(feedApi.cloneSession, {
      params: { id },
      body: { plannedFor: '2026-10-01T17:00:00Z' },
    })
    await ada.call(sessionsApi.deleteSession, { params: { id } })
    const copy = await bob.call(sessionsApi.getSession, { params: { id: clone.body.newSessionId } })

    expect(clone.status).toBe(201)
    expect(copy.body).toMatchObject({
      title: 'Legs',
      status: 'planned',
      visibility: 'private',
      attribution: { sessionId: id, name: 'Ada L.' },
      plannedFor: '2026-10-01T17:00:00.000Z',
    })
    expect(copy.body.exercises[0].planned[0]).toMatchObject({ sets: 3, reps: 5, load: 100 })
  })

  it('keeps the name but not the id of an exercise that is the other’s alone', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const own = await ada.call(exercisesApi.createExercise, { body: { name: 'Zercher hold' } })
    const id = await share(ada, 'Odd lifts', { exerciseId: own.body.id, name: undefined })
    const clone = await bob.call(feedApi.cloneSession, { params: { id } } as never)
    const copy = await bob.call(sessionsApi.getSession, { params: { id: clone.body.newSessionId } })
    expect(copy.body.exercises[0]).toMatchObject({ name: 'Zercher hold', exerciseId: null })
  })

  it('refuses what is not public', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const { body } = await ada.call(sessionsApi.createSession, {
      body: { title: 'Mine', exercises: [{ name: 'Squat' }] },
    })
    const answer = await bob.call(feedApi.cloneSession, { params: { id: body.id }, body: {} })
    expect(answer.status).toBe(404)
  })
})

describe('GET /progress', () => {
  it('sums up and charts what was done and what was due', async () => {
    app.setTime('2026-09-16T10:00:00Z')
    const ada = await app.newAthlete()
    const { body: missed } = await ada.call(sessionsApi.createSession, {
      body: {
        title: 'Missed',
        plannedFor: '2026-09-14T10:00:00Z',
        exercises: [{ name: 'Squat', planned: { reps: 5 } }],
      },
    })
    const { body: met } = await ada.call(sessionsApi.createSession, {
      body: {
        title: 'Met',
        plannedFor: '2026-09-16T09:00:00Z',
        exercises: [{ name: 'Squat', planned: { sets: 2, reps: 5, load: 50 } }],
      },
    })
    await ada.call(sessionsApi.completeSession, {
      params: { id: met.id },
      body: { durationSec: 600 },
    })

    const summary = await ada.call(progressApi.getSummary, { query: { from: '2026-09-01' } })
    const charts = await ada.call(progressApi.getCharts, { query: { interval: 'week' } })
    const cardio = await ada.call(progressApi.getSummary, { query: { category: 'cardio' } })

    expect(missed.id).toBeDefined()
    expect(summary.body).toEqual({
      from: '2026-09-01',
      to: '2026-09-16',
      completed: 1,
      planned: 2,
      volume: 500,
      distance: 0,
      durationSec: 600,
      sets: 2,
      reps: 10,
      calories: 0,
      points: 6,
      adherence: 50,
      activeDays: 1,
    })
    expect(charts.body.buckets).toHaveLength(12)
    expect(charts.body.buckets.at(-1)).toMatchObject({
      on: '2026-09-14',
      completed: 1,
      planned: 2,
      volume: 500,
      adherence: 50,
    })
    expect(charts.body.buckets.at(-2)).toMatchObject({
      on: '2026-09-07',
      completed: 0,
      adherence: null,
    })
    expect(cardio.body.completed).toBe(0)
  })

  it('refuses a time that ends before it begins, or is too long', async () => {
    const ada = await app.newAthlete()
    const reversed = await ada.call(progressApi.getSummary, {
      query: { from: '2026-09-02', to: '2026-09-01' },
    })
    const long = await ada.call(progressApi.getCharts, {
      query: { from: '1990-01-01', interval: 'week' },
    })
    expect([reversed.status, long.status]).toEqual([422, 422])
  })
})
