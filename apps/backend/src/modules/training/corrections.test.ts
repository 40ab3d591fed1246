import { authApi, exercisesApi, pointsApi, usersApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  cancel,
  complete,
  exerciseOf,
  getSession,
  log,
  plan,
  update,
} from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

describe('PATCH /sessions/:id', () => {
  it('changes a plan and replaces its exercises', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const answer = await update(ada, id, {
      title: 'Pull',
      notes: 'easy',
      plannedFor: null,
      exercises: [{ name: 'Row', planned: { reps: 8 } }],
    })

    expect(answer.body).toMatchObject({
      title: 'Pull',
      notes: 'easy',
      plannedFor: null,
      exerciseNames: ['Row'],
      exercises: [{ name: 'Row', planned: [{ reps: 8 }] }],
    })
  })

  it('publishes a completed session', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    await complete(ada, id)

    const answer = await update(ada, id, { visibility: 'public' })

    expect(answer.body).toMatchObject({ status: 'completed', visibility: 'public' })
  })

  it('corrects a completed session with its totals and ledger', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const done = await complete(ada, id, { durationSec: 3600 })
    const sessionExerciseId = await exerciseOf(ada, id)

    const corrected = await update(ada, id, {
      actuals: [{ sessionExerciseId, sets: 1, reps: 5, load: 100, rpe: 8 }],
      durationSec: 600,
    })

    const points = await ada.call(pointsApi.getPoints, {})
    const history = await ada.call(pointsApi.listPoints, {})
    expect(done.body.pointsAwarded).toBe(40)
    expect(corrected.body).toMatchObject({
      points: 6,
      totals: { volume: 500, sets: 1 },
      adherence: 33,
      exercises: [{ actual: [{ sets: 1, reps: 5, load: 100, rpe: 8 }] }],
    })
    expect(points.body).toEqual({ total: 6, today: 6 })
    expect(history.body.items.map((entry: { points: number }) => entry.points)).toEqual([-34, 40])
    expect(history.body.items[0].explanation).toBe(
      'Corrected by -34 points: the session now counts 6 in all.',
    )
  })

  it('moves a plan to another time and time zone', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const answer = await update(ada, id, {
      plannedFor: '2026-09-08T18:00:00+05:45',
      timezone: 'Asia/Kathmandu',
    })

    expect(answer.body).toMatchObject({
      title: 'Legs',
      plannedFor: '2026-09-08T12:15:00.000Z',
      timezone: 'Asia/Kathmandu',
      exerciseNames: ['Squat'],
    })
  })

  it('clears notes with null and keeps properties that are not sent', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, { notes: 'Bring chalk' })

    const renamed = await update(ada, id, { title: 'Legs and back' })
    const cleared = await update(ada, id, { notes: null })

    expect(renamed.body).toMatchObject({ title: 'Legs and back', notes: 'Bring chalk' })
    expect(cleared.body).toEqual({ ...renamed.body, notes: null })
  })

  it('changes nothing for an empty body', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const before = await getSession(ada, id)

    const answer = await update(ada, id, {})

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ ...before.body, badges: [], records: [] })
  })

  it('renames and corrects a completed session at once', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { durationSec: 1800 })
    const sessionExerciseId = await exerciseOf(ada, id)

    const answer = await update(ada, id, {
      title: 'Light',
      notes: 'tired',
      actuals: [{ sessionExerciseId, reps: 5, load: 50 }],
      durationSec: 600,
      calories: 60,
    })

    expect(answer.body).toMatchObject({
      title: 'Light',
      notes: 'tired',
      status: 'completed',
      startedAt: '2026-09-07T09:30:00.000Z',
      completedAt: '2026-09-07T09:40:00.000Z',
      totals: { volume: 250, distance: 0, durationSec: 600, sets: 1, reps: 5 },
      calories: 60,
      points: 5,
    })
  })

  it('keeps entered calories when the sets are corrected', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { weight: 80 } })
    const [given, estimated] = [await log(ada, { calories: 777 }), await log(ada, {})]
    const correct = async (id: string) => {
      const actuals = [{ sessionExerciseId: await exerciseOf(ada, id), reps: 50, load: 50 }]
      return (await update(ada, id, { actuals })).body.calories as number
    }

    const before = (await getSession(ada, estimated)).body.calories
    const [first, again, other] = [
      await correct(given),
      await correct(given),
      await correct(estimated),
    ]

    expect([first, again]).toEqual([777, 777])
    expect(other).not.toBe(before)
  })

  it('awards a correction by the rules of the day of the award', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { durationSec: 1800 })
    const actuals = [{ sessionExerciseId: await exerciseOf(ada, id), reps: 5, load: 50 }]
    app.setTime('2026-12-01T10:00:00Z')
    await ada.call(authApi.login, { body: { login: ada.username, password: PASSWORD } })

    const answer = await update(ada, id, { actuals, durationSec: 3600 })

    expect(answer.body.points).toBe(30)
  })

  it('enters every correction in the ledger', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { durationSec: 1800 })
    const actuals = [{ sessionExerciseId: await exerciseOf(ada, id), reps: 5, load: 50 }]
    for (const durationSec of [60, 1200, 1200]) {
      app.passSeconds(1)
      await update(ada, id, { actuals, durationSec })
    }

    const history = await ada.call(pointsApi.listPoints, {})

    const entries = (history.body.items as pointsApi.PointEntry[]).map(({ points, reason }) => [
      reason,
      points,
    ])
    expect(entries).toEqual([
      ['correction-3', 0],
      ['correction-2', 10],
      ['correction-1', -15],
      ['completion', 15],
    ])
    expect((await getSession(ada, id)).body.points).toBe(10)
  })

  it('keeps an entered duration and estimates others again', async () => {
    const ada = await app.newAthlete()
    const given = await log(ada, { durationSec: 1800, startedAt: '2026-09-07T09:00:00Z' })
    const estimated = await log(ada, {})

    const [entered, estimatedAgain] = [
      await update(ada, given, { actuals: [await fiveSetsIn(ada, given)] }),
      await update(ada, estimated, { actuals: [await fiveSetsIn(ada, estimated)] }),
    ]

    expect(entered.body).toMatchObject({
      startedAt: '2026-09-07T09:00:00.000Z',
      totals: { durationSec: 1800, sets: 5 },
    })
    // 5 sets of 5 repetitions of 4 s, with 90 s of rest each
    expect(estimatedAgain.body).toMatchObject({
      startedAt: '2026-09-07T09:50:50.000Z',
      totals: { durationSec: 550, sets: 5 },
    })
  })

  it('rejects sets of an exercise that is not in the session, and changes nothing', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, { durationSec: 1800 })
    const before = await getSession(ada, id)

    const answer = await update(ada, id, {
      title: 'Changed',
      actuals: [{ sessionExerciseId: app.ctx().newId(), reps: 5 }],
    })

    expect(answer.status).toBe(422)
    expect((await getSession(ada, id)).body).toEqual(before.body)
  })

  it('rejects a correction of a session that is not completed', async () => {
    const ada = await app.newAthlete()
    const [planned, canceled] = [await plan(ada), await plan(ada)]
    await cancel(ada, canceled)

    const answers = [
      await update(ada, planned, { actuals: [] }),
      await update(ada, canceled, { actuals: [] }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([409, 409])
    expect(answers[0]?.body.error.message).toBe(
      'You can correct a session only after you have completed it.',
    )
  })

  it.each<[string, Parameters<typeof update>[2]]>([
    ['time', { plannedFor: null }],
    ['time zone', { timezone: 'UTC' }],
    ['exercises', { exercises: [{ name: 'Row' }] }],
  ])('changes the %s only while planned', async (_, change) => {
    const ada = await app.newAthlete()
    const completed = await log(ada, { durationSec: 1800 })
    const canceled = await plan(ada)
    await cancel(ada, canceled)

    const answers = [await update(ada, completed, change), await update(ada, canceled, change)]

    expect(answers.map(({ status }) => status)).toEqual([409, 409])
    expect(answers[0]?.body.error.message).toBe(
      'You can change this only while the session is planned.',
    )
  })

  it('renames a cancelled session', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    await cancel(ada, id)

    const answer = await update(ada, id, { title: 'Skipped' })

    expect(answer.body).toMatchObject({ title: 'Skipped', status: 'canceled' })
  })

  it("rejects another user's exercise", async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const created = await bob.call(exercisesApi.createExercise, { body: { name: 'Secret lift' } })
    const id = await plan(ada)

    const answer = await update(ada, id, { exercises: [{ exerciseId: created.body.id as string }] })

    expect(answer.status).toBe(422)
    expect((await getSession(ada, id)).body.exerciseNames).toEqual(['Squat'])
  })
})

async function fiveSetsIn(athlete: Athlete, id: string) {
  return { sessionExerciseId: await exerciseOf(athlete, id), sets: 5, reps: 5, load: 100 }
}
