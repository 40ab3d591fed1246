import { exercisesApi, recordsApi, usersApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { cancel, create, log, plan, type NewSession } from '../../../tests/training.ts'

const app = useTestApp()

// A Wednesday.
beforeEach(() => app.setTime('2026-09-16T10:00:00Z'))

type Exercises = NewSession['exercises']

const train = (athlete: Athlete, day: number, exercises: Exercises) =>
  log(athlete, { completedAt: `2026-09-${String(day).padStart(2, '0')}T09:00:00Z` }, { exercises })

const squat = (load: number, reps = 12) => [{ name: 'Squat', actual: { sets: 3, reps, load } }]

async function suggestionOf(athlete: Athlete, headers = {}) {
  const { body } = await athlete.call(recordsApi.listTrained, {})
  const { id } = (body.items as { id: string }[])[0] ?? { id: '' }
  const { body: suggestion } = await athlete.call(
    recordsApi.getSuggestion,
    { params: { id } },
    headers,
  )
  return { id, body: suggestion }
}

describe('GET /progress/exercises/:id/suggestion', () => {
  it('suggests sets, repetitions and load, with a reason', async () => {
    const ada = await app.newAthlete()
    await train(ada, 10, squat(80))
    await train(ada, 14, squat(80))

    const { id, body } = await suggestionOf(ada)

    expect(body).toEqual({
      exercise: { id, name: 'Squat' },
      action: 'increase',
      why: 'reached',
      reason: 'Last time every set reached 12 reps: now 82.5 kg for 8.',
      sets: 3,
      reps: 8,
      load: 82.5,
      lastOn: '2026-09-14',
    })
  })

  it('gives the reason in German', async () => {
    const ada = await app.newAthlete()
    await train(ada, 10, squat(80))
    await train(ada, 14, squat(80))

    const { body } = await suggestionOf(ada, { 'accept-language': 'de' })

    expect(body.reason).toBe(
      'Letztes Mal hatte jeder Satz 12 Wiederholungen: jetzt 82,5 kg, 8-mal.',
    )
  })

  it('suggests loads in the athlete’s unit', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { unit: 'lb' } })
    await train(ada, 10, squat(102.06))
    await train(ada, 14, squat(102.06))

    const { body } = await suggestionOf(ada)

    expect(body).toMatchObject({ load: 104.3262451 })
    expect(body.reason).toContain('now 230 lb')
  })

  it('explains that there are too few sessions', async () => {
    const ada = await app.newAthlete()
    await train(ada, 14, squat(80))

    const { body } = await suggestionOf(ada)

    expect(body).toMatchObject({
      action: 'none',
      reason: 'Do this exercise twice to get a suggestion.',
    })
  })

  it('returns 404 for an exercise that only another user has done', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await train(bob, 14, squat(80))
    const { id } = await suggestionOf(bob)

    const answer = await ada.call(recordsApi.getSuggestion, { params: { id } })

    expect(answer.status).toBe(404)
  })
})

describe('GET /sessions/:id/suggestions', () => {
  it('suggests loads for the planned repetitions of each exercise', async () => {
    const ada = await app.newAthlete()
    await train(ada, 10, squat(80, 5))
    await train(ada, 14, squat(80, 5))
    const id = await create(ada, {
      title: 'Legs',
      exercises: [
        { name: 'squat', planned: { sets: 3, reps: 10, load: 80 } },
        { name: 'New', planned: { sets: 3, reps: 5 } },
        { name: 'Plank', metric: 'duration' },
      ],
    })

    const { body } = await ada.call(recordsApi.listSuggestions, { params: { id } })

    expect(body.items).toMatchObject([
      // 80 × (1 + 5 ÷ 30) = 93.33; 93.33 ÷ (1 + 10 ÷ 30) = 70.
      { exercise: { name: 'squat' }, why: 'other_reps', sets: 3, reps: 10, load: 70 },
      { exercise: { name: 'New' }, why: 'too_few', lastOn: null },
      { exercise: { name: 'Plank' }, why: 'metric' },
    ])
    expect(body.items[0].sessionExerciseId).toEqual(expect.any(String))
  })

  it('returns 404 for another user’s session', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await plan(bob)

    expect((await ada.call(recordsApi.listSuggestions, { params: { id } })).status).toBe(404)
  })
})

describe('GET /progress/muscles', () => {
  async function newBenchPress(athlete: Athlete) {
    const { body } = await athlete.call(exercisesApi.createExercise, {
      body: {
        name: 'Bench press',
        primaryMuscles: ['chest'],
        secondaryMuscles: ['triceps', 'shoulders'],
      },
    })
    return body.id as string
  }

  const muscles = async (athlete: Athlete, query = {}) =>
    (await athlete.call(recordsApi.getMuscles, { query })).body

  it('counts planned and done sets by week, secondary muscles by half', async () => {
    const ada = await app.newAthlete()
    const exerciseId = await newBenchPress(ada)
    const warmup = { setType: 'warmup' as const, reps: 10, load: 20 }
    await train(ada, 8, [{ exerciseId, actual: [warmup, { sets: 3, reps: 5, load: 60 }] }])
    await create(ada, {
      title: 'Friday',
      plannedFor: '2026-09-18T16:00:00Z',
      exercises: [{ exerciseId, planned: [warmup, { sets: 5, reps: 5, load: 60 }] }],
    })
    const canceled = await create(ada, {
      title: 'Saturday',
      plannedFor: '2026-09-19T16:00:00Z',
      exercises: [{ exerciseId, planned: { sets: 5, reps: 5 } }],
    })
    await cancel(ada, canceled)
    const none = { planned: 0, done: 0 }

    expect(await muscles(ada, { from: '2026-09-01' })).toEqual({
      from: '2026-08-31',
      to: '2026-09-20',
      weeks: [
        { on: '2026-08-31', muscles: [], withoutMuscles: none },
        {
          on: '2026-09-07',
          muscles: [
            { muscle: 'chest', planned: 0, done: 3 },
            { muscle: 'shoulders', planned: 0, done: 1.5 },
            { muscle: 'triceps', planned: 0, done: 1.5 },
          ],
          withoutMuscles: none,
        },
        {
          on: '2026-09-14',
          muscles: [
            { muscle: 'chest', planned: 5, done: 0 },
            { muscle: 'shoulders', planned: 2.5, done: 0 },
            { muscle: 'triceps', planned: 2.5, done: 0 },
          ],
          withoutMuscles: none,
        },
      ],
    })
  })

  it('counts the sets of exercises without muscles, such as those with a name alone', async () => {
    const ada = await app.newAthlete()
    await train(ada, 15, [{ name: 'Stone of Steel', actual: { sets: 3, reps: 5, load: 60 } }])
    await create(ada, {
      title: 'Friday',
      plannedFor: '2026-09-18T16:00:00Z',
      exercises: [{ name: 'Stone of Steel', planned: { sets: 4, reps: 5 } }],
    })

    const { weeks } = await muscles(ada)

    expect(weeks.at(-1)).toMatchObject({ muscles: [], withoutMuscles: { planned: 4, done: 3 } })
  })

  it('counts a set of one side by half, planned and done, and a failed one not at all', async () => {
    const ada = await app.newAthlete()
    const exerciseId = await newBenchPress(ada)
    const side = { reps: 8, load: 20, side: 'left' as const }
    await train(ada, 15, [
      {
        exerciseId,
        actual: [
          { ...side, sets: 2 },
          { ...side, side: 'right' },
          { ...side, reps: 0 },
        ],
      },
    ])
    await create(ada, {
      title: 'Friday',
      plannedFor: '2026-09-18T16:00:00Z',
      exercises: [{ exerciseId, planned: { ...side, sets: 3 } }],
    })

    const { weeks } = await muscles(ada)

    expect(weeks.at(-1).muscles[0]).toEqual({ muscle: 'chest', planned: 1.5, done: 1.5 })
  })

  it('returns the last four weeks in the caller’s time zone by default', async () => {
    // Monday in Auckland.
    app.setTime('2026-09-20T13:00:00Z')
    const ada = await app.newAthlete({ timezone: 'Pacific/Auckland' })

    const { from, to, weeks } = await muscles(ada)

    expect([from, to, weeks.length]).toEqual(['2026-08-31', '2026-09-27', 4])
  })

  it('counts only strength training', async () => {
    const ada = await app.newAthlete()
    const { body } = await ada.call(exercisesApi.createExercise, {
      body: { name: 'Stretch', type: 'mobility', primaryMuscles: ['chest'] },
    })
    await train(ada, 15, [{ exerciseId: body.id as string, actual: { reps: 5 } }])

    expect((await muscles(ada)).weeks.flatMap((week: { muscles: [] }) => week.muscles)).toEqual([])
  })

  it.each([[{ from: '2026-09-20', to: '2026-09-01' }], [{ from: '2024-09-01', to: '2026-09-01' }]])(
    'refuses %j',
    async (query) => {
      const ada = await app.newAthlete()

      const answer = await ada.call(recordsApi.getMuscles, { query })

      expect([answer.status, answer.body.error.code]).toEqual([422, 'UNPROCESSABLE'])
    },
  )
})
