import { randomUUID } from 'node:crypto'

import { loggingApi, seriesApi, sessionsApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { planSeries } from '../../../tests/recurring.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  addExercise,
  cancel,
  complete,
  deleteSet,
  exerciseOf,
  getLog,
  getSession,
  log,
  plan,
  putSet,
  remove,
  skip,
  squats,
  start,
  update,
} from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

/** A leg day and the path to the sets of its first exercise. */
async function planned(athlete: Athlete, body: Parameters<typeof plan>[1] = {}) {
  const id = await plan(athlete, body)
  return { id, exerciseId: await exerciseOf(athlete, id) }
}

/** Positions and repetitions of the sets logged for the first exercise. */
async function logged(athlete: Athlete, id: string): Promise<[number, number][]> {
  const { body } = await getLog(athlete, id)
  const [{ logged }] = (body as loggingApi.SessionLog).exercises as [
    loggingApi.SessionLog['exercises'][number],
  ]
  return logged.map(({ position, reps }) => [position, reps ?? 0])
}

const undoStart = (athlete: Athlete, id: string) =>
  athlete.call(loggingApi.undoStart, { params: { id } })

const removeExercise = (athlete: Athlete, id: string, exerciseId: string) =>
  athlete.call(loggingApi.removeExercise, { params: { id, exerciseId } })

const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status)

describe('POST /sessions/:id/start', () => {
  it('starts a session of any day once', async () => {
    const ada = await app.newAthlete()
    const { id } = await planned(ada, { plannedFor: '2026-10-01T10:00:00Z' })

    const first = await start(ada, id)
    app.passSeconds(60)
    const again = await start(ada, id)

    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({
      id,
      status: 'planned',
      startedAt: '2026-09-07T10:00:00.000Z',
    })
    expect(again.body.startedAt).toBe(first.body.startedAt)
  })

  it('keeps one start if devices race', async () => {
    const ada = await app.newAthlete()
    const { id } = await planned(ada)

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => {
        app.passSeconds(1)
        return start(ada, id)
      }),
    )

    expect(new Set(answers.map(({ body }) => body.startedAt as string)).size).toBe(1)
  })

  it('rejects a completed or cancelled session', async () => {
    const ada = await app.newAthlete()
    const [done, canceled] = [await plan(ada), await plan(ada)]
    await complete(ada, done)
    await cancel(ada, canceled)

    expect(statuses([await start(ada, done), await start(ada, canceled)])).toEqual([409, 409])
  })

  it("returns 404 for another user's session, and 401 without a login", async () => {
    const [ada, eve] = [await app.newAthlete(), await app.newAthlete()]
    const { id, exerciseId } = await planned(ada)
    const place = { id, exerciseId, position: 0 }

    const foreign = [
      await start(eve, id),
      await undoStart(eve, id),
      await getLog(eve, id),
      await putSet(eve, place),
      await deleteSet(eve, place),
      await addExercise(eve, id, { name: 'Row' }),
      await skip(eve, id, exerciseId),
      await removeExercise(eve, id, exerciseId),
    ]
    const nobody = await app.visitor().call(loggingApi.getLog, { params: { id } })

    expect(new Set(statuses(foreign))).toEqual(new Set([404]))
    expect(nobody.status).toBe(401)
    expect((await getSession(ada, id)).body.startedAt).toBeNull()
  })

  it('lists a session in progress', async () => {
    const ada = await app.newAthlete()
    const [{ id }, other] = [await planned(ada), await planned(ada)]
    await start(ada, id)
    await start(ada, other.id)
    await complete(ada, other.id)

    const { body } = await ada.call(sessionsApi.listSessions, { query: { underWay: 'true' } })

    expect(body).toMatchObject({ total: 1, items: [{ id, adherenceStatus: null }] })
  })
})

describe('a plan that is frozen', () => {
  it('rejects changes of exercises and time, and accepts other texts', async () => {
    const ada = await app.newAthlete()
    const { id } = await planned(ada)
    await start(ada, id)

    const refused = [
      await update(ada, id, { exercises: [squats] }),
      await update(ada, id, { plannedFor: '2026-09-08T16:00:00Z' }),
      await update(ada, id, { timezone: 'UTC' }),
    ]
    const accepted = await update(ada, id, { title: 'Heavy', notes: 'Knee', visibility: 'public' })

    expect(statuses(refused)).toEqual([409, 409, 409])
    expect(refused[0]?.body.error).toMatchObject({
      code: 'PLAN_FROZEN',
      message: expect.stringContaining('its plan cannot change'),
    })
    expect(accepted.body).toMatchObject({ title: 'Heavy', notes: 'Knee', visibility: 'public' })
  })

  it('is skipped when its series changes, moves or ends', async () => {
    const ada = await app.newAthlete()
    const id = await planSeries(ada, 'FREQ=WEEKLY;COUNT=4')
    const { body: first } = await getSession(ada, id)
    const { body: shown } = await ada.call(seriesApi.getSeries, {
      params: { id: first.seriesId as string },
    })
    const second = shown.upcoming[1].id as string
    const before = (await start(ada, second)).body
    const all = { params: { id }, query: { scope: 'all' as const } }

    await ada.call(sessionsApi.updateSession, {
      ...all,
      body: { title: 'New', exercises: [{ name: 'Row', planned: { reps: 5 } }] },
    })
    await ada.call(sessionsApi.shiftSession, { params: { id }, body: { days: 1 } })
    await ada.call(sessionsApi.cancelSession, all)

    const { body: after } = await getSession(ada, second)
    expect((await getSession(ada, id)).body).toMatchObject({ status: 'canceled', title: 'New' })
    expect({ ...after, seriesId: '', occurrenceOn: '', recurrenceRule: '' }).toEqual({
      ...before,
      seriesId: '',
      occurrenceOn: '',
      recurrenceRule: '',
    })
  })

  it('cannot be the first session of a change of its series', async () => {
    const ada = await app.newAthlete()
    const id = await planSeries(ada, 'FREQ=WEEKLY;COUNT=4')
    await start(ada, id)

    const refused = await ada.call(sessionsApi.shiftSession, { params: { id }, body: { days: 1 } })

    expect(refused.body.error.code).toBe('PLAN_FROZEN')
  })

  it('is either changed or started if both race', async () => {
    const ada = await app.newAthlete()
    for (let round = 0; round < 5; round += 1) {
      const { id } = await planned(ada)
      const [changed] = await Promise.all([
        update(ada, id, { exercises: [{ name: 'Row', planned: { reps: 5 } }] }),
        start(ada, id),
      ])
      const { body } = await getSession(ada, id)
      expect(body.startedAt).not.toBeNull()
      expect(body.exerciseNames).toEqual([changed.status === 200 ? 'Row' : 'Squat'])
    }
  })
})

describe('DELETE /sessions/:id/start', () => {
  it('undoes the start, added exercises and skips', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    const before = (await getSession(ada, id)).body
    await skip(ada, id, exerciseId)
    await addExercise(ada, id, { name: 'Row' })
    await putSet(ada, { id, exerciseId, position: 0 })
    await deleteSet(ada, { id, exerciseId, position: 0 })

    const answer = await undoStart(ada, id)
    const again = await undoStart(ada, id)

    expect(answer.body).toEqual(before)
    expect(again.body).toEqual(before)
  })

  it('rejects the request once a set is logged', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    await putSet(ada, { id, exerciseId, position: 0 })

    const answer = await undoStart(ada, id)

    expect(answer.status).toBe(409)
    expect((await getSession(ada, id)).body.startedAt).not.toBeNull()
  })

  it('loses no set that is logged at the same time', async () => {
    const ada = await app.newAthlete()
    for (let round = 0; round < 5; round += 1) {
      const { id, exerciseId } = await planned(ada)
      await start(ada, id)
      await Promise.all([undoStart(ada, id), putSet(ada, { id, exerciseId, position: 0 })])
      const { body } = await getSession(ada, id)
      expect(body.startedAt).not.toBeNull()
      expect(await logged(ada, id)).toEqual([[0, 5]])
    }
  })
})

describe('PUT /sessions/:id/exercises/:exerciseId/sets/:position', () => {
  it('stores all measures of a set, and starts the session at its time', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    const set = {
      setType: 'drop' as const,
      reps: 8,
      load: 62.5,
      distance: 10,
      durationSec: 40,
      rpe: 8.5,
      rir: 1.5,
      restSec: 90,
      side: 'left' as const,
    }

    const place = { id, exerciseId, position: 3 }
    const answer = await putSet(ada, place, { ...set, loggedAt: '2026-09-07T09:55:00Z' })

    expect(answer.status).toBe(204)
    const { body } = await getLog(ada, id)
    expect(body).toMatchObject({ startedAt: '2026-09-07T09:55:00.000Z', status: 'planned' })
    expect(body.exercises[0].logged).toEqual([{ ...set, sets: 1, position: 3 }])
    expect((await getSession(ada, id)).body.exercises[0].actual).toEqual([{ ...set, sets: 1 }])
  })

  it('stores a set once if it is sent twice, also at the same time', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    const place = { id, exerciseId, position: 0 }

    const answers = await Promise.all(Array.from({ length: 5 }, () => putSet(ada, place)))

    expect(new Set(statuses(answers))).toEqual(new Set([204]))
    expect(await logged(ada, id)).toEqual([[0, 5]])
  })

  it('stores different sets of two devices', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)

    await Promise.all(
      [0, 1, 2, 3].map((position) => putSet(ada, { id, exerciseId, position }, { reps: position })),
    )

    expect(await logged(ada, id)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ])
  })

  it('keeps the set with the latest time, in any order of requests', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    const place = { id, exerciseId, position: 0 }

    await putSet(ada, place, { reps: 6, loggedAt: '2026-09-07T09:30:00Z' })
    const late = await putSet(ada, place, { reps: 5, loggedAt: '2026-09-07T09:29:00Z' })

    expect(late.status).toBe(204)
    expect(await logged(ada, id)).toEqual([[0, 6]])
  })

  it('ignores how far a clock is ahead', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    const place = { id, exerciseId, position: 0 }

    await putSet(ada, place, { reps: 5, loggedAt: '2030-01-01T00:00:00Z' })
    app.passSeconds(1)
    await putSet(ada, place, { reps: 6 })

    expect(await logged(ada, id)).toEqual([[0, 6]])
  })

  it('returns 404 for other exercises, and 409 for sessions that are not planned', async () => {
    const ada = await app.newAthlete()
    const [{ id }, other, done] = [await planned(ada), await planned(ada), await planned(ada)]
    await complete(ada, done.id)

    const answers = [
      await putSet(ada, { id, exerciseId: other.exerciseId, position: 0 }),
      await putSet(ada, { id, exerciseId: randomUUID(), position: 0 }),
      await putSet(ada, { ...done, position: 0 }),
      await deleteSet(ada, { id, exerciseId: other.exerciseId, position: 0 }),
      await putSet(ada, { id, exerciseId: other.exerciseId, position: 1_000 }),
    ]

    expect(statuses(answers)).toEqual([404, 404, 409, 404, 400])
    expect((await getSession(ada, id)).body.startedAt).toBeNull()
    expect(await logged(ada, other.id)).toEqual([])
  })

  it('either stores a set or returns 409 in a race with the completion, and loses no stored set', async () => {
    const ada = await app.newAthlete()
    for (let round = 0; round < 5; round += 1) {
      const { id, exerciseId } = await planned(ada)
      await putSet(ada, { id, exerciseId, position: 0 })
      const [set, done] = await Promise.all([
        putSet(ada, { id, exerciseId, position: 1 }),
        complete(ada, id),
      ])
      const isTaken = set.status === 204
      expect([set.status, done.status]).toEqual([isTaken ? 204 : 409, 200])
      expect(done.body.totals.sets).toBe(isTaken ? 2 : 1)
      expect((await getSession(ada, id)).body.exercises[0].actual).toHaveLength(isTaken ? 2 : 1)
    }
  })
})

describe('DELETE /sessions/:id/exercises/:exerciseId/sets/:position', () => {
  it('deletes a set for good, and keeps the positions of the others', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    await putSet(ada, { id, exerciseId, position: 0 }, { reps: 5 })
    await putSet(ada, { id, exerciseId, position: 1 }, { reps: 4 })
    await putSet(ada, { id, exerciseId, position: 2 }, { reps: 3 })
    const place = { id, exerciseId, position: 1 }

    const answers = [await deleteSet(ada, place), await deleteSet(ada, place)]
    await putSet(ada, place, { reps: 4, loggedAt: '2026-09-07T09:59:00Z' })

    expect(statuses(answers)).toEqual([204, 204])
    expect(await logged(ada, id)).toEqual([
      [0, 5],
      [2, 3],
    ])
    const done = await complete(ada, id)
    expect(done.body.totals).toMatchObject({ sets: 2, reps: 8 })
    expect((await getSession(ada, id)).body.exercises[0].actual).toHaveLength(2)
  })

  it('leaves no set that a later session shows as "last time"', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    const { body } = await addExercise(ada, id, { name: 'Row' })
    await putSet(ada, { id, exerciseId: body.id as string, position: 0 })
    await putSet(ada, { id, exerciseId, position: 0 })
    await deleteSet(ada, { id, exerciseId, position: 0 })
    await complete(ada, id)

    expect((await getLog(ada, await plan(ada))).body.exercises[0].last).toBeNull()
  })

  it('loses against a set with a later time', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    const place = { id, exerciseId, position: 0 }
    await putSet(ada, place, { reps: 5, loggedAt: '2026-09-07T09:59:00Z' })

    await deleteSet(ada, place, '2026-09-07T09:58:00Z')

    expect(await logged(ada, id)).toEqual([[0, 5]])
  })
})

describe('an exercise added to a session', () => {
  it('is added at the end, unplanned, and once for a key', async () => {
    const ada = await app.newAthlete()
    const { id } = await planned(ada)

    const first = await addExercise(
      ada,
      id,
      { name: 'Row', metric: 'reps', notes: 'slow' },
      'row-1',
    )
    const again = await addExercise(
      ada,
      id,
      { name: 'Row', metric: 'reps', notes: 'slow' },
      'row-1',
    )

    expect(first.status).toBe(201)
    expect(again.body).toEqual(first.body)
    const { body } = await getSession(ada, id)
    expect(body).toMatchObject({
      exerciseNames: ['Squat', 'Row'],
      startedAt: '2026-09-07T10:00:00.000Z',
    })
    expect(body.exercises).toHaveLength(2)
    expect(body.exercises[1]).toMatchObject({
      id: first.body.id,
      name: 'Row',
      metric: 'reps',
      notes: 'slow',
      isAdded: true,
      substitutes: null,
      planned: [],
      adherence: null,
    })
  })

  it('follows the exercise it replaces, in its superset, and counts for it', async () => {
    const ada = await app.newAthlete()
    const work = { sets: 4, reps: 5, load: 100 }
    const { id, exerciseId } = await planned(ada, {
      exercises: [
        { name: 'Bench press', superset: 2, planned: work },
        { name: 'Row', superset: 2, planned: work },
      ],
    })

    const { body } = await addExercise(ada, id, { name: 'Push-up', substitutes: exerciseId })
    for (const position of [0, 1, 2])
      await putSet(ada, { id, exerciseId: body.id as string, position }, { reps: 20 })

    const done = await complete(ada, id)

    const { body: session } = await getSession(ada, id)
    expect(
      (session as sessionsApi.Session).exercises.map(({ name, superset, position }) => ({
        name,
        superset,
        position,
      })),
    ).toEqual([
      { name: 'Bench press', superset: 2, position: 0 },
      { name: 'Push-up', superset: 2, position: 1 },
      { name: 'Row', superset: 2, position: 2 },
    ])
    expect(
      (session as sessionsApi.Session).exercises.map(({ adherence }) => [
        adherence?.status,
        adherence?.share,
      ]),
    ).toEqual([
      ['substituted', 75],
      ['unplanned', null],
      ['skipped', 0],
    ])
    expect(done.body.adherence).toBe(38)
  })

  it('replaces a planned exercise only once', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId: substitutes } = await planned(ada)
    const other = await planned(ada)

    const answers = await Promise.all(
      ['Lunge', 'Leg press', 'Hack squat'].map((name) =>
        addExercise(ada, id, { name, substitutes }),
      ),
    )
    const added = answers.find(({ status }) => status === 201)?.body.id as string
    const ofAdded = await addExercise(ada, id, { name: 'Step-up', substitutes: added })
    const ofOther = await addExercise(ada, id, { name: 'Step-up', substitutes: other.exerciseId })
    const unknown = await addExercise(ada, id, { exerciseId: randomUUID() })

    expect(statuses(answers).toSorted()).toEqual([201, 409, 409])
    expect(statuses([ofAdded, ofOther, unknown])).toEqual([422, 422, 422])
  })

  it('is rejected above the limit of exercises in a session', async () => {
    const ada = await app.newAthlete()
    const exercises = Array.from({ length: 50 }, (_, index) => ({ name: `Exercise ${index}` }))
    const { id } = await planned(ada, { exercises })
    for (let more = 0; more < 50; more += 1) await addExercise(ada, id, { name: 'More' })

    expect((await addExercise(ada, id, { name: 'Too much' })).status).toBe(422)
  })

  it('can be deleted with its sets, unlike a planned exercise', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    const { body } = await addExercise(ada, id, { name: 'Row' })
    const added = body.id as string
    await putSet(ada, { id, exerciseId: added, position: 0 })

    const answers = [
      await removeExercise(ada, id, added),
      await removeExercise(ada, id, added),
      await removeExercise(ada, id, exerciseId),
    ]

    expect(statuses(answers)).toEqual([204, 404, 409])
    expect(answers[2]?.body.error.code).toBe('PLAN_FROZEN')
    expect((await getSession(ada, id)).body).toMatchObject({ exerciseNames: ['Squat'] })
  })
})

describe('PATCH /sessions/:id/exercises/:exerciseId', () => {
  it('skips an exercise, and unskips it', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)

    expect((await skip(ada, id, exerciseId)).status).toBe(204)
    expect((await getLog(ada, id)).body.exercises[0].isSkipped).toBe(true)
    await skip(ada, id, exerciseId, false)
    expect((await getLog(ada, id)).body.exercises[0].isSkipped).toBe(false)
    expect((await skip(ada, id, randomUUID())).status).toBe(404)
  })

  it('leaves a skipped exercise out of a session completed as planned', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada, {
      exercises: [squats, { name: 'Row', planned: { sets: 1, reps: 5 } }],
    })
    await skip(ada, id, exerciseId)

    const answer = await complete(ada, id)

    expect(answer.body).toMatchObject({ adherence: 25, totals: { sets: 1, reps: 5, volume: 0 } })
    expect((await getSession(ada, id)).body).toMatchObject({ adherenceStatus: 'partial' })
  })
})

describe('PATCH /sessions/:id/complete of a session in progress', () => {
  it('takes the logged sets, and the time from its start to now', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    await start(ada, id)
    for (const position of [0, 1, 2]) {
      app.passSeconds(200)
      await putSet(ada, { id, exerciseId, position }, { reps: 5, load: 100, restSec: 120 })
    }

    const answer = await complete(ada, id, {}, 'finish-1')
    const again = await complete(ada, id, {}, 'finish-1')

    expect(answer.body).toMatchObject({
      totals: { volume: 1500, sets: 3, reps: 15, durationSec: 600 },
      adherence: 100,
    })
    expect(again.body).toEqual(answer.body)
    expect((await getSession(ada, id)).body).toMatchObject({
      status: 'completed',
      startedAt: '2026-09-07T10:00:00.000Z',
      completedAt: '2026-09-07T10:10:00.000Z',
      adherenceStatus: 'completed',
    })
  })

  it('ends with its last set if the user forgot to finish', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    await start(ada, id)
    app.passSeconds(600)
    await putSet(ada, { id, exerciseId, position: 0 })
    await app.setTimeFor(ada, '2026-09-08T07:00:00Z')

    await complete(ada, id)

    expect((await getSession(ada, id)).body).toMatchObject({
      completedAt: '2026-09-07T10:10:00.000Z',
      totals: { durationSec: 600 },
    })
  })

  it('takes the plan if nothing was logged, and the sets of a request if it has any', async () => {
    const ada = await app.newAthlete()
    const [empty, logged] = [await planned(ada), await planned(ada)]
    await start(ada, empty.id)
    await putSet(ada, { ...logged, position: 0 }, { reps: 1 })
    await putSet(ada, { ...logged, position: 9 }, { reps: 9 })
    const actuals = [{ sessionExerciseId: logged.exerciseId, sets: 2, reps: 5, load: 90 }]

    const [asPlanned, asSent] = [
      await complete(ada, empty.id),
      await complete(ada, logged.id, { actuals }),
    ]

    expect(asPlanned.body.totals).toMatchObject({ sets: 3, reps: 15, volume: 1500 })
    expect(asSent.body.totals).toMatchObject({ sets: 2, reps: 10, volume: 900 })
    expect((await getSession(ada, logged.id)).body.exercises[0].actual).toMatchObject([{ sets: 2 }])
  })

  it('ignores a start on another day', async () => {
    const ada = await app.newAthlete()
    const { id } = await planned(ada)
    await start(ada, id)
    await app.setTimeFor(ada, '2026-09-10T10:00:00Z')

    const answer = await complete(ada, id)

    // A warm-up of 40 s and 90 s rest, and three sets of 20 s with 180 s.
    expect(answer.body.totals.durationSec).toBe(730)
    expect((await getSession(ada, id)).body.adherenceStatus).toBe('moved')
  })

  it('can be cancelled with its sets, and then not be started again', async () => {
    const ada = await app.newAthlete()
    const { id, exerciseId } = await planned(ada)
    await putSet(ada, { id, exerciseId, position: 0 })

    expect((await cancel(ada, id)).body).toMatchObject({
      status: 'canceled',
      adherenceStatus: 'skipped',
    })
    expect((await putSet(ada, { id, exerciseId, position: 1 })).status).toBe(409)
  })
})

describe('a correction', () => {
  it('keeps set types, rest, RIR and supersets, and the plan', async () => {
    const ada = await app.newAthlete()
    const { id } = await planned(ada, {
      exercises: [
        { ...squats, superset: 1 },
        { name: 'Row', superset: 1, planned: { sets: 3, reps: 8, load: 60 } },
      ],
    })
    await complete(ada, id)
    const before = (await getSession(ada, id)).body as sessionsApi.Session
    const [squat, row] = before.exercises.map((exercise) => exercise.id)
    const actuals = [
      { sessionExerciseId: squat ?? '', setType: 'warmup' as const, sets: 1, reps: 10, load: 40 },
      { sessionExerciseId: squat ?? '', sets: 2, reps: 5, load: 100, rir: 1.5, restSec: 150 },
      { sessionExerciseId: squat ?? '', setType: 'drop' as const, sets: 1, reps: 12, load: 70 },
      { sessionExerciseId: row ?? '', setType: 'amrap' as const, sets: 1, reps: 15, load: 60 },
    ]

    const { body } = await update(ada, id, { actuals })

    const after = body as sessionsApi.Session
    expect(after.exercises.map(({ superset, planned }) => [superset, planned])).toEqual(
      before.exercises.map(({ superset, planned }) => [superset, planned]),
    )
    expect(after.exercises[0]?.actual).toMatchObject([
      { setType: 'warmup', reps: 10 },
      { setType: 'working', rir: 1.5, restSec: 150 },
      { setType: 'drop', load: 70 },
    ])
    expect(after.exercises[1]?.actual).toMatchObject([{ setType: 'amrap', reps: 15 }])
    expect(after.totals).toMatchObject({ sets: 4, reps: 37, volume: 2740 })
  })
})

describe('GET /sessions/:id/log', () => {
  it('returns plan, log and last time', async () => {
    const ada = await app.newAthlete()
    const done = {
      name: 'SQUAT',
      actual: [
        { sets: 1, reps: 5, load: 95, rpe: 8 },
        { reps: 4, load: 97.5 },
      ],
    }
    await log(ada, { completedAt: '2026-09-01T18:00:00Z' })
    const last = await log(ada, { completedAt: '2026-09-04T18:00:00Z' }, { exercises: [done] })
    await log(
      ada,
      { completedAt: '2026-09-05T18:00:00Z' },
      { exercises: [{ name: 'Squat', actual: [] }] },
    )
    await remove(ada, await log(ada, { completedAt: '2026-09-06T18:00:00Z' }))
    const { id, exerciseId } = await planned(ada)
    await putSet(ada, { id, exerciseId, position: 1 }, { reps: 5, load: 100, rpe: 9 })

    const answer = await getLog(ada, id)

    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      id,
      title: 'Legs',
      status: 'planned',
      startedAt: '2026-09-07T10:00:00.000Z',
      exercises: [
        {
          id: exerciseId,
          planned: [
            { setType: 'warmup', sets: 1 },
            { setType: 'working', sets: 3, restSec: 180 },
          ],
          logged: [{ position: 1, reps: 5, load: 100, rpe: 9 }],
          last: {
            sessionId: last,
            on: '2026-09-04',
            completedAt: '2026-09-04T18:00:00.000Z',
            sets: [
              { sets: 1, reps: 5, load: 95, rpe: 8 },
              { reps: 4, load: 97.5, rpe: null },
            ],
          },
        },
      ],
    })
  })

  it("has no last time for a new exercise, another user's or a different one", async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await log(ben, {})
    await log(ada, {}, { exercises: [{ name: 'Row', actual: { reps: 5 } }] })
    const { id } = await planned(ada)

    expect((await getLog(ada, id)).body.exercises[0].last).toBeNull()
  })

  it('returns the time before a completed session, also after a correction', async () => {
    const ada = await app.newAthlete()
    const first = await log(ada, { completedAt: '2026-09-01T18:00:00Z' })
    const second = await log(ada, { completedAt: '2026-09-03T18:00:00Z' })
    const third = await log(ada, { completedAt: '2026-09-05T18:00:00Z' })
    const lastOf = async (id: string) =>
      (await getLog(ada, id)).body.exercises[0].last?.sessionId as string | undefined

    expect([await lastOf(first), await lastOf(third)]).toEqual([undefined, second])
    await update(ada, second, { actuals: [] })
    expect(await lastOf(third)).toBe(first)
  })
})
