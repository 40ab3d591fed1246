import { measurementsApi, pointsApi, sessionsApi, usersApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  complete,
  create,
  exerciseOf,
  getSession,
  log,
  remove,
  update,
} from '../../../tests/training.ts'

const app = useTestApp()

// A Monday, noon in Berlin.
beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

const HALF_AN_HOUR = 1_800
/** Moderate cardio earns 0.7 points a minute. */
const run = {
  exercises: [{ name: 'Run', type: 'cardio' as const, planned: { durationSec: 3_600 } }],
}

const totals = async (athlete: Athlete) => (await athlete.call(pointsApi.getPoints, {})).body

async function history(
  athlete: Athlete,
  query: { page?: number; pageSize?: number } = {},
  headers: Record<string, string> = {},
) {
  const { body } = await athlete.call(pointsApi.listPoints, { query }, headers)
  return body as { items: pointsApi.PointEntry[]; page: number; pageSize: number; total: number }
}

/** Reads a session’s status, and the points and reason of its award. */
async function outcome(athlete: Athlete, id: string) {
  const { body: session } = await getSession(athlete, id)
  const entry = (await history(athlete)).items.find(({ sessionId }) => sessionId === id)
  return {
    status: session.status as string,
    points: session.points as number,
    booked: entry?.points,
    limit: entry?.details?.limit,
    refused: entry?.details?.refused,
    explanation: entry?.explanation,
  }
}

const refusal = (refused: string, explanation: string) => ({
  status: 'completed',
  points: 0,
  booked: 0,
  limit: null,
  refused,
  explanation,
})

describe('the award of a session', () => {
  it('is booked with all figures that it results from', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { durationSec: HALF_AN_HOUR })

    const { items } = await history(ada)

    expect(items).toEqual([
      {
        id: expect.any(String) as string,
        points: 15,
        sourceType: 'session_completion',
        algorithmVersion: 'v1',
        reason: 'completion',
        sessionId: id,
        sessionTitle: 'Logged',
        explanation:
          '15 points: 150 MET-minutes in 30 minutes ÷ 10, × 1 (age 1, gender 1, fitness 1, frequency 1).',
        details: {
          minutes: 30,
          metMinutes: 150,
          factors: { age: 1, gender: 1, fitness: 1, frequency: 1, product: 1 },
          adherenceBonus: false,
          raw: 15,
          limit: null,
          refused: null,
          implausible: null,
        },
        awardedAt: '2026-09-07T10:00:00.000Z',
      },
    ])
  })

  it('is a tenth higher for training as planned', async () => {
    const ada = await app.newAthlete()
    const id = await create(ada, {
      title: 'Legs',
      exercises: [{ name: 'Squat', planned: { sets: 3, reps: 5 } }],
    })

    const { body } = await complete(ada, id, { durationSec: HALF_AN_HOUR })

    expect(body).toMatchObject({ pointsAwarded: 17, award: { details: { adherenceBonus: true } } })
    expect(body.award.explanation).toContain(', + 10 % for training as planned.')
  })

  it('depends on the athlete’s age, gender, fitness and training frequency', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, {
      body: {
        dateOfBirth: '1956-09-07',
        gender: 'female',
        fitnessLevel: 'beginner',
        trainingFrequency: 'daily',
      },
    })
    const id = await log(ada, { durationSec: HALF_AN_HOUR })

    const { points, explanation } = await outcome(ada, id)

    expect(points).toBe(20)
    expect(explanation).toBe(
      '20 points: 150 MET-minutes in 30 minutes ÷ 10, × 1.3 (age 1.1, gender 1.05, fitness 1.1, frequency 1.05).',
    )
  })

  it('uses the level at the time and the weight of the day, or the first known weight', async () => {
    const ada = await app.newAthlete()
    const updateMe = (body: { weight?: number; fitnessLevel: 'beginner' | 'advanced' }) =>
      ada.call(usersApi.updateMe, { body })
    await ada.call(measurementsApi.recordMeasurements, {
      body: { measuredOn: '2026-09-06', values: { bodyWeight: 80 } },
    })
    await updateMe({ fitnessLevel: 'beginner' })
    app.passSeconds(600)
    await updateMe({ weight: 100, fitnessLevel: 'advanced' })

    const ids = [
      await log(ada, { durationSec: 3_600, completedAt: '2026-09-05T10:00:00Z' }),
      await log(ada, { durationSec: 600, completedAt: '2026-09-06T10:00:00Z' }),
      await log(ada, { durationSec: 600, completedAt: '2026-09-07T10:05:00Z' }),
      await log(ada, { durationSec: 300, completedAt: '2026-09-07T10:10:00Z' }),
    ]

    const sessions = await Promise.all(ids.map((id) => getSession(ada, id)))
    const { items } = await history(ada)
    expect(sessions.map(({ body }) => body.calories as number)).toEqual([420, 70, 88, 44])
    expect(items.map(({ details }) => details?.factors.fitness)).toEqual([0.95, 1.1, 1, 1])
  })

  it('is explained in German', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { dateOfBirth: '1986-09-07' } })
    await log(ada, { durationSec: HALF_AN_HOUR })

    const { items } = await history(ada, {}, { 'accept-language': 'de' })

    expect(items[0]?.explanation).toMatch(/^15 Punkte: 150 MET-Minuten in 30 Minuten ÷ 10, × 1,025/)
  })
})

describe('a session that earns nothing', () => {
  it('is stored if it is too short', async () => {
    const ada = await app.newAthlete()

    const id = await log(ada, { durationSec: 299 })

    expect(await outcome(ada, id)).toEqual(
      refusal('too_short', 'No points: less than 5 effective minutes.'),
    )
  })

  it('is stored if it is completed more than a day early', async () => {
    const ada = await app.newAthlete()
    const id = await create(ada, {
      title: 'Next week',
      plannedFor: '2026-09-08T10:00:01Z',
      exercises: [{ name: 'Squat', planned: { sets: 5, reps: 5 } }],
    })

    const { body } = await complete(ada, id)

    expect(body).toMatchObject({ pointsAwarded: 0, adherence: 100, totals: { sets: 5 } })
    expect(await outcome(ada, id)).toEqual(
      refusal('too_early', 'No points: completed more than 24 hours before the planned time.'),
    )
    expect(body.award.explanation).toBe((await outcome(ada, id)).explanation)
  })

  it('is stored if it is logged more than a week late', async () => {
    const ada = await app.newAthlete()

    const id = await log(ada, {
      durationSec: HALF_AN_HOUR,
      completedAt: '2026-08-31T09:59:59Z',
    })

    expect(await outcome(ada, id)).toEqual(
      refusal('backdated', 'No points: logged more than 7 days late.'),
    )
  })

  it('is stored if three others have earned points that day', async () => {
    const ada = await app.newAthlete()
    const hours = ['06', '07', '08', '09']

    const ids: string[] = []
    for (const hour of hours)
      ids.push(await log(ada, { durationSec: 600, completedAt: `2026-09-07T${hour}:00:00Z` }))

    const [first, , third, fourth] = await Promise.all(ids.map((id) => outcome(ada, id)))
    expect([first?.points, third?.points]).toEqual([5, 5])
    expect(fourth).toEqual(
      refusal('too_many', 'No points: 3 sessions have already earned points on this day.'),
    )
  })

  it('is stored if it overlaps with a session that earned points', async () => {
    const ada = await app.newAthlete()
    await log(ada, { durationSec: 3_600, completedAt: '2026-09-07T09:00:00Z' })

    const id = await log(ada, { durationSec: 600, completedAt: '2026-09-07T09:09:59Z' })

    expect(await outcome(ada, id)).toEqual(
      refusal('overlapping', 'No points: overlaps with another session that earned points.'),
    )
  })

  it('is stored if it is beyond what a body can do', async () => {
    const ada = await app.newAthlete()

    const id = await log(
      ada,
      { durationSec: HALF_AN_HOUR },
      { exercises: [{ name: 'Squat', actual: { sets: 1, reps: 1, load: 1_001 } }] },
    )

    expect(await outcome(ada, id)).toEqual(
      refusal('implausible', 'No points: a load of more than 1,000 kg is more than a body can do.'),
    )
  })

  it('is stored if the limit of the day is used up', async () => {
    const ada = await app.newAthlete()
    const ids: string[] = []
    for (const hour of ['02', '06', '10'])
      ids.push(
        await log(ada, { durationSec: 14_400, completedAt: `2026-09-07T${hour}:00:00Z` }, run),
      )

    const [first, second, third] = await Promise.all(ids.map((id) => outcome(ada, id)))

    expect(first).toMatchObject({ points: 150, limit: 'session', refused: null })
    expect(first?.explanation).toContain(', capped at 150 per session.')
    expect(second).toMatchObject({ points: 100, limit: 'day', refused: null })
    expect(third).toMatchObject({ status: 'completed', points: 0, limit: 'day', refused: null })
    expect(third?.explanation).toContain(', capped at 250 per day.')
    expect(await totals(ada)).toEqual({ total: 250, today: 250 })
  })
})

describe('the limits of points', () => {
  it('allow a session to begin when another has just ended', async () => {
    const ada = await app.newAthlete()
    await log(ada, { durationSec: 600, completedAt: '2026-09-07T09:00:00Z' })

    const id = await log(ada, { durationSec: 600, completedAt: '2026-09-07T09:10:00Z' })

    expect((await outcome(ada, id)).points).toBe(5)
  })

  it('ignore sessions that earned nothing or are deleted', async () => {
    const ada = await app.newAthlete()
    const deleted = await log(ada, { durationSec: 3_600 })
    await remove(ada, deleted)
    await log(ada, { durationSec: 60 })

    const id = await log(ada, { durationSec: 3_600 })

    expect((await outcome(ada, id)).points).toBe(30)
  })

  it('reset at midnight in the athlete’s time zone', async () => {
    // Midnight in Auckland is at 12:00 UTC.
    app.setTime('2026-09-07T13:00:00Z')
    const auckland = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    for (const minute of ['00', '20', '40'])
      await log(auckland, { durationSec: 600, completedAt: `2026-09-07T11:${minute}:00Z` })

    const id = await log(auckland, { durationSec: 600, completedAt: '2026-09-07T12:30:00Z' })

    expect((await outcome(auckland, id)).points).toBe(5)
    expect(await totals(auckland)).toEqual({ total: 20, today: 5 })
  })

  const hours = ['02', '04', '06', '08']
  const ended = (hour: string | undefined) => ({
    durationSec: 7_200,
    completedAt: `2026-09-07T${hour}:00:00Z`,
  })
  const completeAll = async (athlete: Athlete, keyOf: (hour: string) => string | undefined) => {
    const ids: string[] = []
    for (const _ of hours) ids.push(await create(athlete, { title: 'Run', ...run }))
    return hours.map((hour, index) => complete(athlete, ids[index] ?? '', ended(hour), keyOf(hour)))
  }

  it.each<[string, (athlete: Athlete) => Promise<ReturnType<Athlete['call']>[]>]>([
    ['completions', (ada) => completeAll(ada, () => undefined)],
    ['completions with a key', (ada) => completeAll(ada, (hour) => `at-${hour}`)],
    [
      'logged sessions',
      async (ada) =>
        hours.map((hour) =>
          ada.call(sessionsApi.createSession, {
            body: { title: 'Run', ...run, completed: ended(hour) },
          }),
        ),
    ],
  ])('apply when %s race', async (_, race) => {
    const ada = await app.newAthlete()

    const answers = await Promise.all(await race(ada))

    // 84 points plus a tenth for the first two, and the rest of 250 for the third.
    const points = answers.map(({ body }) => body.pointsAwarded as number)
    expect(points.toSorted((a, b) => a - b)).toEqual([0, 66, 92, 92])
    expect(await totals(ada)).toEqual({ total: 250, today: 250 })
  })
})

describe('GET /points', () => {
  it('returns 0 for an athlete who has not trained', async () => {
    const ada = await app.newAthlete()

    expect(await totals(ada)).toEqual({ total: 0, today: 0 })
  })

  it('sums up the ledger, including corrections and deletions', async () => {
    const ada = await app.newAthlete()
    const corrected = await log(ada, { durationSec: 3_600, completedAt: '2026-09-07T08:00:00Z' })
    const deleted = await log(ada, { durationSec: 3_600, completedAt: '2026-09-06T08:00:00Z' })
    await log(ada, { durationSec: 1_200, completedAt: '2026-09-05T08:00:00Z' })
    await update(ada, corrected, {
      actuals: [{ sessionExerciseId: await exerciseOf(ada, corrected), reps: 5 }],
      durationSec: 600,
    })
    app.passSeconds(1)
    await remove(ada, deleted)

    const answer = await totals(ada)

    const { items } = await history(ada)
    expect(items.map(({ points, reason }) => [reason, points])).toEqual([
      ['deletion', -30],
      ['correction-1', -25],
      ['completion', 10],
      ['completion', 30],
      ['completion', 30],
    ])
    expect(answer).toEqual({ total: 15, today: 5 })
    expect(items.reduce((sum, { points }) => sum + points, 0)).toBe(answer.total)
  })

  it('counts the caller’s current day as today', async () => {
    app.setTime('2026-09-07T12:30:00Z')
    const auckland = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    await log(auckland, { durationSec: 1_200, completedAt: '2026-09-07T11:59:00Z' })
    await log(auckland, { durationSec: 600, completedAt: '2026-09-07T12:10:00Z' })

    expect(await totals(auckland)).toEqual({ total: 15, today: 5 })
  })
})

describe('GET /points/history', () => {
  it('explains corrections and deletions', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { durationSec: 3_600 })
    app.passSeconds(1)
    await update(ada, id, {
      actuals: [{ sessionExerciseId: await exerciseOf(ada, id), reps: 5 }],
      durationSec: 1_800,
    })
    app.passSeconds(1)
    await remove(ada, id)

    const { items } = await history(ada)

    expect(items).toMatchObject([
      {
        points: -15,
        reason: 'deletion',
        details: null,
        explanation: 'Deducted: the session was deleted.',
      },
      {
        points: -15,
        reason: 'correction-1',
        details: { raw: 15 },
        explanation: 'Corrected by -15 points: the session now counts 15 in all.',
      },
      { points: 30, reason: 'completion', sessionId: id, sessionTitle: 'Logged' },
    ])
  })

  it('gives the reason of an entry without an award', async () => {
    const ada = await app.newAthlete()
    await app.ctx().db('user_points').insert({
      owner: ada.id,
      id: app.ctx().newId(),
      source_type: 'admin_adjustment',
      algorithm_version: 'v1',
      points: 50,
      reason: 'Spring challenge',
      awarded_at: app.now(),
      earned_on: '2026-09-07',
    })

    const { items } = await history(ada)

    expect(items).toMatchObject([
      {
        points: 50,
        sourceType: 'admin_adjustment',
        sessionId: null,
        sessionTitle: null,
        details: null,
        explanation: 'Spring challenge',
      },
    ])
  })

  it('returns pages and the total number of entries', async () => {
    const ada = await app.newAthlete()
    for (const day of ['05', '06', '07'])
      await log(ada, { durationSec: 60 * Number(day), completedAt: `2026-09-${day}T08:00:00Z` })

    const second = await history(ada, { page: 2, pageSize: 2 })
    const beyond = await history(ada, { page: 9, pageSize: 2 })

    expect(second).toMatchObject({ page: 2, pageSize: 2, total: 3, items: [{ points: 3 }] })
    expect(beyond).toEqual({ items: [], page: 9, pageSize: 2, total: 3, nextCursor: null })
  })

  it('does not show other users’ entries', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await log(bob, { durationSec: 3_600 })

    expect(await history(ada)).toEqual({
      items: [],
      page: 1,
      pageSize: 20,
      total: 0,
      nextCursor: null,
    })
    expect(await totals(ada)).toEqual({ total: 0, today: 0 })
  })
})

describe('points without a login', () => {
  it('return 401', async () => {
    const visitor = app.visitor()

    const answers = [
      await visitor.call(pointsApi.getPoints, {}),
      await visitor.call(pointsApi.listPoints, {}),
    ]

    expect(answers.map(({ status }) => status)).toEqual([401, 401])
  })
})
