import { pointsApi, progressApi, recordsApi, sessionsApi, usersApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  complete,
  exerciseOf,
  getSession,
  log,
  plan,
  putSet,
  start,
  update,
  type NewSession,
} from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T18:00:00Z'))

const HOUR = 3_600

/** Three sets of squats take 330 s by the estimate. */
const ESTIMATE = 330

async function timesOf(athlete: Athlete, id: string) {
  const { startedAt, completedAt, trainedOn, totals, points } = (await getSession(athlete, id)).body
  return { startedAt, completedAt, trainedOn, durationSec: totals.durationSec, points }
}

const logAnswer = (athlete: Athlete, completed: NonNullable<NewSession['completed']>) =>
  athlete.call(sessionsApi.createSession, {
    body: {
      title: 'Legs',
      exercises: [{ name: 'Squat', actual: { sets: 3, reps: 5, load: 100 } }],
      completed,
    },
  })

describe('a session logged afterwards', () => {
  it('ends an hour after a start 20 days ago, counts on that day and earns no points', async () => {
    const ada = await app.newAthlete()

    const id = await log(ada, { startedAt: '2026-08-18T18:00:00Z', durationSec: HOUR })

    expect(await timesOf(ada, id)).toEqual({
      startedAt: '2026-08-18T18:00:00.000Z',
      completedAt: '2026-08-18T19:00:00.000Z',
      trainedOn: '2026-08-18',
      durationSec: HOUR,
      points: 0,
    })
    const { body } = await ada.call(pointsApi.listPoints, {})
    expect(body.items[0].details.refused).toBe('backdated')
  })

  it('is as long as its sets take if only its start is known', async () => {
    const ada = await app.newAthlete()

    const id = await log(ada, { startedAt: '2026-08-18T18:00:00Z' })

    expect(await timesOf(ada, id)).toMatchObject({
      completedAt: '2026-08-18T18:05:30.000Z',
      durationSec: ESTIMATE,
    })
  })

  it('takes the length from start and end', async () => {
    const ada = await app.newAthlete()

    const id = await log(ada, {
      startedAt: '2026-09-07T10:00:00+02:00',
      completedAt: '2026-09-07T11:30:00+02:00',
    })

    expect(await timesOf(ada, id)).toMatchObject({ durationSec: 5_400 })
  })

  it('measures the hours that passed, not those on the clock, when summer time ends', async () => {
    const ada = await app.newAthlete()
    await app.setTimeFor(ada, '2026-10-26T08:00:00Z')

    const id = await log(ada, {
      startedAt: '2026-10-25T02:30:00+02:00',
      completedAt: '2026-10-25T02:10:00+01:00',
    })

    expect(await timesOf(ada, id)).toMatchObject({ durationSec: 2_400, trainedOn: '2026-10-25' })
  })

  it.each<[string, NonNullable<NewSession['completed']>, string, string]>([
    [
      'a length that does not match start and end',
      {
        startedAt: '2026-09-07T10:00:00Z',
        completedAt: '2026-09-07T11:00:00Z',
        durationSec: 1_800,
      },
      'body.durationSec',
      'Start, end and duration do not match: send two of them.',
    ],
    [
      'a start in the future',
      { startedAt: '2026-09-07T19:00:00Z' },
      'body.startedAt',
      'A session you have done cannot start in the future.',
    ],
    [
      'a length that ends in the future',
      { startedAt: '2026-09-07T17:30:00Z', durationSec: HOUR },
      'body.durationSec',
      'A session cannot be completed in the future.',
    ],
    [
      'more than two days',
      { startedAt: '2026-09-04T10:00:00Z', completedAt: '2026-09-07T10:00:00Z' },
      'body.completedAt',
      'A session takes two days at most: check its start and end.',
    ],
    [
      'a start before 1900',
      { startedAt: '0001-01-01T00:00:00Z' },
      'body.startedAt',
      'Sessions start in 1900 at the earliest.',
    ],
  ])('cannot have %s', async (_, completed, path, message) => {
    const ada = await app.newAthlete()

    const answer = await logAnswer(ada, completed)

    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({
      code: 'UNPROCESSABLE',
      message,
      details: [{ path, message }],
    })
  })
})

describe('a session in progress', () => {
  it('takes as long as it was in progress', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    await start(ada, id)
    await app.setTimeFor(ada, '2026-09-07T18:25:00Z')

    const answer = await complete(ada, id)

    expect(answer.body.totals.durationSec).toBe(1_500)
    expect(await timesOf(ada, id)).toMatchObject({ startedAt: '2026-09-07T18:00:00.000Z' })
  })

  it('is estimated from its sets if they are written up within minutes', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    await start(ada, id)
    app.passSeconds(120)

    const answer = await complete(ada, id)

    expect(answer.body.totals.durationSec).toBe(730)
    expect(answer.body.pointsAwarded).toBeGreaterThan(0)
    expect(await timesOf(ada, id)).toMatchObject({
      startedAt: '2026-09-07T17:49:50.000Z',
      completedAt: '2026-09-07T18:02:00.000Z',
    })
  })

  it('is estimated if sets ticked one by one took less time than logged', async () => {
    const ada = await app.newAthlete()
    const run = { name: 'Run', metric: 'distance_duration' as const, type: 'cardio' as const }
    const id = await plan(ada, { exercises: [run] })
    const exerciseId = await exerciseOf(ada, id)
    await putSet(ada, { id, exerciseId, position: 0 }, { distance: 5_000, durationSec: 1_500 })
    await app.setTimeFor(ada, '2026-09-07T18:20:00Z')

    const answer = await complete(ada, id)

    expect(answer.body.totals.durationSec).toBe(1_500)
  })

  it('ends a stated length after its start, or now if it was started late', async () => {
    const ada = await app.newAthlete()
    const [live, late] = [await plan(ada), await plan(ada)]
    await start(ada, live)
    await app.setTimeFor(ada, '2026-09-07T20:00:00Z')
    await start(ada, late)

    for (const id of [live, late]) await complete(ada, id, { durationSec: HOUR })

    expect([await timesOf(ada, live), await timesOf(ada, late)]).toMatchObject([
      { startedAt: '2026-09-07T18:00:00.000Z', completedAt: '2026-09-07T19:00:00.000Z' },
      { startedAt: '2026-09-07T19:00:00.000Z', completedAt: '2026-09-07T20:00:00.000Z' },
    ])
  })
})

describe('a correction', () => {
  it('moves a session to another day with its points, records and badges', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { startedAt: '2026-09-07T16:00:00Z', durationSec: HOUR })
    const { points } = await timesOf(ada, id)

    const answer = await update(ada, id, { startedAt: '2026-09-05T16:00:00Z' })

    expect(answer.body).toMatchObject({
      startedAt: '2026-09-05T16:00:00.000Z',
      completedAt: '2026-09-05T17:00:00.000Z',
      trainedOn: '2026-09-05',
      totals: { durationSec: HOUR, volume: 1_500 },
      points,
    })
    const totals = await ada.call(pointsApi.getPoints, {})
    expect(totals.body).toEqual({ total: points, today: 0 })
    const ledger = await ada.call(pointsApi.listPoints, {})
    expect(ledger.body.items).toMatchObject([
      { reason: 'correction-1', points },
      {
        reason: 'correction-1-moved',
        points: -points,
        explanation: `The session moved to another day and took its ${points} points with it.`,
      },
      { reason: 'completion', points },
    ])
    const days = await app.ctx().db('user_points').where({ owner: ada.id }).orderBy('id')
    expect(days.map(({ earned_on: day }: { earned_on: string }) => day)).toEqual([
      '2026-09-07',
      '2026-09-07',
      '2026-09-05',
    ])
    const [badge] = await app.ctx().db('badges').where({ owner: ada.id })
    expect(badge).toMatchObject({ session_id: id, earned_on: '2026-09-05' })
    const { body } = await ada.call(progressApi.getStreak, {})
    expect(body).toMatchObject({ current: 1, week: { done: 0 } })
  })

  it('takes the points of a moved session back once it is deleted', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { startedAt: '2026-09-07T16:00:00Z', durationSec: HOUR })
    await update(ada, id, { startedAt: '2026-09-05T16:00:00Z' })

    await ada.call(sessionsApi.deleteSession, { params: { id } })

    const sums = await app
      .ctx()
      .db('user_points')
      .where({ owner: ada.id })
      .groupBy('earned_on')
      .select('earned_on')
      .sum('points as points')
    expect(sums.map(({ points }) => Number(points))).toEqual([0, 0])
  })

  it('changes the order of personal records with the day', async () => {
    const ada = await app.newAthlete()
    const squat = (load: number) => ({
      exercises: [{ name: 'Squat', actual: { sets: 1, reps: 5, load } }],
    })
    await log(ada, { startedAt: '2026-09-05T16:00:00Z' }, squat(100))
    const id = await log(ada, { startedAt: '2026-09-06T16:00:00Z' }, squat(110))
    const recordsOf = async () =>
      (await ada.call(recordsApi.getSessionRecords, { params: { id }, query: {} })).body.records
    const before = await recordsOf()

    await update(ada, id, { startedAt: '2026-09-04T16:00:00Z' })

    expect(before.length).toBeGreaterThan(0)
    expect(await recordsOf()).toEqual([])
  })

  it('changes the length from the start on, or until the new end', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { startedAt: '2026-09-07T10:00:00Z', durationSec: HOUR })

    const shorter = await update(ada, id, { durationSec: 1_800 })
    const longer = await update(ada, id, { completedAt: '2026-09-07T12:00:00Z' })

    expect(shorter.body).toMatchObject({
      startedAt: '2026-09-07T10:00:00.000Z',
      completedAt: '2026-09-07T10:30:00.000Z',
    })
    expect(longer.body).toMatchObject({
      startedAt: '2026-09-07T10:00:00.000Z',
      totals: { durationSec: 2 * HOUR },
    })
  })

  it('corrects the energy alone', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { durationSec: HOUR })
    const before = await timesOf(ada, id)

    const answer = await update(ada, id, { calories: 321 })

    expect(answer.body.calories).toBe(321)
    expect(await timesOf(ada, id)).toEqual(before)
  })

  it.each([
    [{ startedAt: '2026-09-08T10:00:00Z' }, 'body.startedAt'],
    [{ completedAt: '2026-09-07T09:00:00Z' }, 'body.startedAt'],
    [
      {
        startedAt: '2026-09-07T09:00:00Z',
        completedAt: '2026-09-07T10:00:00Z',
        durationSec: 60,
      },
      'body.durationSec',
    ],
  ])('refuses %j, and changes nothing', async (change, path) => {
    const ada = await app.newAthlete()
    const id = await log(ada, { startedAt: '2026-09-07T10:00:00Z', durationSec: HOUR })
    const before = await getSession(ada, id)

    const answer = await update(ada, id, { title: 'Changed', ...change })

    expect(answer.status).toBe(422)
    expect(answer.body.error.details[0].path).toBe(path)
    expect((await getSession(ada, id)).body).toEqual(before.body)
  })

  it('of times needs a completed session', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const answer = await update(ada, id, { startedAt: '2026-09-07T10:00:00Z' })

    expect(answer.status).toBe(409)
  })

  it('runs as many statements for a moved session as for others', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { weight: 80 } })
    const id = await log(ada, { startedAt: '2026-09-07T10:00:00Z', durationSec: HOUR })
    const counts: number[] = []
    let statements: string[] = []
    const note = ({ sql }: { sql: string }) => void statements.push(sql)
    app.ctx().db.on('query', note)

    for (const change of [{ calories: 100 }, { startedAt: '2026-09-05T16:00:00Z' }]) {
      statements = []
      await update(ada, id, change)
      counts.push(statements.indexOf('COMMIT;') - statements.indexOf('BEGIN;') - 1)
    }

    app.ctx().db.removeListener('query', note)
    expect(counts).toEqual([11, 11])
  })
})
