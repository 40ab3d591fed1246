import { historyApi, measurementsApi, usersApi, type Call, type Output } from '@fitvibe/contract'
import { DAILY_QUOTAS } from '@fitvibe/training/limits'
import { measurementKinds, measurementRanges } from '@fitvibe/training/measurements'
import { kgOf } from '@fitvibe/training/units'
import { beforeEach, describe, expect, it } from 'vitest'

import { commit, importFile, preview, undo } from '../../../tests/importing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { getSession, log } from '../../../tests/training.ts'
import { runWaitingJobs } from '../../jobs/worker.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

type Values = Call<typeof measurementsApi.recordMeasurements>['body']['values']

const post = (athlete: Athlete, values: Values, measuredOn?: string) =>
  athlete.call(measurementsApi.recordMeasurements, { body: { measuredOn, values } })

async function listOf(
  athlete: Athlete,
  query: NonNullable<Call<typeof measurementsApi.listMeasurements>['query']> = {},
) {
  const answer = await athlete.call(measurementsApi.listMeasurements, { query })
  expect(answer.status).toBe(200)
  return answer.body as Output<typeof measurementsApi.listMeasurements>
}

const rowsOf = async (...given: Parameters<typeof listOf>) =>
  (await listOf(...given)).items.map(({ kind, measuredOn, value }) => [measuredOn, kind, value])

const weightOf = async (athlete: Athlete) =>
  (await athlete.call(usersApi.getMe, {})).body.weight as number | null

const runJobs = () => runWaitingJobs(app.ctx(), app.databaseUrl())

/** 10 pull-ups, half an hour. */
const logPullUps = (athlete: Athlete, completedAt: string) =>
  log(
    athlete,
    { completedAt, durationSec: 1_800 },
    { exercises: [{ name: 'Pull-Up', type: 'strength', actual: { sets: 1, reps: 10 } }] },
  )

async function sumsOf(athlete: Athlete, id: string) {
  const { totals, calories } = (await getSession(athlete, id)).body
  return [totals.volume, calories] as [number, number | null]
}

describe('POST /measurements', () => {
  it('stores values of today, which no other athlete sees', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]

    const answer = await post(ada, { bodyWeight: 81.5, waist: 84 })

    expect(answer.status).toBe(201)
    expect(answer.body.items).toMatchObject([
      { kind: 'bodyWeight', value: 81.5, measuredOn: '2026-09-07' },
      { kind: 'waist', value: 84, recordedAt: app.now().toISOString() },
    ])
    expect((await listOf(ada)).items).toHaveLength(2)
    expect(await listOf(bob)).toEqual({ items: [], nextCursor: null })
    expect(await weightOf(bob)).toBeNull()
  })

  it('replaces the value of the same day and kind, in place', async () => {
    const ada = await app.newAthlete()
    const first = await post(ada, { bodyWeight: 81.5, waist: 84 })

    const second = await post(ada, { bodyWeight: 81.2 }, '2026-09-07')

    expect(second.body.items[0].id).toBe(first.body.items[0].id)
    expect(await rowsOf(ada, { kind: 'bodyWeight' })).toEqual([['2026-09-07', 'bodyWeight', 81.2]])
    expect(await rowsOf(ada)).toHaveLength(2)
  })

  it('leaves one value of a day if two devices send one each at the same time', async () => {
    const ada = await app.newAthlete()
    const values = [80, 81, 82, 83, 84, 85]

    const answers = await Promise.all(values.map((bodyWeight) => post(ada, { bodyWeight })))

    expect(answers.map(({ status }) => status)).toEqual(values.map(() => 201))
    const [row, ...others] = await rowsOf(ada)
    expect(others).toEqual([])
    expect(await weightOf(ada)).toBe(row?.[2])
  })

  it('takes the day of the time zone of the profile, to midnight in Auckland', async () => {
    const kiri = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    await app.setTimeFor(kiri, '2026-09-08T11:59:59Z')
    const before = await post(kiri, { bodyWeight: 70 })
    const early = await post(kiri, { bodyWeight: 71 }, '2026-09-09')
    await app.setTimeFor(kiri, '2026-09-08T12:00:00Z')
    const after = await post(kiri, { bodyWeight: 71 })

    expect(before.body.items[0].measuredOn).toBe('2026-09-08')
    expect([early.status, early.body.error.message]).toEqual([
      422,
      'You cannot enter measurements of days to come.',
    ])
    expect(after.body.items[0].measuredOn).toBe('2026-09-09')
    expect((await post(kiri, { bodyWeight: 71 }, '2026-09-10')).status).toBe(422)
  })

  it('returns every hundredth of a pound and of an inch as it was sent', async () => {
    const ada = await app.newAthlete()
    const pounds = [180.01, 179.99, 123.45, 1_000.07].map(kgOf)

    for (const kg of pounds) {
      await post(ada, { bodyWeight: kg, waist: 84.074 })
      expect(await rowsOf(ada)).toEqual(
        expect.arrayContaining([
          ['2026-09-07', 'bodyWeight', kg],
          ['2026-09-07', 'waist', 84.074],
        ]),
      )
    }
  })

  it('takes the lowest and the highest value of each kind', async () => {
    const ada = await app.newAthlete()

    for (const bound of ['min', 'max'] as const) {
      const values = Object.fromEntries(
        measurementKinds.map((kind) => [kind, measurementRanges[kind][bound]]),
      )
      expect((await post(ada, values)).status).toBe(201)
    }
  })

  it.each<[string, unknown]>([
    ['too light', { values: { bodyWeight: 19.99 } }],
    ['too heavy', { values: { bodyWeight: 500.01 } }],
    ['more than all fat', { values: { bodyFat: 101 } }],
    ['a negative waist', { values: { waist: -1 } }],
    ['a text', { values: { waist: '84' } }],
    ['an unknown kind', { values: { ego: 100 } }],
    ['no value', { values: {} }],
    ['no values', {}],
    ['a day that does not exist', { measuredOn: '2026-02-30', values: { waist: 84 } }],
    ['a day before 1900', { measuredOn: '1899-12-31', values: { waist: 84 } }],
  ])('refuses %s', async (_, body) => {
    const ada = await app.newAthlete()

    const answer = await ada.call(measurementsApi.recordMeasurements, { body: body as never })

    expect(answer.status).toBe(400)
    expect(await rowsOf(ada)).toEqual([])
  })

  it('counts in the quota of a day', async () => {
    const ada = await app.newAthlete()
    const { rows } = DAILY_QUOTAS.measurements
    await app
      .ctx()
      .db('write_quotas')
      .insert({
        owner: ada.id,
        kind: 'measurements',
        day: '2026-09-07',
        sessions: 0,
        rows: rows - 1,
      })

    const refused = await post(ada, { bodyWeight: 80, waist: 84 })

    expect([refused.status, refused.body.error.code]).toEqual([422, 'QUOTA_EXCEEDED'])
    expect((await post(ada, { waist: 84 })).status).toBe(201)
  })
})

describe('GET /measurements', () => {
  it('lists latest days first, by kind and days', async () => {
    const ada = await app.newAthlete()
    await post(ada, { waist: 86 }, '2026-08-01')
    await post(ada, { bodyWeight: 82 }, '2026-08-20')
    await post(ada, { waist: 85 }, '2026-09-01')

    expect(await rowsOf(ada, { kind: 'waist' })).toEqual([
      ['2026-09-01', 'waist', 85],
      ['2026-08-01', 'waist', 86],
    ])
    expect(await rowsOf(ada, { from: '2026-08-20', to: '2026-09-01' })).toEqual([
      ['2026-09-01', 'waist', 85],
      ['2026-08-20', 'bodyWeight', 82],
    ])
  })

  it('returns every value once, page by page, while new ones come', async () => {
    const ada = await app.newAthlete()
    await post(ada, { bodyWeight: 80, bodyFat: 20, waist: 84 }, '2026-09-01')
    await post(ada, { bodyWeight: 81, waist: 85 }, '2026-08-31')
    const seen = []
    let cursor: string | undefined
    do {
      const page = await listOf(ada, { limit: 2, cursor })
      seen.push(...page.items.map(({ measuredOn, kind }) => `${measuredOn} ${kind}`))
      cursor = page.nextCursor ?? undefined
      if (seen.length === 2) await post(ada, { hips: 99 }, '2026-09-02')
    } while (cursor !== undefined)

    expect(seen.toSorted()).toEqual([
      '2026-08-31 bodyWeight',
      '2026-08-31 waist',
      '2026-09-01 bodyFat',
      '2026-09-01 bodyWeight',
      '2026-09-01 waist',
    ])
  })
})

describe('GET /measurements/summary and /measurements/chart', () => {
  const chartOf = async (
    athlete: Athlete,
    query: NonNullable<Call<typeof measurementsApi.chartMeasurements>['query']>,
  ) =>
    (await athlete.call(measurementsApi.chartMeasurements, { query })).body as Output<
      typeof measurementsApi.chartMeasurements
    >

  it('show the latest value and its change over 30 and 90 days', async () => {
    const ada = await app.newAthlete()
    await post(ada, { bodyWeight: 84 }, '2026-05-01')
    await post(ada, { bodyWeight: 82.2 }, '2026-08-06')
    await post(ada, { bodyWeight: 82 }, '2026-08-08')
    await post(ada, { bodyWeight: 80.1 }, '2026-09-06')
    await post(ada, { waist: 84 })

    const { body } = await ada.call(measurementsApi.summarizeMeasurements, {})

    expect(body.items).toEqual([
      {
        kind: 'waist',
        latest: { value: 84, measuredOn: '2026-09-07' },
        change30: null,
        change90: null,
        count: 1,
      },
      {
        kind: 'bodyWeight',
        latest: { value: 80.1, measuredOn: '2026-09-06' },
        change30: -2.1,
        change90: -3.9,
        count: 4,
      },
    ])
    expect(
      await chartOf(ada, { kind: 'bodyWeight', from: '2026-08-01', to: '2026-08-31' }),
    ).toEqual({
      kind: 'bodyWeight',
      latest: { value: 80.1, measuredOn: '2026-09-06' },
      change30: -2.1,
      change90: -3.9,
      range: { min: 82, max: 82.2 },
      points: [
        { on: '2026-08-06', value: 82.2 },
        { on: '2026-08-08', value: 82 },
      ],
    })
    expect(await chartOf(ada, { kind: 'hips' })).toEqual({
      kind: 'hips',
      latest: null,
      change30: null,
      change90: null,
      range: null,
      points: [],
    })
  })

  it('thin out a long chart, which keeps the latest value and the range', async () => {
    const ada = await app.newAthlete()
    await app.ctx().db.raw(
      `insert into measurements (owner, id, kind, measured_on, value, recorded_at)
       select :owner, gen_random_uuid(), 'waist', date '2020-01-01' + n, 60 + round(n / 100.0, 2), now()
       from generate_series(0, 2000) n`,
      { owner: ada.id },
    )

    const { points, range } = await chartOf(ada, { kind: 'waist' })

    expect(points).toHaveLength(667)
    expect(points.at(-1)).toEqual({ on: '2025-06-23', value: 80 })
    expect(range).toEqual({ min: 60, max: 80 })
  })
})

describe('DELETE /measurements/:id', () => {
  it('deletes only an own value, once', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const { body } = await post(ada, { waist: 84 })
    const params = { id: body.items[0].id as string }
    const remove = (athlete: Athlete) => athlete.call(measurementsApi.deleteMeasurement, { params })

    const statuses = []
    for (const athlete of [bob, ada, ada]) statuses.push((await remove(athlete)).status)

    expect(statuses).toEqual([404, 204, 404])
    expect(await rowsOf(ada)).toEqual([])
  })
})

describe('the body weight', () => {
  it('of the profile is the latest measurement, and sets that of today', async () => {
    const ada = await app.newAthlete()
    await post(ada, { bodyWeight: kgOf(180.01) }, '2026-09-01')
    expect(await weightOf(ada)).toBe(81.65)

    await ada.call(usersApi.updateMe, { body: { weight: 81.65, alias: 'Ada' } })
    expect(await rowsOf(ada)).toEqual([['2026-09-01', 'bodyWeight', kgOf(180.01)]])

    await ada.call(usersApi.updateMe, { body: { weight: 82 } })
    await ada.call(usersApi.updateMe, { body: { weight: 81 } })
    expect(await rowsOf(ada)).toEqual([
      ['2026-09-07', 'bodyWeight', 81],
      ['2026-09-01', 'bodyWeight', kgOf(180.01)],
    ])
    await post(ada, { bodyWeight: 90 }, '2026-08-01')
    expect(await weightOf(ada)).toBe(81)
  })

  it('of an earlier day counts in volume and calories of the sessions until the next one', async () => {
    const ada = await app.newAthlete()
    await post(ada, { bodyWeight: 80 }, '2026-08-01')
    await post(ada, { bodyWeight: 90 }, '2026-09-05')
    const ids: string[] = []
    for (const day of ['2026-07-31', '2026-09-01', '2026-09-03', '2026-09-04', '2026-09-06'])
      ids.push(await logPullUps(ada, `${day}T12:00:00Z`))
    const sums = async () => Promise.all(ids.map((id) => sumsOf(ada, id)))
    const [at80, at90] = [
      [800, 210],
      [900, 236],
    ]
    expect(await sums()).toEqual([at80, at80, at80, at80, at90])

    const { body } = await post(ada, { bodyWeight: 100 }, '2026-09-03')

    expect(await sums()).toEqual([at80, at80, [1_000, 263], [1_000, 263], at90])
    await runJobs()
    expect(await sums()).toEqual([at80, at80, [1_000, 263], [1_000, 263], at90])
    await ada.call(measurementsApi.deleteMeasurement, {
      params: { id: body.items[0].id as string },
    })
    expect(await sums()).toEqual([at80, at80, at80, at80, at90])
  })

  it('that is the first one counts in all sessions before it, calories that were entered aside', async () => {
    const ada = await app.newAthlete()
    const id = await logPullUps(ada, '2026-08-01T12:00:00Z')
    const entered = await log(ada, { durationSec: 1_800, calories: 321 })
    expect(await sumsOf(ada, id)).toEqual([0, null])

    const first = await post(ada, { bodyWeight: 80 })
    expect(await sumsOf(ada, id)).toEqual([800, 210])
    await post(ada, { bodyWeight: 90 }, '2026-08-02')

    expect(await sumsOf(ada, id)).toEqual([900, 236])
    expect((await sumsOf(ada, entered))[1]).toBe(321)
    for (const { id } of (await listOf(ada)).items)
      await ada.call(measurementsApi.deleteMeasurement, { params: { id } })
    expect(first.status).toBe(201)
    expect(await sumsOf(ada, id)).toEqual([0, null])
    expect(await weightOf(ada)).toBeNull()
  })

  it('is that of the day on which a session began, in its own time zone', async () => {
    const kiri = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    await post(kiri, { bodyWeight: 70 }, '2026-09-01')
    await post(kiri, { bodyWeight: 75 }, '2026-09-03')

    // 23:50 and 00:20 in Auckland; both end after midnight.
    const late = await logPullUps(kiri, '2026-09-02T12:20:00Z')
    const early = await logPullUps(kiri, '2026-09-02T12:50:00Z')

    expect([(await sumsOf(kiri, late))[0], (await sumsOf(kiri, early))[0]]).toEqual([700, 750])
  })

  it('counts by a job in more sessions than one request recounts', async () => {
    const ada = await app.newAthlete()
    const id = await logPullUps(ada, '2026-09-01T12:00:00Z')
    const copied = `title, status, visibility, timezone, created_at, started_at, completed_at, trained_on,
      points, adherence_status, volume_kg, distance_m, duration_seconds, sets, reps, planned_volume_kg, planned_distance_m,
      planned_duration_seconds, planned_sets, planned_reps`
    await app.ctx().db.raw(
      `insert into sessions (owner, id, ${copied}) select owner, gen_random_uuid(), ${copied}
       from sessions, generate_series(1, 100) n where owner = :owner`,
      { owner: ada.id },
    )

    await post(ada, { bodyWeight: 80 }, '2026-09-01')
    const before = await sumsOf(ada, id)
    await runJobs()

    expect([before[0], (await sumsOf(ada, id))[0]]).toEqual([0, 800])
  })
})

describe('the export of the history', () => {
  it('has the measurements, which an import adds to days without any and its undo deletes', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const weight = kgOf(180.01)
    await post(ada, { bodyWeight: weight, waist: 84 }, '2026-09-01')
    await post(ada, { bodyWeight: 80 })
    await post(bob, { waist: 70 }, '2026-09-01')
    const { text } = await ada.call(historyApi.exportHistoryJson, {})
    expect((JSON.parse(text) as { measurements: unknown }).measurements).toEqual([
      { measuredOn: '2026-09-07', values: { bodyWeight: 80 } },
      { measuredOn: '2026-09-01', values: { bodyWeight: weight, waist: 84 } },
    ])

    const shown = await preview(bob, text)
    const done = await commit(bob, shown.id, {})

    expect([shown.measurements, done.body.measurements]).toEqual([3, 2])
    expect((await rowsOf(bob)).toSorted()).toEqual([
      ['2026-09-01', 'bodyWeight', weight],
      ['2026-09-01', 'waist', 70],
      ['2026-09-07', 'bodyWeight', 80],
    ])
    await post(bob, { bodyWeight: 75 })
    await undo(bob, shown.id)
    expect(await rowsOf(bob)).toEqual([
      ['2026-09-07', 'bodyWeight', 75],
      ['2026-09-01', 'waist', 70],
    ])
  })

  it('imports without measurements, as older files are', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await log(ada, {})
    const { text } = await ada.call(historyApi.exportHistoryJson, {})
    const { measurements: _, ...older } = JSON.parse(text) as Record<string, unknown>

    expect(await importFile(bob, JSON.stringify(older), {})).toMatchObject({
      workouts: 1,
      measurements: 0,
    })
  })

  it('counts an imported body weight in the imported sessions', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await post(ada, { bodyWeight: 80 }, '2026-09-01')
    await logPullUps(ada, '2026-09-01T12:00:00Z')
    const { text } = await ada.call(historyApi.exportHistoryJson, {})

    await importFile(bob, text, {})

    const { text: again } = await bob.call(historyApi.exportHistoryJson, {})
    const { sessions } = JSON.parse(again) as { sessions: { id: string }[] }
    expect((await sumsOf(bob, sessions[0]?.id ?? ''))[0]).toBe(800)
  })
})
