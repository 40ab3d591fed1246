import { progressApi, type Call } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  cancel,
  complete,
  create,
  exerciseOf,
  log,
  plan,
  remove,
  update,
} from '../../../tests/training.ts'

const app = useTestApp()

// A Wednesday, noon in Berlin.
const NOW = '2026-09-16T10:00:00Z'

beforeEach(() => app.setTime(NOW))

type Charts = Call<typeof progressApi.getCharts>['query']

const getSummary = (athlete: Athlete, query: Call<typeof progressApi.getSummary>['query'] = {}) =>
  athlete.call(progressApi.getSummary, { query })

const getCharts = (athlete: Athlete, query: Charts = {}) =>
  athlete.call(progressApi.getCharts, { query })

async function buckets(athlete: Athlete, query: Charts = {}) {
  const { body } = await getCharts(athlete, query)
  return body.buckets as (Record<string, number | null> & { on: string })[]
}

const nothing = {
  completed: 0,
  planned: 0,
  volume: 0,
  distance: 0,
  durationSec: 0,
  sets: 0,
  reps: 0,
  calories: 0,
  points: 0,
  adherence: null,
  met: { completed: 0, moved: 0, partial: 0, skipped: 0 },
  plannedTotals: { volume: 0, distance: 0, durationSec: 0, sets: 0, reps: 0 },
}

/** The summary of all time by 16 September, without its sums. */
const never = { from: null, to: '2026-09-16', activeDays: 0, firstOn: null, lastOn: null }

/** Logs half an hour of strength training, 15 points and 1,500 kg, and a run on the next day. */
async function trainTwice(athlete: Athlete) {
  await log(athlete, { completedAt: '2026-09-14T09:00:00Z', durationSec: 1800, calories: 200 })
  await log(
    athlete,
    { completedAt: '2026-09-15T09:00:00Z', durationSec: 1200, calories: 300 },
    {
      visibility: 'public',
      exercises: [
        {
          name: 'Run',
          type: 'cardio',
          metric: 'distance_duration',
          actual: { distance: 4_000.5, durationSec: 1200 },
        },
      ],
    },
  )
}

const strength = {
  ...nothing,
  completed: 1,
  volume: 1500,
  durationSec: 1800,
  sets: 3,
  reps: 15,
  calories: 200,
  points: 15,
}

const running = {
  ...nothing,
  completed: 1,
  distance: 4_000.5,
  durationSec: 1200,
  sets: 1,
  calories: 300,
  points: 14,
}

const both = {
  ...nothing,
  completed: 2,
  volume: 1500,
  distance: 4_000.5,
  durationSec: 3000,
  sets: 4,
  reps: 15,
  calories: 500,
  points: 29,
}

describe('GET /progress/summary', () => {
  it('is all zeros for an athlete who has not trained', async () => {
    const ada = await app.newAthlete()

    const answer = await getSummary(ada)

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ ...never, ...nothing })
  })

  it('sums up every metric', async () => {
    const ada = await app.newAthlete()
    await trainTwice(ada)

    const answer = await getSummary(ada)

    expect(answer.body).toEqual({
      ...never,
      ...both,
      activeDays: 2,
      firstOn: '2026-09-14',
      lastOn: '2026-09-15',
    })
  })

  it.each([
    ['category', { category: 'strength' }, strength],
    ['category', { category: 'cardio' }, running],
    ['visibility', { visibility: 'private' }, strength],
    ['visibility', { visibility: 'public' }, running],
    ['last day', { to: '2026-09-14' }, strength],
    ['first day', { from: '2026-09-15' }, running],
    ['first instant', { from: '2026-09-14T22:30:00Z' }, running],
    ['last instant', { to: '2026-09-14T21:30:00Z' }, strength],
    ['one day', { from: '2026-09-14', to: '2026-09-14' }, strength],
  ] as const)('narrows by %s: %j', async (_, query, sums) => {
    const ada = await app.newAthlete()
    await trainTwice(ada)

    const { body } = await getSummary(ada, query)

    expect(body).toMatchObject({ ...sums, activeDays: 1 })
  })

  it('leaves out sessions that do not match the filter', async () => {
    const ada = await app.newAthlete()
    await trainTwice(ada)

    const { body } = await getSummary(ada, { category: 'mobility' })

    expect(body).toEqual({ ...never, ...nothing })
  })

  it('counts two sessions of a day as one active day', async () => {
    const ada = await app.newAthlete()
    await log(ada, { completedAt: '2026-09-14T07:00:00Z', durationSec: 600 })
    await log(ada, { completedAt: '2026-09-14T09:00:00Z', durationSec: 600 })

    expect((await getSummary(ada)).body).toMatchObject({ completed: 2, activeDays: 1 })
  })

  it('knows the first and last training beyond the period, so that an old history is found', async () => {
    const ada = await app.newAthlete()
    await log(ada, { completedAt: '2021-03-01T17:00:00Z' })
    await log(ada, { completedAt: '2021-06-01T17:00:00Z' })

    const recent = await getSummary(ada, { from: '2026-06-22' })
    const other = await getSummary(ada, { category: 'mobility' })

    expect(recent.body).toMatchObject({
      completed: 0,
      firstOn: '2021-03-01',
      lastOn: '2021-06-01',
    })
    expect(other.body).toMatchObject({ firstOn: null, lastOn: null })
  })

  it('counts a missed session as 0 and leaves out sessions not due, cancelled or deleted', async () => {
    const ada = await app.newAthlete()
    const due = (plannedFor: string) => plan(ada, { plannedFor })
    await due('2026-09-14T10:00:00Z')
    await due('2026-09-16T18:00:00Z')
    await due('2026-09-20T10:00:00Z')
    await cancel(ada, await due('2026-09-13T10:00:00Z'))
    await remove(ada, await due('2026-09-12T10:00:00Z'))
    await complete(ada, await due('2026-09-16T09:00:00Z'), { durationSec: 600 })

    const { body } = await getSummary(ada, { to: '2026-09-30' })

    expect(body).toMatchObject({ completed: 1, planned: 2, adherence: 50 })
  })

  it('gives a completed plan without sets an adherence of 100', async () => {
    const ada = await app.newAthlete()
    const id = await create(ada, {
      title: 'Yoga',
      plannedFor: '2026-09-15T10:00:00Z',
      exercises: [{ name: 'Yoga', type: 'mobility' }],
    })
    await complete(ada, id, { durationSec: 3600 })

    expect((await getSummary(ada)).body).toMatchObject({ planned: 1, adherence: 100 })
  })

  it('counts a session on the day it was done, and as due on the day it was planned', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, { plannedFor: '2026-09-08T10:00:00Z' })
    await complete(ada, id, { durationSec: 600 })

    const before = await getSummary(ada, { to: '2026-09-15' })
    const today = await getSummary(ada, { from: '2026-09-16' })

    expect(before.body).toMatchObject({ completed: 0, planned: 1, adherence: 100 })
    expect(today.body).toMatchObject({ completed: 1, planned: 0, adherence: null })
  })

  it('sums up more repetitions than fit into 32 bits', async () => {
    const ada = await app.newAthlete()
    const blocks = Array.from({ length: 50 }, () => ({ sets: 100, reps: 10_000 }))
    const exercises = Array.from({ length: 20 }, () => ({ name: 'Claim', actual: blocks }))
    for (let n = 0; n < 3; n += 1) await log(ada, {}, { exercises })

    const [summary, charts] = [await getSummary(ada), await getCharts(ada)]

    expect(summary.body.reps).toBe(3_000_000_000)
    expect(charts.body.buckets.at(-1).reps).toBe(3_000_000_000)
  })

  it('ignores other users’ sessions', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await trainTwice(bob)

    expect((await getSummary(ada)).body).toMatchObject({ completed: 0, planned: 0 })
  })
})

describe('GET /progress/charts', () => {
  it.each([
    ['week', 12, '2026-06-29', '2026-09-14'],
    ['month', 12, '2025-10-01', '2026-09-01'],
    ['year', 5, '2022-01-01', '2026-01-01'],
  ] as const)('charts every metric by %s', async (interval, length, first, last) => {
    const ada = await app.newAthlete()
    await trainTwice(ada)

    const { body } = await getCharts(ada, { interval })

    expect(body).toMatchObject({ interval, from: first, to: '2026-09-16' })
    expect(body.buckets).toHaveLength(length)
    expect(body.buckets[0]).toEqual({ on: first, ...nothing })
    expect(body.buckets.at(-1)).toEqual({ on: last, ...both })
  })

  it('charts by week by default', async () => {
    const ada = await app.newAthlete()

    expect((await getCharts(ada)).body).toEqual((await getCharts(ada, { interval: 'week' })).body)
  })

  it.each([
    [
      'week',
      ['2026-08-31', '2026-09-07', '2026-09-14'],
      ['2026-09-06T12:00:00Z', '2026-09-07T12:00:00Z', '2026-09-14T12:00:00Z'],
    ],
    [
      'month',
      ['2026-02-01', '2026-03-01', '2026-04-01'],
      ['2026-02-28T12:00:00Z', '2026-03-01T12:00:00Z', '2026-04-30T12:00:00Z'],
    ],
    [
      'year',
      ['2024-01-01', '2025-01-01', '2026-01-01'],
      ['2024-12-31T12:00:00Z', '2025-01-01T12:00:00Z', '2026-01-01T12:00:00Z'],
    ],
  ] as const)('puts each session into its %s', async (interval, days, times) => {
    const ada = await app.newAthlete()
    for (const [index, completedAt] of times.entries())
      await log(ada, { completedAt, durationSec: 60 * (index + 1) })

    const charted = await buckets(ada, {
      interval,
      from: times[0].slice(0, 10),
      to: times[2].slice(0, 10),
    })

    expect(charted.map(({ on, durationSec }) => [on, durationSec])).toEqual(
      days.map((day, index) => [day, 60 * (index + 1)]),
    )
  })

  it.each([
    ['category', { category: 'strength' }, strength],
    ['category', { category: 'cardio' }, running],
    ['visibility', { visibility: 'private' }, strength],
    ['visibility', { visibility: 'public' }, running],
    ['last day', { to: '2026-09-14' }, strength],
  ] as const)('narrows by %s: %j', async (_, query, sums) => {
    const ada = await app.newAthlete()
    await trainTwice(ada)

    const charted = await buckets(ada, query)

    expect(charted.at(-1)).toEqual({ on: '2026-09-14', ...sums })
  })

  it('charts due sessions and their adherence', async () => {
    const ada = await app.newAthlete()
    await plan(ada, { plannedFor: '2026-09-08T10:00:00Z' })
    await plan(ada, { plannedFor: '2026-09-14T10:00:00Z' })
    const met = await plan(ada, { plannedFor: '2026-09-15T10:00:00Z' })
    await complete(ada, met, { durationSec: 600 })

    const charted = await buckets(ada)

    expect(charted.slice(-3)).toMatchObject([
      { on: '2026-08-31', completed: 0, planned: 0, adherence: null },
      { on: '2026-09-07', completed: 0, planned: 1, adherence: 0 },
      { on: '2026-09-14', completed: 1, planned: 2, adherence: 50, volume: 1500 },
    ])
  })

  it('begins with the interval that contains the first day', async () => {
    const ada = await app.newAthlete()
    await log(ada, { completedAt: '2026-09-07T09:00:00Z', durationSec: 600 })

    const { body } = await getCharts(ada, { from: '2026-09-10' })

    expect(body).toMatchObject({ from: '2026-09-07', buckets: [{ completed: 1 }, {}] })
  })

  it('charts 520 intervals and no more', async () => {
    const ada = await app.newAthlete()

    const most = await getCharts(ada, { from: '2016-10-03', interval: 'week' })
    const tooMany = await getCharts(ada, { from: '2016-10-02', interval: 'week' })

    expect(most.body.buckets).toHaveLength(520)
    expect(tooMany.status).toBe(422)
    expect(tooMany.body.error).toMatchObject({
      code: 'UNPROCESSABLE',
      message: 'The period is too long: 520 intervals at most.',
      details: [{ path: 'query.from' }],
    })
  })

  it.each([
    { interval: 'day' },
    { category: 'chess' },
    { visibility: 'friends' },
    { from: 'yesterday' },
    { to: '2026-02-30' },
    { metric: 'volume' },
  ])('refuses %j', async (query) => {
    const ada = await app.newAthlete()

    const answer = await getCharts(ada, query as Charts)

    expect(answer.status).toBe(400)
    expect(answer.body.error.code).toBe('VALIDATION_ERROR')
  })
})

describe('planned and done training', () => {
  /** Plans a week with a completed, a moved, a partial, a missed and a cancelled session. */
  async function trainForAWeek(athlete: Athlete) {
    const at = (day: number) => ({ plannedFor: `2026-09-${day}T08:00:00Z` })
    const done = { completedAt: '2026-09-15T09:00:00Z', durationSec: 1_200 }
    await complete(athlete, await plan(athlete, at(15)), done)
    await complete(athlete, await plan(athlete, at(14)), done)
    const half = await plan(athlete, at(15))
    const sessionExerciseId = await exerciseOf(athlete, half)
    const actuals = [{ sessionExerciseId, sets: 1, reps: 7, load: 100 }]
    await complete(athlete, half, { ...done, actuals })
    await plan(athlete, at(14))
    await plan(athlete, at(17))
    await cancel(athlete, await plan(athlete, at(14)))
    await log(athlete, done)
  }

  const week = {
    completed: 4,
    planned: 4,
    volume: 5_200,
    sets: 10,
    reps: 52,
    // (100 + 100 + 47 + 0) ÷ 4
    adherence: 62,
    met: { completed: 1, moved: 1, partial: 1, skipped: 1 },
    // 730 s for a warm-up (40 s + 90 s rest) and three sets (20 s + 180 s rest each).
    plannedTotals: { volume: 6_000, distance: 0, durationSec: 2_920, sets: 12, reps: 60 },
  }

  it('is summed up and charted', async () => {
    const ada = await app.newAthlete()
    await trainForAWeek(ada)

    expect((await getSummary(ada)).body).toMatchObject(week)
    expect((await buckets(ada)).at(-1)).toMatchObject({ on: '2026-09-14', ...week })
  })

  it('follows changed and recurring plans', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, { plannedFor: '2026-09-15T08:00:00Z' })
    await update(ada, id, {
      exercises: [{ name: 'Run', metric: 'distance_duration', planned: { distance: 5_000 } }],
    })
    await plan(ada, {
      plannedFor: '2026-09-14T08:00:00Z',
      recurrenceRule: 'FREQ=DAILY;COUNT=2',
      exercises: [{ name: 'Squat', planned: { sets: 2, reps: 5, load: 50 } }],
    })

    expect((await getSummary(ada)).body.plannedTotals).toEqual({
      volume: 1_000,
      distance: 5_000,
      durationSec: 1_800 + 2 * 220,
      sets: 5,
      reps: 20,
    })
  })
})

describe('progress in Auckland, where midnight is at noon UTC', () => {
  it('counts local days and weeks', async () => {
    // Sunday the 13th until 12:00, then Monday the 14th.
    app.setTime('2026-09-13T12:30:00Z')
    const aroha = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    await log(aroha, { completedAt: '2026-09-13T11:59:00Z', durationSec: 600 })
    await log(aroha, { completedAt: '2026-09-13T12:20:00Z', durationSec: 1200 })

    const [all, monday, charted] = [
      await getSummary(aroha),
      await getSummary(aroha, { from: '2026-09-14' }),
      await buckets(aroha),
    ]

    expect(all.body).toMatchObject({ to: '2026-09-14', completed: 2, activeDays: 2 })
    expect(monday.body).toMatchObject({ completed: 1, durationSec: 1200, points: 10 })
    expect(charted.slice(-2)).toMatchObject([
      { on: '2026-09-07', completed: 1, durationSec: 600 },
      { on: '2026-09-14', completed: 1, durationSec: 1200 },
    ])
  })

  it('counts a session as missed when its local day is over', async () => {
    app.setTime('2026-09-13T11:55:00Z')
    const aroha = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    await plan(aroha, { plannedFor: '2026-09-13T05:00:00Z' })
    const evening = await getSummary(aroha)
    app.passSeconds(300)

    const nextDay = await getSummary(aroha)

    expect(evening.body).toMatchObject({ to: '2026-09-13', planned: 0, adherence: null })
    expect(nextDay.body).toMatchObject({ to: '2026-09-14', planned: 1, adherence: 0 })
  })

  it('assigns a session to its day in the time zone of the session', async () => {
    const aroha = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    // 14:00 on the 14th in Berlin, 00:00 on the 15th in Auckland.
    await log(
      aroha,
      { completedAt: '2026-09-14T12:00:00Z', durationSec: 600 },
      { timezone: 'Europe/Berlin' },
    )

    const { body } = await getSummary(aroha, { from: '2026-09-14', to: '2026-09-14' })

    expect(body).toMatchObject({ completed: 1, activeDays: 1 })
  })
})

describe('a period that ends before it begins', () => {
  it('is refused', async () => {
    const ada = await app.newAthlete()
    const query = { from: '2026-09-02', to: '2026-09-01' }

    const answers = [await getSummary(ada, query), await getCharts(ada, query)]

    expect(answers.map(({ status }) => status)).toEqual([422, 422])
    for (const { body } of answers)
      expect(body.error).toMatchObject({
        message: 'The period ends before it starts.',
        details: [{ path: 'query.to' }],
      })
  })
})

describe('progress without a login', () => {
  it('returns 401', async () => {
    const visitor = app.visitor()

    const answers = [
      await visitor.call(progressApi.getSummary, {}),
      await visitor.call(progressApi.getCharts, {}),
    ]

    expect(answers.map(({ status }) => status)).toEqual([401, 401])
  })
})
