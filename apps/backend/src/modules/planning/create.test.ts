import { exercisesApi, pointsApi, sessionsApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  create,
  getSession,
  legDay,
  log,
  plan,
  squats,
  type NewSession,
} from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

const send = (athlete: Athlete, body: object, key?: string) =>
  athlete.call(
    sessionsApi.createSession,
    { body: body as NewSession },
    key ? { 'idempotency-key': key } : {},
  )

const countSessions = async (athlete: Athlete) =>
  (await athlete.call(sessionsApi.listSessions, {})).body.total as number

describe('POST /sessions', () => {
  it('plans a session with its sets in order', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const { body } = await getSession(ada, id)

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
        side: null,
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
        side: null,
      },
    ])
    expect(body.exercises[0].actual).toEqual([])
  })

  it('accepts an object for a single block', async () => {
    const ada = await app.newAthlete()
    const id = await create(ada, {
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

    const { body } = await getSession(ada, id)

    expect(body.exercises[0].planned).toHaveLength(1)
    expect(body.type).toBe('cardio')
  })

  it('keeps name, metric and muscles of a library exercise', async () => {
    const ada = await app.newAthlete()
    const found = await ada.call(exercisesApi.listExercises, {
      query: { q: 'plank', source: 'library' },
    })
    const plank = found.body.items[0]
    const id = await create(ada, {
      title: 'Core',
      exercises: [{ exerciseId: plank.id, planned: { durationSec: 60 } }],
    })

    const { body } = await getSession(ada, id)

    expect(body.exercises[0]).toMatchObject({
      exerciseId: plank.id,
      name: plank.name,
      metric: plank.metric,
      primaryMuscles: plank.primaryMuscles,
    })
  })

  it("rejects another user's exercise", async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const created = await bob.call(exercisesApi.createExercise, { body: { name: 'Secret lift' } })

    const answer = await send(ada, { title: 'x', exercises: [{ exerciseId: created.body.id }] })

    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({
      code: 'UNPROCESSABLE',
      details: [{ path: 'body.exercises' }],
    })
  })

  it('plans and completes an unplanned session at once', async () => {
    const ada = await app.newAthlete()

    const answer = await send(ada, {
      title: 'Quick one',
      exercises: [{ name: 'Squat', actual: { sets: 3, reps: 5, load: 100, rpe: 8 } }],
      completed: { durationSec: 1800, completedAt: '2026-09-07T09:30:00Z' },
    })

    const { body } = await getSession(ada, answer.body.id)

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

  it('takes the plan as done by default', async () => {
    const ada = await app.newAthlete()

    const id = await log(ada, { durationSec: 1800 }, { exercises: [squats] })

    const { body } = await getSession(ada, id)
    expect(body.exercises[0].actual).toEqual(body.exercises[0].planned)
    expect(body).toMatchObject({ adherence: 100, totals: { sets: 3, volume: 1500 } })
  })

  it('sorts exercises and their sets by position', async () => {
    const ada = await app.newAthlete()

    const id = await log(
      ada,
      {},
      {
        exercises: [
          { name: 'Third', position: 9, actual: { reps: 3 } },
          { name: 'First', actual: { reps: 1 } },
          { name: 'Second', position: 4, actual: { reps: 2 }, superset: 1, notes: 'slow' },
        ],
      },
    )

    const { body } = await getSession(ada, id)
    expect(body.exerciseNames).toEqual(['First', 'Second', 'Third'])
    expect(body.exercises).toMatchObject([
      { name: 'First', position: 0, superset: null, notes: null, actual: [{ reps: 1 }] },
      { name: 'Second', position: 1, superset: 1, notes: 'slow', actual: [{ reps: 2 }] },
      { name: 'Third', position: 2, actual: [{ reps: 3 }] },
    ])
  })

  it("uses the athlete's name for an exercise, and no type if it has none", async () => {
    const ada = await app.newAthlete()
    const created = await ada.call(exercisesApi.createExercise, { body: { name: 'Odd lift' } })

    const id = await plan(ada, {
      exercises: [{ exerciseId: created.body.id as string, name: 'My odd lift' }],
    })

    const { body } = await getSession(ada, id)
    expect(body.type).toBeNull()
    expect(body.exercises[0]).toMatchObject({
      exerciseId: created.body.id,
      name: 'My odd lift',
      type: null,
      metric: 'weight_reps',
    })
  })

  it('stores notes, visibility and a time zone', async () => {
    const ada = await app.newAthlete()

    const id = await plan(ada, {
      notes: 'Bring\nchalk',
      visibility: 'public',
      timezone: 'Asia/Kathmandu',
    })

    expect((await getSession(ada, id)).body).toMatchObject({
      notes: 'Bring\nchalk',
      visibility: 'public',
      timezone: 'Asia/Kathmandu',
    })
  })

  it('repeats the first answer for a repeated request, and returns 422 for another body', async () => {
    const ada = await app.newAthlete()
    const named = (title: string) => ({ title, exercises: [{ name: 'Squat' }] })

    const [first, second] = await Promise.all([
      send(ada, named('Once'), 'tap-1'),
      send(ada, named('Once'), 'tap-1'),
    ])
    const other = await send(ada, named('Twice'), 'tap-1')

    expect(first.body).toEqual(second.body)
    expect(other.status).toBe(422)
    expect(other.body.error.message).toBe('This Idempotency-Key belongs to another request.')
    expect(await countSessions(ada)).toBe(1)
  })

  it('awards a repeated log once', async () => {
    const ada = await app.newAthlete()
    const body = { ...legDay, completed: { durationSec: 1800 } }

    const answers = [await send(ada, body, 'log-1'), await send(ada, body, 'log-1')]

    const points = await ada.call(pointsApi.getPoints, {})
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(answers[1]?.body).toEqual(answers[0]?.body)
    expect(points.body.total).toBe(answers[0]?.body.pointsAwarded)
  })

  it('treats the same key of two users as two requests', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]

    const answers = [await send(ada, legDay, 'same'), await send(bob, legDay, 'same')]

    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(answers[0]?.body.id).not.toBe(answers[1]?.body.id)
  })

  it('keeps the key of a rejected request free', async () => {
    const ada = await app.newAthlete()
    const refused = await send(ada, { title: 'x', exercises: [{ exerciseId: ada.id }] }, 'retry')

    const answer = await send(ada, legDay, 'retry')

    expect([refused.status, answer.status]).toEqual([422, 201])
  })

  it.each<[string, object, string]>([
    [
      'sets that were done without `completed`',
      { exercises: [{ name: 'Squat', actual: { reps: 5 } }] },
      'body.exercises',
    ],
    [
      'an exercise that is not there',
      { exercises: [{ exerciseId: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77' }] },
      'body.exercises',
    ],
    [
      'a completion more than 5 minutes ahead',
      { completed: { completedAt: '2026-09-07T10:05:01Z' } },
      'body.completedAt',
    ],
    [
      'a start after the end',
      { completed: { startedAt: '2026-09-07T10:00:01Z' } },
      'body.startedAt',
    ],
  ])('rejects %s and stores nothing', async (_, body, path) => {
    const ada = await app.newAthlete()

    const answer = await send(ada, { ...legDay, ...body })

    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({ code: 'UNPROCESSABLE', details: [{ path }] })
    expect(await countSessions(ada)).toBe(0)
  })

  it.each<[string, object, string]>([
    ['an unknown field', { points: 999 }, 'body'],
    ['a title of blanks', { title: '  ' }, 'body.title'],
    ['no exercises', { exercises: [] }, 'body.exercises'],
    ['an exercise without a name', { exercises: [{}] }, 'body.exercises.0.name'],
    ['a time zone that is none', { timezone: 'Mars/Olympus' }, 'body.timezone'],
    [
      'a value out of range',
      { exercises: [{ name: 'x', planned: { reps: -1 } }] },
      'body.exercises.0.planned.reps',
    ],
    [
      'a duration beyond two days',
      { completed: { durationSec: 172_801 } },
      'body.completed.durationSec',
    ],
  ])('refuses %s', async (_, body, path) => {
    const ada = await app.newAthlete()

    const answer = await send(ada, { ...legDay, ...body })

    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] })
  })
})
