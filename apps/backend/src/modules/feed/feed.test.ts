import { exercisesApi, feedApi, type sessionsApi, usersApi, type Call } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { befriend, newPublic } from '../../../tests/meeting.ts'
import { cloneAndShare, share } from '../../../tests/sharing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { getSession, log, plan, remove, update } from '../../../tests/training.ts'
import type { Visitor } from '../../../tests/visitor.ts'

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
  it('lists public completed sessions in pages, newest first, without a login', async () => {
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

  it('ends after the oldest session, also one from before 1970', async () => {
    const ada = await app.newAthlete()
    const shared: string[] = []
    for (const completedAt of ['1969-12-31T12:00:00Z', '1969-12-30T12:00:00Z'])
      shared.push(await log(ada, { completedAt }, { visibility: 'public' }))
    const listed: string[] = []

    for (let cursor: string | null | undefined; cursor !== null;) {
      const { items, nextCursor } = await feed({ limit: 1, ...(cursor && { cursor }) })
      listed.push(...items.map(({ id }) => id))
      cursor = listed.length > 50 ? null : nextCursor
    }

    expect(new Set(listed).size).toBe(listed.length)
    expect(listed).toEqual(expect.arrayContaining(shared))
  })

  it('returns the first page for an invalid cursor', async () => {
    await share(await app.newAthlete())

    expect(await feed({ cursor: 'nonsense' })).toEqual(await feed())
  })

  it('shows the author, exercises, totals and points of a session', async () => {
    const ada = await newPublic(app, 'Ada L.')
    const id = await share(ada)

    const { items } = await feed()

    expect(items.find((item) => item.id === id)).toEqual({
      id,
      title: 'Legs',
      type: 'strength',
      author: { username: ada.username, alias: 'Ada L.', avatarUrl: null },
      completedAt: '2026-09-07T10:00:00.000Z',
      exerciseNames: ['Squat'],
      exerciseCount: 1,
      totals: { volume: 1500, distance: 0, durationSec: 1800, sets: 3, reps: 15 },
      points: 17,
      attribution: null,
      translated: false,
      language: null,
      original: null,
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
      'owned by a suspended user',
      async (athlete) => {
        const id = await share(athlete)
        await app.ctx().db('users').where({ id: athlete.id }).update({ status: 'suspended' })
        return id
      },
    ],
  ])(
    'leaves out a session that is %s, and returns 404 when it is read or cloned',
    async (_, create) => {
      const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
      const id = await create(ada)

      const answers = [await getShared(id), await clone(bob, id)]

      const { items } = await feed({ limit: 100 })
      expect(items.map((item) => item.id)).not.toContain(id)
      expect(answers.map(({ status }) => status)).toEqual([404, 404])
    },
  )
})

describe('the alias of a private profile', () => {
  it('is in the feed of followers only, and in no clone', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await ada.call(usersApi.updateMe, { body: { alias: 'Ada L.' } })
    const id = await share(ada)
    const authorFor = async (viewer: Visitor) => {
      const { body } = await viewer.call(feedApi.listFeed, { query: { limit: 100 } })
      const shown = await viewer.call(feedApi.getFeedSession, { params: { id } })
      const listed = (body.items as feedApi.FeedItem[]).find((item) => item.id === id)
      return [listed?.author.alias, shown.body.author.alias]
    }

    const before = await authorFor(bob)
    await befriend(bob, ada)
    const copy = await cloneAndShare(bob, id)

    expect([before, await authorFor(bob)]).toEqual([
      [null, null],
      ['Ada L.', 'Ada L.'],
    ])
    expect(await authorFor(ada)).toEqual(['Ada L.', 'Ada L.'])
    expect(await authorFor(app.visitor())).toEqual([null, null])
    expect((await getShared(copy)).body.attribution.name).toBe(ada.username)
  })
})

describe('a session of many exercises', () => {
  it('is listed with its first exercises and their number', async () => {
    const ada = await app.newAthlete()
    const names = Array.from({ length: 50 }, (_, index) => `Exercise ${index} ${'x'.repeat(100)}`)
    const id = await share(ada, { exercises: names.map((name) => ({ name })) })

    const item = (await feed()).items.find((listed) => listed.id === id)

    expect(item).toMatchObject({ exerciseNames: names.slice(0, 8), exerciseCount: 50 })
    expect((await getShared(id)).body.exercises).toHaveLength(50)
  })

  it('is cut for other people if an older version stored more than a session can have', async () => {
    const ada = await app.newAthlete()
    const id = await share(ada)
    const { db } = app.ctx()
    await db.raw(
      `insert into session_exercises (owner, id, session_id, position, name, metric)
       select :owner, gen_random_uuid(), :id, n, 'Row', 'reps' from generate_series(1, 150) n`,
      { owner: ada.id, id },
    )
    await db.raw(
      `insert into actual_exercise_attributes (owner, session_exercise_id, position, sets, reps)
       select owner, x.id, n, 1, 5 from session_exercises x, generate_series(5, 24) n
       where owner = :owner and x.session_id = :id`,
      { owner: ada.id, id },
    )

    const { body, text } = await getShared(id)

    const sets = (body.exercises as sessionsApi.SessionExercise[]).flatMap(({ actual }) => actual)
    expect([body.exercises.length, sets.length]).toEqual([100, 1_000])
    expect(text.length).toBeLessThan(250_000)
  })
})

describe('notes of a shared session', () => {
  const exercises = [{ name: 'Row', notes: 'Bad shoulder', actual: { sets: 4, reps: 8 } }]

  it('stay private, as do those of its exercises, unless they are shared', async () => {
    const ada = await app.newAthlete()
    const id = await share(ada, { notes: 'Knee hurts', exercises })

    const before = await getShared(id)
    await update(ada, id, { sharesNotes: true })
    const after = await getShared(id)
    await update(ada, id, { title: 'Renamed' })

    expect(before.body).toMatchObject({
      sharesNotes: false,
      notes: null,
      exercises: [{ notes: null }],
    })
    expect(before.text).not.toMatch(/Knee hurts|Bad shoulder/)
    expect(after.body).toMatchObject({
      sharesNotes: true,
      notes: 'Knee hurts',
      exercises: [{ notes: 'Bad shoulder' }],
    })
    expect((await getShared(id)).body.sharesNotes).toBe(true)
  })

  it('are copied only where they are shared, and the copy does not share them', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const notes = { notes: 'Knee hurts', exercises }
    const ids = [await share(ada, notes), await share(ada, { ...notes, sharesNotes: true })]

    const copies = []
    for (const id of ids) {
      const { body } = await clone(bob, id)
      copies.push((await getSession(bob, body.newSessionId as string)).body)
    }

    expect(copies).toMatchObject([
      { notes: null, sharesNotes: false, exercises: [{ notes: null }] },
      { notes: 'Knee hurts', sharesNotes: false, exercises: [{ notes: 'Bad shoulder' }] },
    ])
  })
})

describe('GET /feed/:id', () => {
  it('shows the sets, but neither the notes nor the author’s id and e-mail address', async () => {
    const ada = await app.newAthlete()
    const id = await share(ada, { title: 'Discreet', notes: 'Knee hurts' })

    const answer = await getShared(id)

    expect(answer.body).toMatchObject({
      title: 'Discreet',
      author: { username: ada.username, alias: null, avatarUrl: null },
      exercises: [{ name: 'Squat', planned: [{ sets: 3 }], actual: [{ sets: 3 }] }],
    })
    for (const secret of [ada.id, ada.email, 'Knee hurts'])
      expect(answer.text).not.toContain(secret)
  })
})

describe('POST /feed/:id/clone', () => {
  it('copies the plan as a private session, and keeps the credit when the source is deleted', async () => {
    const [ada, bob] = [await newPublic(app, 'Ada L.'), await app.newAthlete({ timezone: 'UTC' })]
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

  it('copies the actual sets of an exercise without planned sets', async () => {
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

  it('keeps the id of a library exercise', async () => {
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

  it('keeps the name but not the id of the other user’s custom exercise', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const own = await ada.call(exercisesApi.createExercise, { body: { name: 'Zercher hold' } })
    const id = await share(ada, { exercises: [{ exerciseId: own.body.id as string }] })

    const answer = await clone(bob, id)

    const { body } = await getSession(bob, answer.body.newSessionId as string)
    expect(body.exercises[0]).toMatchObject({ name: 'Zercher hold', exerciseId: null })
  })

  it('creates one copy for a repeated idempotency key', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await share(ada)

    const [first, again] = [await clone(bob, id, {}, 'copy-1'), await clone(bob, id, {}, 'copy-1')]
    const other = await clone(bob, id, { timezone: 'UTC' }, 'copy-1')

    expect(again.body).toEqual(first.body)
    expect([first.status, again.status, other.status]).toEqual([201, 201, 422])
  })

  it('returns 401 without a login', async () => {
    const id = await share(await app.newAthlete())

    const answer = await app.visitor().call(feedApi.cloneSession, { params: { id }, body: {} })

    expect(answer.status).toBe(401)
  })
})
