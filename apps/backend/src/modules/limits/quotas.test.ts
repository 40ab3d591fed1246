import { exercisesApi, feedApi, historyApi, sessionsApi } from '@fitvibe/contract'
import { DAILY_QUOTAS, MAX_OWN_EXERCISES, MAX_RUNNING_SERIES } from '@fitvibe/training/limits'
import { beforeEach, describe, expect, it } from 'vitest'

import { commit, legs, preview } from '../../../tests/importing.ts'
import { planSeries } from '../../../tests/recurring.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { share } from '../../../tests/sharing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  deleteSet,
  exerciseOf,
  getSession,
  legDay,
  log,
  plan,
  putSet,
  update,
} from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

/** A plan of 200 blocks in 50 exercises: 251 rows with the session. */
const huge = times(50, (index) => ({ name: `E${index}`, planned: times(4, () => ({ reps: 5 })) }))

const post = (athlete: Athlete, body: object) =>
  athlete.call(sessionsApi.createSession, { body: { ...legDay, ...body } })

const countOf = async (table: string, { id }: Athlete) =>
  Number((await app.ctx().db(table).where({ owner: id }).count())[0]?.['count'])

/** Sets what the athlete has written today. */
const setWritten = (athlete: Athlete, kind: string, written: { sessions: number; rows: number }) =>
  app
    .ctx()
    .db('write_quotas')
    .insert({ owner: athlete.id, kind, day: app.now(), ...written })
    .onConflict(['owner', 'kind'])
    .merge()

const AFTER = 'That is as much as you can write in a day: go on tomorrow.'

describe('a series of large sessions', () => {
  it('is planned fewer weeks ahead, and goes on day by day', async () => {
    const ada = await app.newAthlete()

    const answer = await post(ada, { recurrenceRule: 'FREQ=DAILY', exercises: huge })

    expect(answer.status).toBe(201)
    expect(await countOf('sessions', ada)).toBe(20)
    expect(await countOf('planned_exercise_attributes', ada)).toBe(20 * 200)
    const [series] = await app.ctx().db('series').where({ owner: ada.id })
    expect(series.next_on).toBe('2026-09-27')
  })

  it('cannot be planned behind and ahead without end', async () => {
    const ada = await app.newAthlete()
    const plannedFor = '2026-06-20T16:00:00Z'

    const answer = await post(ada, { recurrenceRule: 'FREQ=DAILY', exercises: huge, plannedFor })

    expectRefusal(answer, 'UNPROCESSABLE')
    expect(await countOf('sessions', ada)).toBe(0)
  })

  it('writes no more than the rows of a day, however often it is planned', async () => {
    const ada = await app.newAthlete()
    const answers = []
    for (let request = 0; request < 25; request += 1)
      answers.push(await post(ada, { recurrenceRule: 'FREQ=DAILY', exercises: huge }))

    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused).toHaveLength(20)
    for (const answer of refused) expectRefusal(answer, 'QUOTA_EXCEEDED', AFTER)
    expect(await countOf('planned_exercise_attributes', ada)).toBe(5 * 20 * 200)
  })

  it('cannot rewrite its sessions without end either', async () => {
    const ada = await app.newAthlete()
    const id = await planSeries(ada, 'FREQ=DAILY')
    await setWritten(ada, 'planning', { sessions: 0, rows: 0 })
    const change = (exercises: typeof huge) =>
      ada.call(sessionsApi.updateSession, {
        params: { id },
        query: { scope: 'all' },
        body: { exercises },
      })

    expectRefusal(await change(huge), 'UNPROCESSABLE')
    const answers = []
    for (let request = 0; request < 10; request += 1)
      answers.push((await change(huge.slice(0, 20))).status)

    expect(answers).toEqual([200, 200, 200, ...times(7, () => 422)])
  })
})

describe('the quota of a day', () => {
  const nearly = { sessions: DAILY_QUOTAS.planning.sessions - 1, rows: 0 }

  it('lets the last session through once, also for parallel requests, and starts again at midnight UTC', async () => {
    const ada = await app.newAthlete()
    await setWritten(ada, 'planning', nearly)

    const answers = await Promise.all(times(5, () => post(ada, {})))

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422, 422])
    expect(await countOf('sessions', ada)).toBe(1)
    await app.setTimeFor(ada, '2026-09-08T00:00:00Z')
    expect((await post(ada, {})).status).toBe(201)
  })

  it('counts planned, logged and cloned sessions', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const shared = await share(bob)
    const clone = () => ada.call(feedApi.cloneSession, { params: { id: shared }, body: {} })
    await plan(ada)
    await log(ada, {})
    await clone()

    const [written] = await app.ctx().db('write_quotas').where({ owner: ada.id })
    await setWritten(ada, 'planning', { ...nearly, sessions: nearly.sessions + 1 })

    // A plan has two blocks; a log has one; the clone has one: with exercise and session.
    expect(written).toMatchObject({ sessions: 3, rows: 4 + 3 + 3 })
    expectRefusal(await post(ada, {}), 'QUOTA_EXCEEDED', AFTER)
    expectRefusal(await clone(), 'QUOTA_EXCEEDED', AFTER)
  })

  it('counts the rows of changes, and gives back what a refused request took', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    await setWritten(ada, 'planning', { sessions: 1, rows: DAILY_QUOTAS.planning.rows - 10 })

    const tooLarge = await update(ada, id, { exercises: huge })
    const small = await update(ada, id, { exercises: [{ name: 'Row', planned: { sets: 3 } }] })

    expectRefusal(tooLarge, 'QUOTA_EXCEEDED', AFTER)
    expect(small.status).toBe(200)
  })

  it('answers in German too', async () => {
    const ada = await app.newAthlete()
    await setWritten(ada, 'planning', { ...nearly, sessions: nearly.sessions + 1 })

    const answer = await ada.call(
      sessionsApi.createSession,
      { body: legDay },
      { 'accept-language': 'de' },
    )

    expect(answer.body.error.message).toBe(
      'Mehr kannst du an einem Tag nicht eintragen: Mach morgen weiter.',
    )
  })

  it('of imports is larger, and another', async () => {
    const ada = await app.newAthlete()
    await setWritten(ada, 'planning', { ...nearly, sessions: nearly.sessions + 1 })
    const { id } = await preview(ada, legs)
    await setWritten(ada, 'imports', { sessions: 0, rows: DAILY_QUOTAS.imports.rows })

    const refused = await commit(ada, id)
    await setWritten(ada, 'imports', { sessions: 0, rows: 0 })
    const accepted = await commit(ada, id)

    expectRefusal(refused, 'QUOTA_EXCEEDED', AFTER)
    expect(accepted.body).toMatchObject({ workouts: 1 })
  })
})

describe('running series', () => {
  it('are limited, also for parallel requests, until one ends', async () => {
    const ada = await app.newAthlete()
    const first = await planSeries(ada, 'FREQ=MONTHLY')
    const [template] = await app.ctx().db('series').where({ owner: ada.id })
    const more = times(MAX_RUNNING_SERIES - 2, () => ({ ...template, id: app.ctx().newId() }))
    await app
      .ctx()
      .db('series')
      .insert(more.map((row) => ({ ...row, template: JSON.stringify(row.template) })))
    const planOne = () => post(ada, { recurrenceRule: 'FREQ=MONTHLY' })

    const answers = await Promise.all(times(4, planOne))
    const finite = await post(ada, { recurrenceRule: 'FREQ=DAILY;COUNT=2' })

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422])
    expectRefusal(
      await planOne(),
      'QUOTA_EXCEEDED',
      'You can have 50 running series at most: end one that you no longer need.',
    )
    expect(finite.status).toBe(201)
    await ada.call(sessionsApi.deleteSession, { params: { id: first }, query: { scope: 'all' } })
    expect((await planOne()).status).toBe(201)
  })

  it('are limited by an import too, which then writes nothing', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await planSeries(ada, 'FREQ=MONTHLY')
    const { text } = await ada.call(historyApi.exportHistoryJson, {})
    const file = JSON.parse(text) as Record<'series' | 'sessions', Record<string, unknown>[]>
    const ids = times(MAX_RUNNING_SERIES + 1, () => app.ctx().newId())
    const series = ids.map((id) => ({ ...file.series[0], id }))
    const sessions = ids.map((seriesId) => ({
      ...file.sessions[0],
      id: app.ctx().newId(),
      seriesId,
    }))
    const { id } = await preview(ben, JSON.stringify({ ...file, series, sessions }))

    const answer = await commit(ben, id, {})

    expectRefusal(answer, 'QUOTA_EXCEEDED')
    expect([await countOf('series', ben), await countOf('sessions', ben)]).toEqual([0, 0])
  })
})

describe('open sessions', () => {
  it('are limited; done and cancelled ones do not count', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    await app.ctx().db.raw(
      `insert into sessions (owner, id, title, visibility, timezone, created_at, planned_for,
         planned_volume_kg, planned_distance_m, planned_duration_seconds, planned_sets, planned_reps)
       select owner, gen_random_uuid(), title, visibility, timezone, created_at, planned_for,
         planned_volume_kg, planned_distance_m, planned_duration_seconds, planned_sets, planned_reps
       from sessions, generate_series(1, 4998) n where owner = :owner`,
      { owner: ada.id },
    )

    const last = await post(ada, {})
    const over = await post(ada, {})
    const done = await post(ada, { completed: {} })
    await ada.call(sessionsApi.cancelSession, { params: { id } })

    expect([last.status, done.status]).toEqual([201, 201])
    expectRefusal(over, 'QUOTA_EXCEEDED')
    expect((await post(ada, {})).status).toBe(201)
  })
})

describe('own exercises', () => {
  const fill = (athlete: Athlete, count: number) =>
    app.ctx().db.raw(
      `insert into exercises (owner, id, name, metric, search, created_at)
       select :owner, gen_random_uuid(), 'Exercise ' || n, 'reps', 'exercise ' || n, now()
       from generate_series(1, ${count}) n`,
      { owner: athlete.id },
    )
  const create = (athlete: Athlete, name: string) =>
    athlete.call(exercisesApi.createExercise, { body: { name } })

  it('are limited, also for parallel requests', async () => {
    const ada = await app.newAthlete()
    await fill(ada, MAX_OWN_EXERCISES - 1)

    const answers = await Promise.all(times(5, (index) => create(ada, `New ${index}`)))

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422, 422])
    expectRefusal(
      await create(ada, 'One more'),
      'QUOTA_EXCEEDED',
      'You can have 1,000 exercises of your own at most, archived ones included.',
    )
  })

  it('are limited by an import too, which can link names alone instead', async () => {
    const ada = await app.newAthlete()
    await fill(ada, MAX_OWN_EXERCISES)
    const { id } = await preview(ada, legs)
    const named = (use: 'new' | 'name') => ({
      unit: 'kg' as const,
      exercises: [{ name: 'Squat (Barbell)', use }],
    })

    expectRefusal(await commit(ada, id, named('new')), 'QUOTA_EXCEEDED')
    expect((await commit(ada, id, named('name'))).status).toBe(200)
  })
})

describe('a session', () => {
  it('has as many sets by each way in', async () => {
    const ada = await app.newAthlete()
    const blocks = (count: number) => times(count, () => ({ reps: 5 }))
    const spread = (each: number) =>
      times(6, (index) => ({ name: `E${index}`, planned: blocks(each) }))

    const whole = await post(ada, { exercises: spread(166) })
    const answers = [
      await post(ada, { exercises: spread(167) }),
      await post(ada, { exercises: [{ name: 'Row', planned: blocks(201) }] }),
      await post(ada, {
        exercises: spread(167).map(({ name, planned }) => ({ name, actual: planned })),
        completed: {},
      }),
    ]

    expect(whole.status).toBe(201)
    for (const answer of answers) expectRefusal(answer, 'VALIDATION_ERROR')
  })

  it('takes no more sets that are logged one by one, but changes of those it has', async () => {
    const ada = await app.newAthlete()
    const planned = times(166, () => ({ reps: 5 }))
    const id = await plan(ada, { exercises: times(6, (index) => ({ name: `E${index}`, planned })) })
    await app.ctx().db.raw(
      `insert into actual_exercise_attributes (owner, session_exercise_id, position, sets, reps)
       select w.owner, w.session_exercise_id, w.position, 1, 5
       from planned_exercise_attributes w where w.owner = :owner`,
      { owner: ada.id },
    )
    const exerciseId = await exerciseOf(ada, id)

    const last = []
    for (const position of [196, 197, 198, 199])
      last.push((await putSet(ada, { id, exerciseId, position })).status)
    const { body } = await getSession(ada, id)
    const other = { id, exerciseId: body.exercises[5].id as string }
    const answers = [
      await putSet(ada, { ...other, position: 170 }),
      await putSet(ada, { ...other, position: 3 }),
      await deleteSet(ada, { ...other, position: 170 }),
      await putSet(ada, { ...other, position: 200 }),
    ]

    expect(last).toEqual([204, 204, 204, 204])
    expect(answers.map(({ status }) => status)).toEqual([422, 204, 422, 400])
  })
})
