import { seriesApi, type sessionsApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import {
  cancelAs,
  planSeries,
  removeAs,
  sessionsOf,
  shift,
  timesOf,
  updateAs,
} from '../../../tests/recurring.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { cancel, complete, getSession, plan, update } from '../../../tests/training.ts'
import * as seriesService from './series.service.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

/** Returns the ids of the sessions of a series, earliest first. */
const idsOf = async (athlete: Athlete) => (await sessionsOf(athlete)).map(({ id }) => id)

const titlesOf = async (athlete: Athlete) => (await sessionsOf(athlete)).map(({ title }) => title)

/** Four Mondays at 18:00, and the ids of their sessions. */
async function fourMondays(athlete: Athlete): Promise<[string, string, string, string]> {
  await planSeries(athlete, 'FREQ=WEEKLY;COUNT=4')
  return (await idsOf(athlete)) as [string, string, string, string]
}

const listSeries = async (athlete: Athlete) =>
  (await athlete.call(seriesApi.listSeries, {})).body.items as {
    id: string
    recurrenceRule: string
    startsOn: string
  }[]

describe('PATCH /sessions/:id of a series', () => {
  it('changes only this session, which keeps its occurrence day', async () => {
    const ada = await app.newAthlete()
    const [, second] = await fourMondays(ada)

    const answer = await update(ada, second, {
      title: 'Heavy',
      plannedFor: '2026-09-15T17:00:00Z',
    })

    expect(answer.body).toMatchObject({ title: 'Heavy', occurrenceOn: '2026-09-14' })
    expect(await titlesOf(ada)).toEqual(['Legs', 'Heavy', 'Legs', 'Legs'])
    expect((await timesOf(ada))[1]).toBe('2026-09-15 19:00')
  })

  it('changes this and following sessions, which become a new series', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)

    const answer = await updateAs(ada, ids[1], 'following', {
      title: 'Pull',
      exercises: [{ name: 'Row', planned: { sets: 3, reps: 8 } }],
    })

    expect(answer.body).toMatchObject({
      id: ids[1],
      title: 'Pull',
      exerciseNames: ['Row'],
      recurrenceRule: 'FREQ=WEEKLY;COUNT=3',
    })
    expect(await idsOf(ada)).toEqual(ids)
    expect(await titlesOf(ada)).toEqual(['Legs', 'Pull', 'Pull', 'Pull'])
    const last = await getSession(ada, ids[3])
    expect(last.body.exercises).toHaveLength(1)
    expect(last.body.exercises[0].planned).toMatchObject([{ sets: 3, reps: 8 }])
    const series = await listSeries(ada)
    expect(series.map(({ recurrenceRule }) => recurrenceRule).toSorted()).toEqual([
      'FREQ=WEEKLY;COUNT=3',
      'FREQ=WEEKLY;UNTIL=20260913',
    ])
  })

  it('moves this and following sessions to another day and time, including those planned later', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=WEEKLY;BYDAY=MO,WE')
    const ids = await idsOf(ada)

    await updateAs(ada, ids[2] ?? '', 'following', { plannedFor: '2026-09-15T05:30:00Z' })

    expect(await idsOf(ada)).toEqual(ids)
    const times = await timesOf(ada)
    expect(times.slice(0, 4)).toEqual([
      '2026-09-07 18:00',
      '2026-09-09 18:00',
      '2026-09-15 07:30',
      '2026-09-17 07:30',
    ])
    expect(times.at(-1)).toBe('2026-12-01 07:30')
    await app.setTimeFor(ada, '2026-09-14T10:00:00Z')
    await seriesService.extendDue(app.ctx())
    expect((await timesOf(ada)).slice(-2)).toEqual(['2026-12-01 07:30', '2026-12-03 07:30'])
  })

  it('changes the rule of this and following sessions', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)

    const answer = await updateAs(ada, ids[2], 'following', {
      recurrenceRule: 'FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261002',
    })

    expect(answer.body.recurrenceRule).toBe('FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261002')
    expect(await timesOf(ada)).toEqual([
      '2026-09-07 18:00',
      '2026-09-14 18:00',
      '2026-09-21 18:00',
      '2026-09-25 18:00',
      '2026-09-28 18:00',
      '2026-10-02 18:00',
    ])
  })

  it('changes all in place, except sessions that are done or edited individually', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)
    await complete(ada, ids[0])
    await update(ada, ids[1], { title: 'By hand' })
    const before = [await getSession(ada, ids[0]), await getSession(ada, ids[1])]

    await updateAs(ada, ids[3], 'all', { title: 'New', plannedFor: '2026-09-28T18:00:00Z' })

    const after = [await getSession(ada, ids[0]), await getSession(ada, ids[1])]
    expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body))
    expect(await titlesOf(ada)).toEqual(['Legs', 'By hand', 'New', 'New'])
    expect((await timesOf(ada)).slice(2)).toEqual(['2026-09-21 20:00', '2026-09-28 20:00'])
    expect(await listSeries(ada)).toHaveLength(1)
  })

  it('moves all by days, except sessions that are done', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)
    await complete(ada, ids[0])

    await updateAs(ada, ids[1], 'all', { plannedFor: '2026-09-16T16:00:00Z' })

    expect(await idsOf(ada)).toEqual(ids)
    expect(await timesOf(ada)).toEqual([
      '2026-09-07 18:00',
      '2026-09-16 18:00',
      '2026-09-23 18:00',
      '2026-09-30 18:00',
    ])
    expect(await listSeries(ada)).toMatchObject([{ startsOn: '2026-09-09' }])
  })

  it('includes the session of the request even if it was edited individually', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)
    await update(ada, ids[1], { plannedFor: '2026-09-15T16:00:00Z' })

    await updateAs(ada, ids[1], 'following', { title: 'New' })
    const times = await timesOf(ada)
    await updateAs(ada, ids[1], 'following', { plannedFor: '2026-09-16T16:00:00Z' })

    expect(times).toEqual([
      '2026-09-07 18:00',
      '2026-09-15 18:00',
      '2026-09-21 18:00',
      '2026-09-28 18:00',
    ])
    expect((await timesOf(ada)).slice(1)).toEqual([
      '2026-09-16 18:00',
      '2026-09-23 18:00',
      '2026-09-30 18:00',
    ])
  })

  it('leaves out a day that lacks the new time', async () => {
    app.setTime('2027-03-01T10:00:00Z')
    const ada = await app.newAthlete()
    const id = await planSeries(ada, 'FREQ=DAILY;UNTIL=20270330', {
      plannedFor: '2027-03-26T17:00:00Z',
    })

    await updateAs(ada, id, 'all', { plannedFor: '2027-03-26T01:30:00Z' })
    const times = await timesOf(ada)
    await updateAs(ada, id, 'all', { plannedFor: '2027-03-26T17:00:00Z' })

    expect(times).toEqual(['26', '27', '29', '30'].map((day) => `2027-03-${day} 02:30`))
    expect(await timesOf(ada)).toHaveLength(5)
  })

  it.each<[string, Parameters<typeof updateAs>[3], string]>([
    ['all', { recurrenceRule: 'FREQ=DAILY' }, 'body.recurrenceRule'],
    ['following', { plannedFor: null }, 'body.plannedFor'],
    ['following', { recurrenceRule: 'FREQ=YEARLY' }, 'body.recurrenceRule'],
    ['all', { actuals: [] }, 'query.scope'],
  ])('refuses for %s: %j', async (scope, body, path) => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)

    const answer = await updateAs(ada, ids[1], scope as 'all', body)

    expect(answer.status).toBe(422)
    expect(answer.body.error.details[0].path).toBe(path)
    expect(await listSeries(ada)).toHaveLength(1)
  })

  it('rejects a scope for a session without series, and for a session that is done', async () => {
    const ada = await app.newAthlete()
    const single = await plan(ada)
    const ids = await fourMondays(ada)
    await complete(ada, ids[0])

    const answers = [
      await updateAs(ada, single, 'all', { title: 'New' }),
      await updateAs(ada, ids[0], 'all', { title: 'New' }),
      await updateAs(await app.newAthlete(), ids[1], 'all', { title: 'New' }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([422, 409, 404])
  })
})

describe('cancelling and deleting in a series', () => {
  it('affects only this session', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)

    await cancelAs(ada, ids[1], 'this')
    await removeAs(ada, ids[2], 'this')

    expect((await sessionsOf(ada)).map(({ id, status }) => [id, status])).toEqual([
      [ids[0], 'planned'],
      [ids[1], 'canceled'],
      [ids[3], 'planned'],
    ])
  })

  it.each(['cancel', 'delete'])(
    'can %s this and following sessions, which ends the series',
    async (how) => {
      const ada = await app.newAthlete()
      await planSeries(ada, 'FREQ=WEEKLY')
      const ids = await idsOf(ada)
      await complete(ada, ids[2] ?? '')
      await update(ada, ids[4] ?? '', { title: 'By hand' })

      const answer = await (how === 'cancel' ? cancelAs : removeAs)(ada, ids[1] ?? '', 'following')

      expect(answer.status).toBe(how === 'cancel' ? 200 : 204)
      await app.setTimeFor(ada, '2026-09-17T10:00:00Z')
      await seriesService.extendDue(app.ctx())
      const left = (await sessionsOf(ada)).filter(({ status }) => status !== 'canceled')
      expect(left.map(({ id }) => id)).toEqual([ids[0], ids[2], ids[4]])
      expect(await sessionsOf(ada)).toHaveLength(how === 'cancel' ? 13 : 3)
      expect(await listSeries(ada)).toMatchObject([
        { recurrenceRule: 'FREQ=WEEKLY;UNTIL=20260913' },
      ])
    },
  )

  it('affects all sessions', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)
    await complete(ada, ids[0])

    await removeAs(ada, ids[2], 'all')

    expect(await idsOf(ada)).toEqual([ids[0]])
  })
})

describe('POST /sessions/:id/shift', () => {
  it('moves the missed session, the later ones and the rule', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=WEEKLY;BYDAY=MO,WE')
    const ids = await idsOf(ada)
    await complete(ada, ids[0] ?? '')

    const answer = await shift(ada, ids[1] ?? '', 2)

    expect(answer.body).toMatchObject({
      id: ids[1],
      occurrenceOn: '2026-09-11',
      recurrenceRule: 'FREQ=WEEKLY;BYDAY=WE,FR',
    })
    expect((await timesOf(ada)).slice(0, 4)).toEqual([
      '2026-09-07 18:00',
      '2026-09-11 18:00',
      '2026-09-16 18:00',
      '2026-09-18 18:00',
    ])
    expect(await idsOf(ada)).toEqual(ids)
    expect(new Set(await titlesOf(ada))).toEqual(new Set(['Legs']))
  })

  it('moves sessions edited individually too, from their own time', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)
    await update(ada, ids[1], { plannedFor: '2026-09-15T19:00:00Z', title: 'By hand' })
    await cancel(ada, ids[2])

    await shift(ada, ids[0], 1)

    expect(await timesOf(ada)).toEqual([
      '2026-09-08 18:00',
      '2026-09-16 21:00',
      '2026-09-21 18:00',
      '2026-09-29 18:00',
    ])
    expect(await titlesOf(ada)).toEqual(['Legs', 'By hand', 'Legs', 'Legs'])
  })

  it('keeps the remaining number of sessions', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)

    const answer = await shift(ada, ids[1], 7)

    expect(answer.body.recurrenceRule).toBe('FREQ=WEEKLY;COUNT=3')
    expect(await timesOf(ada)).toHaveLength(4)
  })

  it.each<[string, number, string]>([
    ['FREQ=MONTHLY', 22, 'Days of the month cannot move past the 28th'],
    ['FREQ=MONTHLY;BYDAY=1MO', 1, 'A weekday of the month'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', 5, 'The days of one week would fall into two'],
  ])('refuses %s by %i days and says why', async (rule, days, reason) => {
    const ada = await app.newAthlete()
    const id = await planSeries(ada, rule)
    const before = await timesOf(ada)

    const answer = await shift(ada, id, days)

    expect(answer.status).toBe(422)
    expect(answer.body.error.details[0].path).toBe('body.days')
    expect(answer.body.error.message).toContain(reason)
    expect(await timesOf(ada)).toEqual(before)
  })

  it("rejects a session that is done, has no series or is another user's", async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)
    await complete(ada, ids[0])

    const answers = [
      await shift(ada, ids[0], 1),
      await shift(ada, await plan(ada), 1),
      await shift(await app.newAthlete(), ids[1], 1),
    ]

    expect(answers.map(({ status }) => status)).toEqual([409, 422, 404])
  })
})

describe('at the same time', () => {
  it('two changes of a series run one after the other', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=WEEKLY')
    const ids = await idsOf(ada)

    const answers = await Promise.all([
      updateAs(ada, ids[2] ?? '', 'following', { title: 'Two' }),
      updateAs(ada, ids[4] ?? '', 'following', { title: 'Four' }),
      shift(ada, ids[6] ?? '', 1),
      updateAs(ada, ids[2] ?? '', 'following', { notes: 'both' }),
    ])

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const sessions = await sessionsOf(ada)
    expect(sessions.map(({ id }) => id)).toEqual(ids)
    expect(new Set(sessions.map(({ plannedFor }) => plannedFor)).size).toBe(ids.length)
    expect(sessions.slice(0, 2).map(({ title }) => title)).toEqual(['Legs', 'Legs'])
    expect(new Set(sessions.slice(4).map(({ title }) => title)).has('Legs')).toBe(false)
  })

  it('the job and a split neither miss nor repeat a day', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=DAILY')
    const ids = await idsOf(ada)
    await app.setTimeFor(ada, '2026-09-17T10:00:00Z')

    await Promise.all([
      seriesService.extendDue(app.ctx()),
      updateAs(ada, ids[20] ?? '', 'following', { title: 'Later' }),
      seriesService.extendDue(app.ctx()),
    ])
    await seriesService.extendDue(app.ctx())

    const { db } = app.ctx()
    const days = await db('sessions').where({ owner: ada.id }).orderBy('due_on').pluck('due_on')
    expect(days).toHaveLength(95)
    expect(new Set(days).size).toBe(95)
    const titles = await db('sessions').where({ owner: ada.id }).orderBy('due_on').pluck('title')
    expect(titles.indexOf('Later')).toBe(20)
    expect(titles.lastIndexOf('Legs')).toBe(19)
  })

  it('a session is either completed or changed with its series', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)

    await Promise.all([
      complete(ada, ids[1]),
      updateAs(ada, ids[0], 'all', { title: 'New', exercises: [{ name: 'Row' }] }),
    ])

    const { body } = await getSession(ada, ids[1])
    const session = body as sessionsApi.Session
    expect(session.status).toBe('completed')
    expect([session.title, ...session.exerciseNames]).toEqual(
      session.title === 'New' ? ['New', 'Row'] : ['Legs', 'Squat'],
    )
    expect(session.exercises.map(({ name }) => name)).toEqual(session.exerciseNames)
  })

  it('a split that fails in the middle changes nothing', async () => {
    const ada = await app.newAthlete()
    const ids = await fourMondays(ada)
    const before = await sessionsOf(ada)
    await app.ctx().db.raw(`alter table series add constraint no_more check (owner <> '${ada.id}'
      or rule not like '%UNTIL%')`)

    const answer = await updateAs(ada, ids[1], 'following', { title: 'New' })

    await app.ctx().db.raw('alter table series drop constraint no_more')
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await sessionsOf(ada)).toEqual(before)
    expect(await listSeries(ada)).toHaveLength(1)
  })
})
