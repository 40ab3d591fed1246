import {
  authApi,
  badgesApi,
  calendarApi,
  exercisesApi,
  feedApi,
  leaderboardApi,
  peopleApi,
  pointsApi,
  progressApi,
  recordsApi,
  seriesApi,
  sessionsApi,
  usersApi,
  type Endpoint,
} from '@fitvibe/contract'
import { beforeAll, describe, expect, it } from 'vitest'

import { useTestApp, type TestApp } from '../../../tests/testApp.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/knex.ts'
import { idOf } from '../../utils/ids.ts'
import * as demoService from './demo.service.ts'
import { writeScript } from './script.rules.ts'

const [app, interrupted, lived, strangers, off, production, external] = [
  useTestApp(),
  useTestApp(),
  useTestApp(),
  useTestApp(),
  useTestApp({ hasDemo: false }),
  useTestApp({ isProduction: true }),
  useTestApp({ databaseUrl: 'postgres://elsewhere' }),
]

const LOGIN = { login: 'demo', password: 'Train-with-me-2026' }

const MINE = {
  title: 'Mine',
  exercises: [{ name: 'Squat', actual: { sets: 3, reps: 5, load: 100 } }],
  completed: {},
}

const SQUAT = idOf('library:barbell-squat')

async function start(app: TestApp) {
  const credentials = await demoService.ensure(app.ctx())
  await demoService.fillYear(app.ctx())
  return credentials
}

async function logIn(app: TestApp) {
  const visitor = app.visitor()
  const answer = await visitor.call(authApi.login, { body: LOGIN })
  expect(answer.status).toBe(200)
  return visitor
}

/** All sessions of all athletes, in a form that is equal on every machine. */
async function contentsOf(app: TestApp): Promise<unknown[]> {
  const { rows } = await app.ctx().db.raw<{ rows: unknown[] }>(/* sql */ `
    select u.username, s.title, s.status, s.planned_for, s.completed_at, s.points, s.volume_kg,
      s.distance_m, s.attribution_name, s.visibility
    from sessions s join users u on u.id = s.owner
    order by s.happens_at, u.username, s.title`)
  return rows
}

async function countOf(app: TestApp, table: string): Promise<number> {
  const [found] = await app.ctx().db(table).count<{ count: string }[]>()
  return Number(found?.count)
}

/** The contents after an undisturbed start. */
let original: unknown[]

beforeAll(async () => {
  await start(app)
  original = await contentsOf(app)
})

describe('the demo account of a new database', () => {
  let demo: Awaited<ReturnType<typeof logIn>>

  beforeAll(async () => {
    demo = await logIn(app)
  })

  const pages: [string, Endpoint, object?][] = [
    ['sessions', sessionsApi.listSessions],
    ['upcoming sessions', sessionsApi.listSessions, { query: { status: 'planned' } }],
    ['cancelled sessions', sessionsApi.listSessions, { query: { status: 'canceled' } }],
    ['series', seriesApi.listSeries],
    ['a public feed', feedApi.listFeed],
    ['a feed of followed athletes', feedApi.listFeed, { query: { scope: 'following' } }],
    ['points', pointsApi.listPoints],
    ['a leaderboard', leaderboardApi.getLeaderboard],
    ['personal records', recordsApi.listRecords],
    ['records of an exercise', recordsApi.getExerciseRecords, { params: { id: SQUAT } }],
    ['a history of an exercise', recordsApi.listExerciseHistory, { params: { id: SQUAT } }],
    ['charts', progressApi.getCharts],
    ['trained muscles', recordsApi.getMuscles],
    ['followers', peopleApi.listFollowers],
    ['followed athletes', peopleApi.listFollowing],
    ['a request that waits', peopleApi.listRequests],
  ]

  it.each(pages)('has %s', async (_, endpoint, call = {}) => {
    const { status, body } = await demo.call(endpoint, call)

    expect(status).toBe(200)
    const shown = body.items ?? body.records ?? body.buckets ?? body.weeks[0].muscles
    expect(shown.length).toBeGreaterThan(0)
  })

  it('looks like a year of training that ended yesterday or the day before', async () => {
    const summary = await demo.call(progressApi.getSummary, { query: { from: '2025-09-07' } })
    const streak = await demo.call(progressApi.getStreak, {})
    const newest = await demo.call(sessionsApi.listSessions, { query: { status: 'completed' } })
    const badges = await demo.call(badgesApi.listBadges, {})

    expect(summary.body.completed).toBeGreaterThan(190)
    expect(streak.body.current).toBeGreaterThan(26)
    expect(newest.body.items[0].completedAt >= '2026-09-05').toBe(true)
    expect(newest.body.items[0].completedAt < '2026-09-07').toBe(true)
    const earned = badges.body.items.filter(({ earnedAt }: { earnedAt: unknown }) => earnedAt)
    expect(earned.length).toBeGreaterThan(6)
    expect(earned.length).toBeLessThan(badges.body.items.length)
  })

  it('feeds a calendar', async () => {
    const { body } = await demo.call(calendarApi.renewCalendar, {})
    const { pathname } = new URL(body.url)

    expect((await app.http().get(pathname)).text).toContain('SUMMARY:Full body A')
  })

  it('credits the athletes whose sessions were cloned', async () => {
    const { body } = await demo.call(feedApi.listFeed, { query: { limit: 50 } })
    const names = body.items.flatMap(
      ({ attribution }: { attribution: { name: string } | null }) => attribution?.name ?? [],
    )

    expect(names.toSorted()).toEqual(['Mara', 'demo'])
  })

  it('is shown to visitors without a login', async () => {
    const { body } = await app.visitor().call(feedApi.listFeed, {})

    expect(body.items.length).toBeGreaterThan(10)
    expect(body.items[0].completedAt >= '2026-09-05').toBe(true)
  })

  it('shows visitors the sessions of several athletes', async () => {
    const { body } = await app.visitor().call(feedApi.listFeed, {})
    const authors = body.items.map(
      ({ author }: { author: { username: string } }) => author.username,
    )

    expect(new Set(authors).size).toBeGreaterThanOrEqual(3)
  })

  it('has a body weight for every other week of the year, and loses some', async () => {
    const { body } = await demo.call(usersApi.listMyHistory, { query: { pageSize: 100 } })
    const weights = body.items.flatMap(({ weight }: { weight: number | null }) => weight ?? [])

    expect(weights.length).toBeGreaterThanOrEqual(20)
    expect(weights[0]).toBeLessThan(weights.at(-1) - 2)
  })

  it('has exercises under the names of the library', async () => {
    const { body } = await demo.call(exercisesApi.getExercise, { params: { id: SQUAT } })
    const list = await demo.call(recordsApi.listRecords, {})

    expect(list.body.items.map(({ name }: { name: string }) => name)).toContain(body.name)
  })

  it('gains nothing at a second start', async () => {
    expect(await start(app)).toEqual({ username: 'demo', password: 'Train-with-me-2026' })

    expect(await contentsOf(app)).toEqual(original)
  })

  it('has the points, badges and personal records that a correction computes', async () => {
    const { db } = app.ctx()
    const completed = await db('sessions as s')
      .join('users as u', 'u.id', 's.owner')
      .where({ 'u.username': 'demo', 's.status': 'completed' })
      .orderBy('s.completed_at')
      .select('s.id')
    const before = await consequences()

    for (const { id } of completed.filter((_, index) => index % 10 === 0)) {
      const { body } = await demo.call(sessionsApi.getSession, { params: { id } })
      const actuals = body.exercises.flatMap(
        (exercise: { id: string; actual: Record<string, unknown>[] }) =>
          exercise.actual.map((work) => ({ ...work, sessionExerciseId: exercise.id })),
      )
      const answer = await demo.call(sessionsApi.updateSession, {
        params: { id },
        body: { actuals },
      })
      expect(answer.status).toBe(200)
    }

    expect(await consequences()).toEqual(before)
    const ledger = await db('user_points').sum('points as sum').first()
    const sessions = await db('sessions').sum('points as sum').first()
    expect(Number(ledger?.['sum'])).toBe(Number(sessions?.['sum']))

    async function consequences() {
      const records = await demo.call(recordsApi.listRecords, { query: { pageSize: 100 } })
      return {
        sessions: await contentsOf(app),
        records: records.body.items,
        badges: await db('badges').orderBy(['owner', 'badge_type']).select(),
      }
    }
  })
})

describe('a start that was interrupted', () => {
  it('continues at the next start, to the same contents', async () => {
    const ctx = interrupted.ctx()
    await demoService.ensure(ctx)
    for (const afterIds of [200, 600]) {
      let ids = 0
      const failing = {
        ...ctx,
        newId: () => {
          if ((ids += 1) > afterIds) throw new Error('killed')
          return ctx.newId()
        },
      }
      await expect(demoService.fillYear(failing)).rejects.toThrow('killed')
    }
    const half = (await contentsOf(interrupted)).length

    interrupted.setTime('2026-09-08T10:00:00Z')
    await start(interrupted)

    const whole = await contentsOf(interrupted)
    expect(half).toBeGreaterThan(20)
    expect(half).toBeLessThan(whole.length)
    expect(whole).toEqual(original)
  })
})

describe('while the account is filled', () => {
  /** A context whose transactions stay open until `beforeCommit` is done. */
  function held(ctx: Context, beforeCommit: () => Promise<void>): Context {
    const transaction = async <T>(work: (db: Db) => Promise<T>) =>
      ctx.db.transaction(async (db) => {
        const result = await work(db)
        await beforeCommit()
        return result
      })
    const db = new Proxy(ctx.db, {
      get: (target, key) => (key === 'transaction' ? transaction : Reflect.get(target, key)),
    })
    return { ...ctx, db }
  }

  const reads: [Endpoint, object][] = [
    [authApi.refresh, {}],
    [usersApi.getMe, {}],
    [sessionsApi.listSessions, {}],
    [feedApi.listFeed, {}],
    [progressApi.getSummary, { query: { from: '2025-09-07' } }],
    [progressApi.getCharts, {}],
    [recordsApi.listRecords, {}],
  ]

  it('serves logins, reads and new sessions of the user during open transactions', async () => {
    await demoService.ensure(lived.ctx())
    const script = writeScript('2026-09-07')
    const statuses = new Map<string, number[]>()
    let taken = 0
    let logged = 0
    const beforeCommit = async () => {
      const { athlete, kind } = script[taken] ?? { kind: 'none' }
      taken += 1
      if (athlete === 'demo' ? statuses.has(kind) : logged > 0) return
      const demo = lived.visitor()
      const answers = [await demo.call(authApi.login, { body: LOGIN })]
      for (const [endpoint, call] of reads) answers.push(await demo.call(endpoint, call))
      const own = [...new Set(answers.map(({ status }) => status))]
      if (athlete === 'demo') statuses.set(kind, own)
      else logged = (await demo.call(sessionsApi.createSession, { body: MINE })).status
    }

    await demoService.fillYear(held(lived.ctx(), beforeCommit))

    const kinds = ['accept', 'cancel', 'clone', 'complete', 'follow', 'log', 'plan', 'profile']
    const expected = [...kinds, 'share'].map((kind) => [kind, [200]])
    expect(Object.fromEntries(statuses)).toEqual(Object.fromEntries(expected))
    expect(logged).toBe(201)
    expect((await contentsOf(lived)).length).toBe(original.length + 1)
  })
})

describe('there is no demo', () => {
  it('in a database that has an account', async () => {
    await strangers.newAthlete()
    await start(strangers)

    expect(await contentsOf(strangers)).toEqual([])
    expect(await countOf(strangers, 'users')).toBe(2)
  })

  it('if FITVIBE_DEMO is false: the demo account stays empty', async () => {
    expect(await start(off)).toBeDefined()

    expect(await contentsOf(off)).toEqual([])
    expect(await countOf(off, 'users')).toBe(1)
  })

  it.each([
    ['in production', production],
    ["in a database of the operator's own", external],
  ])('%s, and no account', async (_, app) => {
    expect(await start(app)).toBeUndefined()

    expect(await countOf(app, 'users')).toBe(0)
  })
})
