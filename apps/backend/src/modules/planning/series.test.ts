import { seriesApi, sessionsApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { cancelAs, planSeries, removeAs, sessionsOf, timesOf } from '../../../tests/recurring.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { complete, getSession, legDay, plan, squats, update } from '../../../tests/training.ts'
import { runWaitingJobs } from '../../jobs/worker.ts'
import * as seriesService from './series.service.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

const planned = (athlete: Athlete, body: object) =>
  athlete.call(sessionsApi.createSession, { body: { ...legDay, ...body } })

const seriesOf = async (athlete: Athlete, id: string) =>
  (await getSession(athlete, id)).body.seriesId as string

const getSeries = (athlete: Athlete, id: string) =>
  athlete.call(seriesApi.getSeries, { params: { id } })
const endSeries = (athlete: Athlete, id: string) =>
  athlete.call(seriesApi.endSeries, { params: { id } })

async function extend() {
  await app.ctx().db.raw(`select graphile_worker.add_job('extendSeries')`)
  await runWaitingJobs(app.ctx(), app.databaseUrl())
}

const blocks = Array.from({ length: 41 }, () => ({}))

describe('POST /sessions with a rule', () => {
  it('plans 12 weeks and returns the first session', async () => {
    const ada = await app.newAthlete()

    const id = await planSeries(ada, 'FREQ=WEEKLY;BYDAY=MO,TH')

    const sessions = await sessionsOf(ada)
    const last = await getSession(ada, sessions.at(-1)?.id ?? '')
    const first = await getSession(ada, id)
    expect(sessions).toHaveLength(25)
    expect(sessions[0]).toMatchObject({ id, occurrenceOn: '2026-09-07', title: 'Legs' })
    expect(last.body).toMatchObject({
      plannedFor: '2026-11-30T17:00:00.000Z',
      occurrenceOn: '2026-11-30',
      recurrenceRule: 'FREQ=WEEKLY;BYDAY=MO,TH',
      seriesId: first.body.seriesId,
      type: 'strength',
      exerciseNames: ['Squat'],
    })
    expect(last.body.exercises[0].planned).toEqual(first.body.exercises[0].planned)
    expect(last.body.exercises[0].planned).toHaveLength(2)
  })

  it('keeps the time of day when clocks change', async () => {
    const ada = await app.newAthlete()

    await planSeries(ada, 'FREQ=MONTHLY;COUNT=3')

    const instants = (await sessionsOf(ada)).map(({ plannedFor }) => plannedFor)
    expect(instants).toEqual([
      '2026-09-07T16:00:00.000Z',
      '2026-10-07T16:00:00.000Z',
      '2026-11-07T17:00:00.000Z',
    ])
  })

  it("uses the athlete's time zone by default", async () => {
    const ada = await app.newAthlete({ timezone: 'America/New_York' })

    await planned(ada, { recurrenceRule: 'FREQ=DAILY;COUNT=2' })

    expect(await timesOf(ada)).toEqual(['2026-09-07 12:00', '2026-09-08 12:00'])
  })

  it('stores all exercises, supersets and blocks of an occurrence', async () => {
    const ada = await app.newAthlete()
    const plank = { name: 'Plank', metric: 'duration' as const, planned: { durationSec: 60 } }

    const id = await planSeries(ada, 'FREQ=DAILY;COUNT=2', {
      notes: 'Chalk',
      exercises: [
        { ...squats, superset: 1, notes: 'deep' },
        { ...plank, superset: 1 },
      ],
    })

    const bare = ({ exercises }: sessionsApi.Session) =>
      exercises.map(({ id: _, ...exercise }) => exercise)
    const [, second] = await sessionsOf(ada)
    const bodies = [await getSession(ada, id), await getSession(ada, second?.id ?? '')]
    expect(bodies[1]?.body.notes).toBe('Chalk')
    expect(bodies[1]?.body.exercises).toHaveLength(2)
    expect(bare(bodies[1]?.body)).toEqual(bare(bodies[0]?.body))
  })

  it('plans the first session even beyond 12 weeks', async () => {
    const ada = await app.newAthlete()

    await planSeries(ada, 'FREQ=WEEKLY', { plannedFor: '2027-03-01T17:00:00Z' })

    expect(await timesOf(ada)).toEqual(['2027-03-01 18:00'])
  })

  it.each<[string, object, string]>([
    [
      'FREQ=YEARLY',
      {},
      'A session repeats daily, weekly or monthly: FREQ must be DAILY, WEEKLY or MONTHLY.',
    ],
    [
      'FREQ=WEEKLY;BYDAY=TU',
      {},
      'The first session is not on a day of the rule: start on one of its days.',
    ],
    [
      'FREQ=DAILY',
      { timezone: 'Asia/Tokyo', recurrenceRule: 'FREQ=WEEKLY;BYDAY=MO' },
      'The first session is not on a day of the rule: start on one of its days.',
    ],
    [
      'FREQ=DAILY',
      { completed: {} },
      'A completed session cannot repeat: leave out recurrenceRule or completed.',
    ],
  ])('refuses %s with %j and says why', async (recurrenceRule, body, message) => {
    const ada = await app.newAthlete()

    const answer = await planned(ada, { recurrenceRule, ...body })

    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({
      code: 'UNPROCESSABLE',
      message,
      details: [{ path: 'body.recurrenceRule', message }],
    })
    expect(await sessionsOf(ada)).toEqual([])
  })

  it('explains the reason in German too', async () => {
    const ada = await app.newAthlete()
    const body = { ...legDay, recurrenceRule: 'FREQ=WEEKLY;BYDAY=1MO' }

    const answer = await ada.call(sessionsApi.createSession, { body }, { 'accept-language': 'de' })

    expect(answer.body.error.message).toBe(
      'Den ersten oder letzten Wochentag im Monat (1MO, -1FR) gibt es nur in monatlichen Regeln.',
    )
  })

  it.each<[string, object]>([
    ['no start', { plannedFor: undefined }],
    ['a start long ago', { plannedFor: '2026-06-01T16:00:00Z' }],
    [
      'more sets than a series may have',
      {
        exercises: Array.from({ length: 5 }, () => ({ name: 'Row', planned: blocks })),
      },
    ],
  ])('refuses %s', async (_, body) => {
    const ada = await app.newAthlete()

    const answer = await planned(ada, { recurrenceRule: 'FREQ=DAILY', ...body })

    expect(answer.status).toBe(422)
    expect(await sessionsOf(ada)).toEqual([])
  })

  it('plans once for an Idempotency-Key', async () => {
    const ada = await app.newAthlete()
    const body = { ...legDay, recurrenceRule: 'FREQ=WEEKLY;COUNT=3' }
    const key = { 'idempotency-key': 'once' }

    const answers = [
      await ada.call(sessionsApi.createSession, { body }, key),
      await ada.call(sessionsApi.createSession, { body }, key),
    ]

    expect(answers[0]?.body).toEqual(answers[1]?.body)
    expect(await sessionsOf(ada)).toHaveLength(3)
  })

  it('runs as many statements for 85 sessions as for two', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=DAILY;COUNT=1')
    const statements: string[] = []
    const listen = ({ sql }: { sql: string }) => void statements.push(sql)
    app.ctx().db.on('query', listen)

    await planSeries(ada, 'FREQ=DAILY;COUNT=2')
    const few = statements.splice(0).length
    await planSeries(ada, 'FREQ=DAILY')
    const many = statements.length
    app.ctx().db.off('query', listen)

    expect(many).toBe(few)
    expect(await app.ctx().db('sessions').where({ owner: ada.id })).toHaveLength(88)
  })
})

describe('series', () => {
  it('are listed newest first, with numbers of their sessions', async () => {
    const ada = await app.newAthlete()
    const done = await planSeries(ada, 'FREQ=WEEKLY;COUNT=4')
    app.passSeconds(1)
    await planSeries(ada, 'FREQ=DAILY', { title: 'Walk' })
    const [, second, third] = (await sessionsOf(ada)).filter(({ title }) => title === 'Legs')
    await complete(ada, done)
    await cancelAs(ada, second?.id ?? '', 'this')

    const { body } = await ada.call(seriesApi.listSeries, {})

    expect(body).toEqual({
      page: 1,
      pageSize: 20,
      total: 2,
      nextCursor: null,
      items: [
        expect.objectContaining({ title: 'Walk', recurrenceRule: 'FREQ=DAILY', planned: 85 }),
        {
          id: await seriesOf(ada, done),
          title: 'Legs',
          recurrenceRule: 'FREQ=WEEKLY;COUNT=4',
          timezone: 'Europe/Berlin',
          startsOn: '2026-09-07',
          startTime: '18:00:00',
          isOver: false,
          planned: 2,
          completed: 1,
          canceled: 1,
          adherence: 100,
          met: { completed: 1, moved: 0, partial: 0, skipped: 0 },
          next: { id: third?.id, plannedFor: '2026-09-21T16:00:00.000Z' },
        },
      ],
    })
  })

  it('show the adherence of due sessions by their local day', async () => {
    const ada = await app.newAthlete()
    const id = await planSeries(ada, 'FREQ=DAILY;COUNT=5')
    const series = await seriesOf(ada, id)
    const before = await getSeries(ada, series)
    // Midnight in Berlin; the first three are over.
    await app.setTimeFor(ada, '2026-09-09T22:00:00Z')
    const [, second] = await sessionsOf(ada)
    await complete(ada, id, { completedAt: '2026-09-07T17:00:00Z' })
    await complete(ada, second?.id ?? '', { completedAt: '2026-09-09T17:00:00Z' })

    const after = await getSeries(ada, series)

    expect(before.body).toMatchObject({
      adherence: null,
      met: { completed: 0, moved: 0, partial: 0, skipped: 0 },
    })
    expect(after.body).toMatchObject({
      adherence: 67,
      met: { completed: 1, moved: 1, partial: 0, skipped: 1 },
    })
    expect((await sessionsOf(ada)).map(({ adherenceStatus }) => adherenceStatus)).toEqual([
      'completed',
      'moved',
      'skipped',
      null,
      null,
    ])
  })

  it('return their next ten sessions', async () => {
    const ada = await app.newAthlete()
    const id = await planSeries(ada, 'FREQ=DAILY')
    await app.setTimeFor(ada, '2026-09-08T10:00:00Z')

    const { body } = await getSeries(ada, await seriesOf(ada, id))

    expect(body.upcoming).toHaveLength(10)
    expect(body.upcoming[0]).toMatchObject({
      occurrenceOn: '2026-09-08',
      plannedFor: '2026-09-08T16:00:00.000Z',
    })
    const { id: nextId, plannedFor } = body.upcoming[0]
    expect(body).toMatchObject({ planned: 85, isOver: false, next: { id: nextId, plannedFor } })
  })

  it('are over if no session follows', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=DAILY;COUNT=2')
    await app.setTimeFor(ada, '2026-09-09T10:00:00Z')

    const { body } = await ada.call(seriesApi.listSeries, {})

    expect(body.items).toMatchObject([{ isOver: true, next: null, planned: 2, adherence: 0 }])
  })

  it("return 404 for another user's series", async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await seriesOf(ada, await planSeries(ada, 'FREQ=WEEKLY'))

    const answers = [await getSeries(bob, id), await endSeries(bob, id)]

    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect((await bob.call(seriesApi.listSeries, {})).body.items).toEqual([])
    expect((await getSeries(ada, id)).body.planned).toBe(13)
  })

  it('delete planned sessions at their end, except those edited individually', async () => {
    const ada = await app.newAthlete()
    const first = await planSeries(ada, 'FREQ=WEEKLY')
    const id = await seriesOf(ada, first)
    const [, , , fourth] = await sessionsOf(ada)
    await update(ada, fourth?.id ?? '', { title: 'Test day' })
    await app.setTimeFor(ada, '2026-09-15T10:00:00Z')

    const ended = [await endSeries(ada, id), await endSeries(ada, id)]

    expect(ended.map(({ status }) => status)).toEqual([200, 200])
    expect(ended[0]?.body).toMatchObject({
      recurrenceRule: 'FREQ=WEEKLY;UNTIL=20260920',
      planned: 3,
    })
    expect(await timesOf(ada)).toEqual(['2026-09-07 18:00', '2026-09-14 18:00', '2026-09-28 18:00'])
    app.setTime('2026-12-15T10:00:00Z')
    await extend()
    expect(await sessionsOfAll(ada)).toBe(3)
  })
})

/** Counts sessions in the database, because the login may have expired. */
const sessionsOfAll = async ({ id }: Athlete) =>
  (await app.ctx().db('sessions').where({ owner: id, archived_at: null })).length

describe('the job that extends series', () => {
  it('plans occurrences that are now within 12 weeks once', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=WEEKLY;BYDAY=MO,TH')
    app.setTime('2026-09-28T10:00:00Z')

    await extend()
    await extend()

    const days = await app
      .ctx()
      .db('sessions')
      .where({ owner: ada.id })
      .orderBy('occurrence_on')
      .pluck<string[]>('occurrence_on')
    expect(days).toHaveLength(31)
    expect(days.slice(-2)).toEqual(['2026-12-17', '2026-12-21'])
  })

  it('plans each occurrence once if many jobs run at the same time', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=DAILY')
    app.setTime('2026-10-07T10:00:00Z')

    const counts = await Promise.all([1, 2, 3, 4].map(() => seriesService.extendDue(app.ctx())))

    expect(await sessionsOfAll(ada)).toBe(85 + 30)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(30)
  })

  it('leaves no series in part when it is killed', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=DAILY')
    app.setTime('2026-10-07T10:00:00Z')
    let left = 5
    const newId = () => {
      left -= 1
      if (left < 0) throw new Error('killed')
      return app.ctx().newId()
    }

    await expect(seriesService.extendDue({ ...app.ctx(), newId })).rejects.toThrow('killed')
    const between = await sessionsOfAll(ada)
    await extend()

    expect([between, await sessionsOfAll(ada)]).toEqual([85, 115])
  })

  it('does not plan deleted sessions again, and ends with the rule', async () => {
    const ada = await app.newAthlete()
    const id = await planSeries(ada, 'FREQ=WEEKLY;COUNT=14')
    await removeAs(ada, id, 'this')
    app.setTime('2026-09-21T10:00:00Z')

    await extend()

    expect(await sessionsOfAll(ada)).toBe(13)
    const [series] = await app.ctx().db('series').where({ owner: ada.id })
    expect(series.next_on).toBeNull()
  })

  it('ignores sessions without a series', async () => {
    const ada = await app.newAthlete()
    await plan(ada)

    await extend()

    expect(await sessionsOfAll(ada)).toBe(1)
  })
})
