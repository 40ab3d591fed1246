import { exercisesApi, feedApi, usersApi, type Call } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { share } from '../../../tests/sharing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { getSession, log, plan, remove, update } from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

type Query = NonNullable<Call<typeof feedApi.listFeed>['query']>
type Copy = Call<typeof feedApi.cloneSession>['body']

async function feed(query: Query = {}) {
  const answer = await app.visitor().call(feedApi.listFeed, { query })
  expect(answer.status).toBe(200)
  return answer.body as { items: feedApi.FeedItem[]; nextCursor: string | null }
}

const getShared = (id: string) => app.visitor().call(feedApi.getFeedSession, { params: { id } })

const clone = (athlete: Athlete, id: string, body?: Copy, key?: string) =>
  athlete.call(
    feedApi.cloneSession,
    { params: { id }, body },
    key ? { 'idempotency-key': key } : {},
  )

describe('GET /feed', () => {
  it('shows public completed sessions to anyone, newest first, stretch by stretch', async () => {
    const ada = await app.newAthlete()
    const ids: string[] = []
    for (let n = 0; n < 3; n += 1) {
      app.passSeconds(200)
      ids.unshift(await share(ada))
    }

    const first = await feed({ limit: 2 })
    const second = await feed({ limit: 2, cursor: first.nextCursor ?? '' })

    expect([...first.items, ...second.items].map(({ id }) => id).slice(0, 3)).toEqual(ids)
  })

  it('ends after the oldest, be it older than 1970', async () => {
    const ada = await app.newAthlete()
    const shared: string[] = []
    for (const completedAt of ['1969-12-31T12:00:00Z', '1969-12-30T12:00:00Z'])
      shared.push(await log(ada, { completedAt }, { visibility: 'public' }))
    const seen: string[] = []

    for (let cursor: string | null | undefined; cursor !== null;) {
      const { items, nextCursor } = await feed({ limit: 1, ...(cursor && { cursor }) })
      seen.push(...items.map(({ id }) => id))
      cursor = seen.length > 50 ? null : nextCursor
    }

    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(shared))
  })

  it('begins anew for a cursor that is not one of its', async () => {
    await share(await app.newAthlete())

    expect(await feed({ cursor: 'nonsense' })).toEqual(await feed())
  })

  it('tells who trained what, and how much', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { alias: 'Ada L.' } })
    const id = await share(ada)

    const { items } = await feed()

    expect(items.find((item) => item.id === id)).toEqual({
      id,
      title: 'Legs',
      type: 'strength',
      author: { username: ada.username, alias: 'Ada L.' },
      completedAt: '2026-09-07T10:00:00.000Z',
      exerciseNames: ['Squat'],
      totals: { volume: 1500, distance: 0, durationSec: 1800, sets: 3, reps: 15 },
      points: 17,
      attribution: null,
    })
  })

  it.each<[string, (athlete: Athlete) => Promise<string>]>([
    ['private', (athlete) => share(athlete, { visibility: 'private' })],
    ['planned', (athlete) => plan(athlete, { visibility: 'public' })],
    [
      'made private again',
      async (athlete) => {
        const id = await share(athlete)
        await update(athlete, id, { visibility: 'private' })
        return id
      },
    ],
    [
      'deleted',
      async (athlete) => {
        const id = await share(athlete)
        await remove(athlete, id)
        return id
      },
    ],
    [
      'of a suspended account',
      async (athlete) => {
        const id = await share(athlete)
        await app.ctx().db('users').where({ id: athlete.id }).update({ status: 'suspended' })
        return id
      },
    ],
  ])('hides what is %s, and lets nobody copy it', async (_, hide) => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await hide(ada)

    const answers = [await getShared(id), await clone(bob, id)]

    const { items } = await feed({ limit: 100 })
    expect(items.map((item) => item.id)).not.toContain(id)
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })
})

describe('GET /feed/:id', () => {
  it('shows the sets, but neither notes, id nor address of who trained', async () => {
    const ada = await app.newAthlete()
    const id = await share(ada, { title: 'Discreet', notes: 'Knee hurts' })

    const answer = await getShared(id)

    expect(answer.body).toMatchObject({
      title: 'Discreet',
      author: { username: ada.username, alias: null },
      exercises: [{ name: 'Squat', planned: [{ sets: 3 }], actual: [{ sets: 3 }] }],
    })
    for (const secret of [ada.id, ada.email, 'Knee hurts'])
      expect(answer.text).not.toContain(secret)
  })
})

describe('POST /feed/:id/clone', () => {
  it('copies the plan, private, and keeps the credit when the source is gone', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete({ timezone: 'UTC' })]
    await ada.call(usersApi.updateMe, { body: { alias: 'Ada L.' } })
    const id = await share(ada)

    const answer = await clone(bob, id, { plannedFor: '2026-10-01T17:00:00Z' })
    await remove(ada, id)

    const copy = await getSession(bob, answer.body.newSessionId as string)
    expect(answer.status).toBe(201)
    expect(copy.body).toMatchObject({
      title: 'Legs',
      status: 'planned',
      visibility: 'private',
      attribution: { sessionId: null, name: 'Ada L.', origin: null, between: 0 },
      plannedFor: '2026-10-01T17:00:00.000Z',
      timezone: 'UTC',
      totals: null,
      points: null,
      exercises: [{ planned: [{ sets: 3, reps: 5, load: 100 }], actual: [] }],
    })
  })

  it('copies what was done where nothing was planned', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await share(ada, {
      exercises: [{ name: 'Row', notes: 'mine', actual: { sets: 4, reps: 8, load: 60 } }],
    })

    const answer = await clone(bob, id, { timezone: 'Asia/Tokyo' })

    const { body } = await getSession(bob, answer.body.newSessionId as string)
    expect(body).toMatchObject({
      timezone: 'Asia/Tokyo',
      plannedFor: null,
      exercises: [
        { name: 'Row', notes: null, planned: [{ sets: 4, reps: 8, load: 60 }], actual: [] },
      ],
    })
  })

  it('keeps the id of an exercise of the library', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const found = await ada.call(exercisesApi.listExercises, {
      query: { q: 'plank', source: 'library' },
    })
    const exerciseId = found.body.items[0].id as string
    const id = await share(ada, { exercises: [{ exerciseId, planned: { durationSec: 60 } }] })

    const answer = await clone(bob, id)

    const { body } = await getSession(bob, answer.body.newSessionId as string)
    expect(body.exercises[0]).toMatchObject({ exerciseId, metric: found.body.items[0].metric })
  })

  it('keeps the name but not the id of an exercise that is the other’s alone', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const own = await ada.call(exercisesApi.createExercise, { body: { name: 'Zercher hold' } })
    const id = await share(ada, { exercises: [{ exerciseId: own.body.id as string }] })

    const answer = await clone(bob, id)

    const { body } = await getSession(bob, answer.body.newSessionId as string)
    expect(body.exercises[0]).toMatchObject({ name: 'Zercher hold', exerciseId: null })
  })

  it('copies once for a repeated key', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await share(ada)

    const [first, again] = [await clone(bob, id, {}, 'copy-1'), await clone(bob, id, {}, 'copy-1')]
    const other = await clone(bob, id, { timezone: 'UTC' }, 'copy-1')

    expect(again.body).toEqual(first.body)
    expect([first.status, again.status, other.status]).toEqual([201, 201, 422])
  })

  it('answers 401 without a login', async () => {
    const id = await share(await app.newAthlete())

    const answer = await app.visitor().call(feedApi.cloneSession, { params: { id }, body: {} })

    expect(answer.status).toBe(401)
  })
})
