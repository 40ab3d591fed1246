import { recordsApi, sessionsApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { importFile, legs, undo } from '../../../tests/importing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  complete,
  create,
  deleteSet,
  exerciseOf,
  getSession,
  log,
  plan,
  putSet,
  remove,
  update,
  type NewSession,
} from '../../../tests/training.ts'
import { FILL } from '../../db/migrations/202611231910__exercise_bests.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-16T10:00:00Z'))

type Exercises = NewSession['exercises']
type Actual = NonNullable<Exercises[number]['actual']>

/** Logs an exercise by name on a day in September. */
const squat = (athlete: Athlete, day: number, actual: Actual, name = 'Squat') =>
  log(athlete, { completedAt: time(day) }, { exercises: [{ name, actual }] })

const run = (athlete: Athlete, day: number, distance: number, durationSec: number) =>
  log(
    athlete,
    { completedAt: time(day) },
    {
      exercises: [
        {
          name: 'Run',
          type: 'cardio',
          metric: 'distance_duration',
          actual: { distance, durationSec },
        },
      ],
    },
  )

const time = (day: number) => `2026-09-${String(day).padStart(2, '0')}T09:00:00Z`

const trained = (athlete: Athlete, query = {}) => athlete.call(recordsApi.listTrained, { query })

async function idOf(athlete: Athlete, name = 'Squat'): Promise<string> {
  const { body } = await trained(athlete, { pageSize: 100 })
  const items = body.items as recordsApi.TrainedExercise[]
  return items.find((exercise) => exercise.name === name)?.id ?? ''
}

async function recordsOf(athlete: Athlete, name = 'Squat', query = {}) {
  const id = await idOf(athlete, name)
  const { body } = await athlete.call(recordsApi.getExerciseRecords, { params: { id }, query })
  return body.records as recordsApi.PersonalRecord[]
}

/** Formats personal records as kind, load or distance, value and day; a star marks a baseline. */
async function formattedRecords(athlete: Athlete, name = 'Squat', query = {}): Promise<string[]> {
  return (await recordsOf(athlete, name, query)).map(
    ({ kind, at, value, on, isBaseline }) =>
      `${kind}${at === null ? '' : ` at ${at}`} ${value} on ${on.slice(8)}${isBaseline ? '*' : ''}`,
  )
}

async function newRecords(athlete: Athlete, id: string, query = {}): Promise<string[]> {
  const { body } = await athlete.call(recordsApi.getSessionRecords, { params: { id }, query })
  return format(body.records as recordsApi.NewRecord[])
}

const format = (records: recordsApi.NewRecord[]) =>
  records.map(
    ({ exercise, kind, at, value, previous }) =>
      `${exercise.name} ${kind}${at === null ? '' : ` at ${at}`} ${value} after ${previous}`,
  )

describe('GET /progress/exercises/:id/records', () => {
  it('marks the first log as a baseline', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, { sets: 3, reps: 5, load: 100 })

    expect(await formattedRecords(ada)).toEqual([
      'e1rm 116.67 on 01*',
      'reps at 100 5 on 01*',
      'volume 1500 on 01*',
      'weight 100 on 01*',
    ])
  })

  it('returns a personal record with its set', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, { reps: 5, load: 100 })
    const id = await squat(ada, 2, [
      { setType: 'warmup', reps: 5, load: 200 },
      { reps: 4, load: 110, rpe: 9, rir: 1 },
    ])
    const sessionExerciseId = await exerciseOf(ada, id)

    const record = (await recordsOf(ada)).find(({ kind }) => kind === 'e1rm')

    expect(record).toEqual({
      kind: 'e1rm',
      at: null,
      value: 124.67,
      formula: 'epley',
      isBaseline: false,
      sessionId: id,
      sessionTitle: 'Logged',
      on: '2026-09-02',
      set: {
        sessionExerciseId,
        position: 1,
        load: 110,
        reps: 4,
        rpe: 9,
        rir: 1,
        distance: null,
        durationSec: null,
      },
    })
  })

  it('returns the first of equal values and the most repetitions at each load', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, [
      { reps: 5, load: 100 },
      { reps: 8, load: 80 },
    ])
    await squat(ada, 2, [
      { reps: 5, load: 100 },
      { reps: 9, load: 80 },
      { reps: 4, load: 90 },
    ])
    await squat(ada, 3, { reps: 3, load: 105 })

    expect(await formattedRecords(ada)).toEqual([
      'e1rm 116.67 on 01*',
      'reps at 105 3 on 03*',
      'reps at 100 5 on 01*',
      'reps at 80 9 on 02',
      'volume 1580 on 02',
      'weight 105 on 03',
    ])
  })

  it.each([
    ['epley', 121, 2],
    ['brzycki', 120, 0],
    ['rpe', 125.28, 2],
  ] as const)('estimates with %s only', async (formula, value, position) => {
    const ada = await app.newAthlete()
    await squat(ada, 1, [
      { reps: 1, load: 120 },
      { reps: 5, load: 100 },
      { reps: 3, load: 110, rpe: 8.5 },
    ])

    const records = await recordsOf(ada, 'Squat', { formula })

    const e1rm = records.find(({ kind }) => kind === 'e1rm')
    expect(e1rm).toMatchObject({ formula, value, set: { position } })
  })

  it('returns the longest run and the fastest pace at each distance', async () => {
    const ada = await app.newAthlete()
    await run(ada, 1, 5_000, 1_500)
    await run(ada, 2, 10_000, 3_100)
    await run(ada, 3, 1_000, 240)

    expect(await formattedRecords(ada, 'Run')).toEqual([
      'distance 10000 on 02',
      'pace at 10000 310 on 02*',
      'pace at 5000 300 on 01*',
      'pace at 1000 240 on 03',
    ])
  })

  it('changes after a correction and a deletion', async () => {
    const ada = await app.newAthlete()
    const first = await squat(ada, 1, { reps: 5, load: 100 })
    const second = await squat(ada, 2, { reps: 5, load: 120 })
    const weight = async () =>
      (await formattedRecords(ada)).find((record) => record.startsWith('weight'))
    expect(await weight()).toBe('weight 120 on 02')

    const sessionExerciseId = await exerciseOf(ada, second)
    await update(ada, second, { actuals: [{ sessionExerciseId, reps: 5, load: 90 }] })
    expect(await weight()).toBe('weight 100 on 01*')

    await remove(ada, first)
    expect(await weight()).toBe('weight 90 on 02*')
  })

  it('no longer lists an exercise after a correction that removes its sets', async () => {
    const ada = await app.newAthlete()
    const id = await squat(ada, 1, { reps: 5, load: 100 })

    await update(ada, id, { actuals: [] })

    expect((await trained(ada)).body.total).toBe(0)
  })

  it('ignores the case of names, and combines two entries of a session', async () => {
    const ada = await app.newAthlete()
    const set = { reps: 5, load: 100 }
    await squat(ada, 1, set, 'squat')
    await log(
      ada,
      { completedAt: time(2) },
      {
        exercises: [
          { name: 'Squat', actual: set },
          { name: 'SQUAT', actual: { reps: 5, load: 110 } },
        ],
      },
    )

    expect(await formattedRecords(ada)).toEqual([
      'e1rm 128.33 on 02',
      'reps at 110 5 on 02*',
      'volume 1050 on 02',
      'weight 110 on 02',
    ])
    expect((await trained(ada)).body).toMatchObject({ total: 1, items: [{ sessions: 2 }] })
  })

  it('includes the volume of an exercise whose first entry is only a warm-up', async () => {
    const ada = await app.newAthlete()
    const [warmUp, set] = [{ setType: 'warmup', reps: 5, load: 40 } as const, { reps: 5 }]
    const squats = (load: number) => ({
      exercises: [
        { name: 'Squat', actual: warmUp },
        { name: 'Squat', actual: { ...set, load } },
      ],
    })
    await log(ada, { completedAt: time(1) }, squats(100))

    const id = await log(ada, { completedAt: time(2) }, squats(110))

    expect(await formattedRecords(ada)).toContain('volume 550 on 02')
    expect(await newRecords(ada, id)).toContain('Squat volume 550 after 500')
  })

  it('returns 404 for an exercise that only another user has done', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await squat(bob, 1, { reps: 5, load: 100 })

    const answers = await Promise.all([
      ada.call(recordsApi.getExerciseRecords, { params: { id: await idOf(bob) } }),
      ada.call(recordsApi.listExerciseHistory, { params: { id: await idOf(bob) } }),
    ])

    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect(answers[0]?.body.error).toMatchObject({
      code: 'NOT_FOUND',
      message: 'You have not done this exercise yet.',
    })
  })
})

describe('the personal records that a session set', () => {
  it('are empty the first time', async () => {
    const ada = await app.newAthlete()

    const id = await squat(ada, 1, { reps: 5, load: 100 })

    expect(await newRecords(ada, id)).toEqual([])
  })

  it('strictly exceed the earlier sessions', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, [
      { reps: 5, load: 100 },
      { reps: 8, load: 80 },
    ])
    const same = await squat(ada, 2, [
      { reps: 5, load: 100 },
      { reps: 8, load: 80 },
    ])
    const more = await squat(ada, 3, [
      { reps: 6, load: 100 },
      { reps: 6, load: 80 },
    ])

    expect(await newRecords(ada, same)).toEqual([])
    expect(await newRecords(ada, more)).toEqual([
      'Squat e1rm 120 after 116.67',
      'Squat reps at 100 6 after 5',
    ])
  })

  it('are part of the answer to a completion, and of the answer to a repeated one', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, { sets: 3, reps: 5, load: 90 })
    const id = await plan(ada)

    const done = await complete(ada, id, {}, 'once')
    const again = await complete(ada, id, {}, 'once')

    expect(format(done.body.records)).toEqual([
      'Squat e1rm 116.67 after 105',
      'Squat volume 1500 after 1350',
      'Squat weight 100 after 90',
    ])
    expect(again.body.records).toEqual(done.body.records)
  })

  it('are part of the answers to a logged session and to a correction', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, { reps: 5, load: 90 })
    const body = {
      title: 'Legs',
      exercises: [{ name: 'Squat', actual: { reps: 5, load: 95 } }],
      completed: { completedAt: time(2) },
    }

    const logged = await ada.call(sessionsApi.createSession, { body })
    const id = logged.body.id as string
    const sessionExerciseId = await exerciseOf(ada, id)
    const corrected = await update(ada, id, {
      actuals: [{ sessionExerciseId, reps: 1, load: 92.5 }],
    })

    expect(format(logged.body.records)).toContain('Squat weight 95 after 90')
    expect(format(corrected.body.records)).toEqual(['Squat weight 92.5 after 90'])
  })

  it('are compared with earlier sessions, regardless of when they were logged', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 5, { reps: 5, load: 100 })
    const late = await squat(ada, 3, { reps: 5, load: 90 })
    const later = await squat(ada, 4, { reps: 5, load: 95 })

    expect(await newRecords(ada, late)).toEqual([])
    expect(await newRecords(ada, later)).toContain('Squat weight 95 after 90')
  })

  it('include a faster pace over a shorter distance, but no slower one over a longer', async () => {
    const ada = await app.newAthlete()
    await run(ada, 1, 10_000, 3_000)
    const short = await run(ada, 2, 5_000, 1_400)

    expect(await newRecords(ada, short)).toEqual([
      'Run pace at 5000 280 after 300',
      'Run pace at 1000 280 after 300',
    ])
  })

  it('return 404 for another user’s session', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await squat(bob, 1, { reps: 5, load: 100 })

    const answer = await ada.call(recordsApi.getSessionRecords, { params: { id } })

    expect(answer.status).toBe(404)
  })

  it('are set by only one of two equal sessions that are completed at the same time', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, { reps: 5, load: 90 })
    const ids = await Promise.all([plan(ada), plan(ada)])

    await Promise.all(ids.map((id) => complete(ada, id)))

    // The later session is compared with the earlier one, so only one of them exceeds the rest.
    const set = await Promise.all(ids.map((id) => newRecords(ada, id)))
    expect(set.filter((records) => records.length > 0)).toHaveLength(1)
  })
})

describe('GET /progress/records', () => {
  it('lists exercises, last trained first, with all personal records except those at loads', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, { reps: 5, load: 100 })
    await log(
      ada,
      { completedAt: time(2) },
      {
        exercises: [
          { name: 'Pull-up', metric: 'reps', actual: [{ reps: 8 }, { reps: 5, load: 10 }] },
        ],
      },
    )

    const { body } = await ada.call(recordsApi.listRecords, {})

    expect(body).toMatchObject({ page: 1, pageSize: 20, total: 2 })
    const items = body.items as (recordsApi.TrainedExercise & {
      records: recordsApi.PersonalRecord[]
    })[]
    expect(items.map(({ name, records }) => [name, records.map(({ kind }) => kind)])).toEqual([
      ['Pull-up', ['reps']],
      ['Squat', ['e1rm', 'volume', 'weight']],
    ])
    expect(items[0]?.records[0]).toMatchObject({ at: 0, value: 8, set: { position: 0 } })
  })

  it('returns pages', async () => {
    const ada = await app.newAthlete()
    for (const [day, name] of [
      [1, 'A'],
      [2, 'B'],
      [3, 'C'],
    ] as const)
      await squat(ada, day, { reps: 5, load: 100 }, name)
    const names = async (page: number) => {
      const { body } = await ada.call(recordsApi.listRecords, { query: { page, pageSize: 2 } })
      return [body.total, ...(body.items as { name: string }[]).map(({ name }) => name)]
    }

    expect([await names(1), await names(2), await names(3)]).toEqual([[3, 'C', 'B'], [3, 'A'], [3]])
  })

  it('returns 401 without a login', async () => {
    expect((await app.visitor().call(recordsApi.listRecords, {})).status).toBe(401)
  })
})

describe('GET /progress/exercises', () => {
  it('lists done exercises, newest first, without planned and deleted sessions', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, { reps: 5, load: 100 })
    await squat(ada, 2, { reps: 5, load: 100 }, 'Press')
    await squat(ada, 3, { reps: 5, load: 100 })
    await remove(ada, await squat(ada, 4, { reps: 5, load: 100 }, 'Row'))
    await squat(ada, 5, { setType: 'warmup', reps: 5, load: 20 }, 'Curl')
    await plan(ada)

    const { body } = await trained(ada)

    const common = { exerciseId: null, type: 'strength', metric: 'weight_reps' }
    expect(body).toEqual({
      page: 1,
      pageSize: 20,
      total: 2,
      nextCursor: null,
      items: [
        { id: expect.any(String), name: 'Squat', sessions: 2, lastOn: '2026-09-03', ...common },
        { id: expect.any(String), name: 'Press', sessions: 1, lastOn: '2026-09-02', ...common },
      ],
    })
  })
})

describe('GET /progress/exercises/:id/history', () => {
  it('lists the sets session by session', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, { reps: 15, load: 60 })
    const id = await squat(ada, 2, [
      { setType: 'warmup', reps: 5, load: 40 },
      { sets: 2, reps: 5, load: 100 },
    ])

    const answer = await ada.call(recordsApi.listExerciseHistory, {
      params: { id: await idOf(ada) },
    })

    const { actual } = (await getSession(ada, id)).body.exercises[0]
    expect(answer.body).toEqual({
      exercise: expect.objectContaining({ name: 'Squat', sessions: 2 }),
      nextCursor: null,
      items: [
        {
          sessionId: id,
          sessionTitle: 'Logged',
          on: '2026-09-02',
          completedAt: '2026-09-02T09:00:00.000Z',
          sets: actual,
          doneSets: 2,
          weight: 100,
          volume: 1000,
          distance: null,
          durationSec: null,
          e1rm: {
            formula: 'epley',
            value: 116.67,
            set: expect.objectContaining({ position: 1, reps: 5, load: 100 }),
          },
        },
        expect.objectContaining({ on: '2026-09-01', e1rm: null, weight: 60 }),
      ],
    })
  })

  it('continues at the cursor', async () => {
    const ada = await app.newAthlete()
    for (let day = 1; day <= 5; day += 1) await squat(ada, day, { reps: day, load: 100 })
    const id = await idOf(ada)
    const days: string[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 2, ...(cursor && { cursor }) }
      const { body } = await ada.call(recordsApi.listExerciseHistory, { params: { id }, query })
      days.push((body.items as { on: string }[]).map(({ on }) => on.slice(8)).join())
      cursor = (body.nextCursor as string | null) ?? undefined
    } while (cursor)

    expect(days).toEqual(['05,04', '03,02', '01'])
  })
})

describe('the bests of an exercise', () => {
  it('come from sets logged one by one, without deleted ones', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, { exercises: [{ name: 'Squat' }] })
    const key = { id, exerciseId: await exerciseOf(ada, id) }
    for (const [position, load] of [200, 100, 110].entries())
      await putSet(ada, { ...key, position }, { reps: 5, load })
    await deleteSet(ada, { ...key, position: 0 })

    await complete(ada, id)

    const e1rm = (await recordsOf(ada)).find(({ kind }) => kind === 'e1rm')
    expect(e1rm).toMatchObject({ value: 128.33, set: { position: 1, load: 110 } })
  })

  it('come from imported sessions', async () => {
    const ada = await app.newAthlete()
    const { id } = await importFile(ada, legs)

    const { body } = await ada.call(recordsApi.listRecords, {})

    const items = body.items as { records: recordsApi.PersonalRecord[] }[]
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(({ records }) => records.length > 0)).toBe(true)
    await undo(ada, id)
    expect((await trained(ada)).body.total).toBe(0)
  })

  it('equal those that the migration calculates for existing sessions', async () => {
    const ada = await app.newAthlete()
    await squat(ada, 1, [
      { setType: 'warmup', sets: 2, reps: 10, load: 60 },
      { sets: 2, reps: 5, load: 100, rpe: 8 },
      { reps: 3, load: 110, rir: 1.5 },
      { reps: 12, load: 80 },
      { reps: 0, load: 150 },
      { reps: 13, load: 70 },
    ])
    const set = { reps: 5, load: 52.5 }
    const twice = ['Press', 'Row', 'press'].map((name) => ({ name, actual: set }))
    await log(ada, { completedAt: time(2) }, { exercises: twice })
    await run(ada, 3, 21_100, 6_000)
    await create(ada, {
      title: 'Mixed',
      completed: { completedAt: time(4) },
      exercises: [
        { name: 'Plank', metric: 'duration', actual: { durationSec: 90 } },
        { name: 'Carry', metric: 'weight_distance', actual: { load: 40, distance: 30 } },
        { name: 'Pull-up', metric: 'reps', actual: [{ reps: 8 }, { reps: 5, load: 10 }] },
      ],
    })
    const { db } = app.ctx()
    const bests = async () => {
      const rows: Record<string, unknown>[] = await db('session_exercises')
        .where({ owner: ada.id })
        .orderBy('id')
      return rows.map(comparable)
    }
    const written = await bests()

    await db('session_exercises')
      .where({ owner: ada.id })
      .update({ done_sets: 0, rep_loads: [], rep_counts: [], epley_kg: null, volume_kg: null })
    await db.raw(FILL)

    expect(await bests()).toEqual(written)
  })
})

/** Numbers without their trailing zeros, and without the time of runs: a later migration clears it. */
const comparable = ({ best_duration_seconds: seconds, ...row }: Record<string, unknown>) => ({
  ...Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name.endsWith('_kg') && value !== null ? Number(value) : value,
    ]),
  ),
  seconds: row['metric'] === 'distance_duration' ? null : seconds,
})
