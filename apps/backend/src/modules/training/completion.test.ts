import { exercisesApi, usersApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { useTestApp } from '../../../tests/testApp.ts'
import {
  cancel,
  complete,
  exerciseOf,
  getSession,
  log,
  plan,
  squats,
  update,
} from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

describe('PATCH /sessions/:id/complete', () => {
  it('stores the sets done, their totals and an explanation of the points', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const [squat] = (await getSession(ada, id)).body.exercises
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
    const { body } = await getSession(ada, id)
    expect(body.exercises[0].actual.map((block: { reps: number }) => block.reps)).toEqual([5, 5, 4])
  })

  it('estimates calories from the body weight', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { weight: 80 } })

    const answer = await complete(ada, await plan(ada), { durationSec: 3600 })

    // 6 MET × 3.5 × 80 kg ÷ 200 × 60 min
    expect(answer.body.calories).toBe(504)
  })

  it('runs ten statements, and one more for a badge', async () => {
    const ada = await app.newAthlete()
    const ids = [await plan(ada), await plan(ada), await plan(ada)]
    const counts: number[] = []
    let statements: string[] = []
    const note = ({ sql }: { sql: string }) => void statements.push(sql)
    app.ctx().db.on('query', note)

    for (const id of ids) {
      statements = []
      await complete(ada, id)
      counts.push(statements.indexOf('COMMIT;') - statements.indexOf('BEGIN;') - 1)
    }

    app.ctx().db.removeListener('query', note)
    // The first session and the third of a planned week earn a badge.
    expect(counts).toEqual([11, 10, 11])
  })

  it('completes a session once if requests race', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const answers = await Promise.all(Array.from({ length: 5 }, () => complete(ada, id)))

    const entries = await app.ctx().db('user_points').where({ owner: ada.id, session_id: id })
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
    expect(entries).toHaveLength(1)
  })

  it('repeats the first answer for a repeated key', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const first = await complete(ada, id, {}, 'done-1')
    const again = await complete(ada, id, {}, 'done-1')

    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
  })

  it('rejects the key of another request', async () => {
    const ada = await app.newAthlete()
    const [id, other] = [await plan(ada), await plan(ada)]
    await complete(ada, id, {}, 'done-2')

    const otherBody = await complete(ada, id, { durationSec: 60 }, 'done-2')
    const otherSession = await complete(ada, other, {}, 'done-2')

    expect([otherBody.status, otherSession.status]).toEqual([422, 422])
    expect((await getSession(ada, other)).body.status).toBe('planned')
  })

  it('uses the time from start to end by default', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const answer = await complete(ada, id, {
      startedAt: '2026-09-07T09:10:00Z',
      completedAt: '2026-09-07T10:00:00Z',
    })

    expect(answer.body).toMatchObject({
      totals: { durationSec: 3000 },
      award: { details: { minutes: 50 } },
    })
  })

  it('counts an hour of yoga without sets', async () => {
    const ada = await app.newAthlete()
    const yoga = { name: 'Yoga', type: 'mobility' as const }
    const id = await plan(ada, { title: 'Yoga', exercises: [yoga] })

    const answer = await complete(ada, id, { durationSec: 3600 })

    // 2.3 MET × 60 min ÷ 10
    expect(answer.body).toMatchObject({ pointsAwarded: 14, adherence: null })
    expect((await getSession(ada, id)).body).toMatchObject({ type: 'mobility' })
  })

  it('counts no time for planned sets of which none was done', async () => {
    const ada = await app.newAthlete()

    const answer = await complete(ada, await plan(ada), { actuals: [], durationSec: 3600 })

    expect(answer.body).toMatchObject({
      pointsAwarded: 0,
      adherence: 0,
      award: { details: { refused: 'too_short' } },
    })
  })

  it('uses the day, start and calories of the request', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const answer = await complete(ada, id, {
      startedAt: '2026-09-06T15:00:00Z',
      completedAt: '2026-09-06T16:00:00+00:00',
      durationSec: 3600,
      calories: 444,
    })

    expect(answer.body).toMatchObject({ calories: 444, totals: { durationSec: 3600 } })
    expect((await getSession(ada, id)).body).toMatchObject({
      status: 'completed',
      startedAt: '2026-09-06T15:00:00.000Z',
      completedAt: '2026-09-06T16:00:00.000Z',
      calories: 444,
    })
  })

  it('estimates the duration from the sets by default', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const answer = await complete(ada, id)

    // 10 × 4 s and 90 s of rest, then three times 5 × 4 s and 180 s of rest.
    expect(answer.body.totals.durationSec).toBe(730)
    expect((await getSession(ada, id)).body.startedAt).toBe('2026-09-07T09:47:50.000Z')
  })

  it('limits an estimated duration to two days', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, { exercises: [{ name: 'Hold', planned: { durationSec: 604_800 } }] })

    const answer = await complete(ada, id)

    expect(answer.body.totals.durationSec).toBe(172_800)
    expect(answer.body.award.details.refused).toBe('implausible')
  })

  it('stores an impossible log and limits its totals', async () => {
    const ada = await app.newAthlete()
    const sets = { sets: 100, reps: 5_000, load: 1_000 }
    const id = await plan(ada, { exercises: [{ name: 'Squat', planned: [sets, sets, sets] }] })

    const answer = await complete(ada, id, { durationSec: 3600 })

    expect(answer.status).toBe(200)
    expect(answer.body.totals).toMatchObject({ volume: 1_000_000_000, reps: 1_500_000 })
  })

  it('treats exercises without sent sets as not done', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, { exercises: [squats, { name: 'Row', planned: { reps: 8 } }] })
    const sessionExerciseId = await exerciseOf(ada, id)

    const answer = await complete(ada, id, {
      actuals: [{ sessionExerciseId, sets: 3, reps: 5, load: 100 }],
      durationSec: 1800,
    })

    const { body } = await getSession(ada, id)
    expect(answer.body.adherence).toBe(75)
    expect(body.exercises[1]).toMatchObject({ name: 'Row', actual: [] })
  })

  it.each<[string, object, number | null]>([
    ['as planned', { sets: 3, reps: 5, load: 100 }, 100],
    ['with less load', { sets: 3, reps: 5, load: 80 }, 80],
    ['with one set more', { sets: 4, reps: 5, load: 100 }, 133],
    ['twice over', { sets: 9, reps: 5, load: 100 }, 200],
    ['only warm-ups', { setType: 'warmup', sets: 3, reps: 5, load: 100 }, 0],
  ])('compares the sets done with the plan: %s', async (_, done, adherence) => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const sessionExerciseId = await exerciseOf(ada, id)

    const answer = await complete(ada, id, { actuals: [{ sessionExerciseId, ...done }] })

    expect(answer.body.adherence).toBe(adherence)
    expect((await getSession(ada, id)).body.adherence).toBe(adherence)
  })

  it('takes the type that took most of the time', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, {
      exercises: [
        squats,
        { name: 'Run', type: 'cardio', metric: 'distance_duration', planned: { distance: 1_000 } },
      ],
    })
    const planned = (await getSession(ada, id)).body
    const sessionExerciseId = planned.exercises[1].id as string

    await complete(ada, id, { actuals: [{ sessionExerciseId, distance: 5_000 }] })

    expect([planned.type, (await getSession(ada, id)).body.type]).toEqual(['strength', 'cardio'])
  })

  it('has no type if its exercises have none', async () => {
    const ada = await app.newAthlete()
    const created = await ada.call(exercisesApi.createExercise, { body: { name: 'Odd lift' } })
    const id = await plan(ada, {
      exercises: [{ exerciseId: created.body.id as string, planned: { reps: 5 } }],
    })

    await complete(ada, id)

    expect((await getSession(ada, id)).body.type).toBeNull()
  })

  it('accepts a clock that is 5 minutes ahead', async () => {
    const ada = await app.newAthlete()

    const answer = await complete(ada, await plan(ada), { completedAt: '2026-09-07T10:05:00Z' })

    expect(answer.status).toBe(200)
  })

  it.each<[string, (exercise: string) => object, string]>([
    [
      'sets of an exercise that is not in it',
      () => ({ actuals: [{ sessionExerciseId: app.ctx().newId(), reps: 5 }] }),
      'body.actuals',
    ],
    ['a time in the future', () => ({ completedAt: '2027-01-01T00:00:00Z' }), 'body.completedAt'],
    [
      'a start after the end',
      (sessionExerciseId) => ({
        actuals: [{ sessionExerciseId, reps: 5 }],
        startedAt: '2026-09-07T09:00:00Z',
        completedAt: '2026-09-07T08:59:59Z',
      }),
      'body.startedAt',
    ],
  ])('refuses %s', async (_, done, path) => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const answer = await complete(ada, id, done(await exerciseOf(ada, id)))

    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({ code: 'UNPROCESSABLE', details: [{ path }] })
    expect((await getSession(ada, id)).body).toMatchObject({ status: 'planned', totals: null })
  })

  it('compares working sets among themselves after an extra warm-up', async () => {
    const ada = await app.newAthlete()
    const warmup = { setType: 'warmup', reps: 5, load: 70 } as const
    const threeByFive = { sets: 3, reps: 5, load: 100 }
    const id = await plan(ada, { exercises: [{ name: 'Squat', planned: [warmup, threeByFive] }] })
    const sessionExerciseId = await exerciseOf(ada, id)

    const answer = await complete(ada, id, {
      actuals: [
        { sessionExerciseId, ...warmup, sets: 2 },
        { sessionExerciseId, ...threeByFive },
      ],
    })

    expect(answer.body).toMatchObject({ adherence: 100, totals: { sets: 3 } })
    expect((await getSession(ada, id)).body.exercises[0].adherence).toEqual({
      status: 'completed',
      share: 100,
      sets: [{ sets: 3, status: 'completed', share: 100 }],
    })
  })

  it('rejects a completed or cancelled session', async () => {
    const ada = await app.newAthlete()
    const completed = await log(ada, { durationSec: 600 })
    const canceled = await plan(ada)
    await cancel(ada, canceled)

    const answers = [await complete(ada, completed), await complete(ada, canceled)]

    expect(answers.map(({ status }) => status)).toEqual([409, 409])
    expect(answers[0]?.body.error).toMatchObject({
      code: 'CONFLICT',
      message: 'The session is already completed or cancelled.',
    })
  })

  it('completes a session whose plan another request has just replaced', async () => {
    const ada = await app.newAthlete()
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1) ids.push(await plan(ada))

    const answers = await Promise.all(
      ids.flatMap((id) => [
        update(ada, id, { exercises: [{ name: 'Row', planned: { reps: 8 } }] }),
        complete(ada, id),
      ]),
    )

    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((_, index) => index % 2 === 1)).toEqual([200, 200, 200, 200, 200])
    expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([])
  })
})
