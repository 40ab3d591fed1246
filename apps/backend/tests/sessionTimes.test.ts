import knex, { type Knex } from 'knex'
import { beforeEach, expect, it } from 'vitest'

import * as sessionTimes from '../src/db/migrations/202611291140__session_times.ts'
import { useTestApp, type Athlete } from './testApp.ts'
import { getSession, log } from './training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T18:00:00Z'))

/** Stores times as version 0.1.0 did, and migrates them. */
async function migrated(athlete: Athlete, times: Record<string, string | number>) {
  const id = await log(athlete, { startedAt: '2026-09-01T10:00:00Z' })
  const db = knex({ client: 'pg', connection: app.databaseUrl() })
  try {
    await sessionTimes.down(db)
    await db('sessions').where({ id }).update(times)
    await db('session_exercises').where({ session_id: id }).update({ done_at: times.completed_at })
    for (const table of ['user_points', 'badges'])
      await db(table).where({ session_id: id }).update({ earned_on: times.trained_on })
    await sessionTimes.up(db)
    return { id, days: await daysOf(db, id) }
  } finally {
    await db.destroy()
  }
}

async function daysOf(db: Knex, id: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { day: string }[] }>(
    `select earned_on::text as day from user_points where session_id = :id
    union all select earned_on::text from badges where session_id = :id
    union all select (done_at at time zone 'UTC')::date::text from session_exercises
      where session_id = :id`,
    { id },
  )
  return rows.map(({ day }) => day)
}

it.each<[string, Record<string, string | number>, object]>([
  [
    'ends a session after its length, however long ago it began',
    {
      started_at: '2026-08-18T18:00:00Z',
      completed_at: '2026-09-07T18:00:00Z',
      duration_seconds: 3_600,
      trained_on: '2026-09-07',
    },
    {
      startedAt: '2026-08-18T18:00:00.000Z',
      completedAt: '2026-08-18T19:00:00.000Z',
      trainedOn: '2026-08-18',
    },
  ],
  [
    'begins a session earlier that was longer than its times',
    {
      started_at: '2026-09-07T17:57:00Z',
      completed_at: '2026-09-07T18:00:00Z',
      duration_seconds: 3_600,
      trained_on: '2026-09-07',
    },
    {
      startedAt: '2026-09-07T17:00:00.000Z',
      completedAt: '2026-09-07T18:00:00.000Z',
      trainedOn: '2026-09-07',
    },
  ],
  [
    'estimates a length that was capped at two days',
    {
      started_at: '2026-08-18T18:00:00Z',
      completed_at: '2026-09-07T18:00:00Z',
      duration_seconds: 172_800,
      trained_on: '2026-09-07',
    },
    {
      startedAt: '2026-08-18T18:00:00.000Z',
      completedAt: '2026-08-18T18:05:30.000Z',
      trainedOn: '2026-08-18',
    },
  ],
])('%s', async (_, times, expected) => {
  const ada = await app.newAthlete()

  const { id, days } = await migrated(ada, times)

  const { body } = await getSession(ada, id)
  expect(body).toMatchObject(expected)
  expect(new Set(days)).toEqual(new Set([body.trainedOn]))
})

it('dates a session over midnight with the day it began, in its own time zone', async () => {
  const ada = await app.newAthlete()

  const { id, days } = await migrated(ada, {
    started_at: '2026-09-06T21:30:00Z',
    completed_at: '2026-09-06T22:30:00Z',
    duration_seconds: 3_600,
    trained_on: '2026-09-07',
  })

  expect((await getSession(ada, id)).body.trainedOn).toBe('2026-09-06')
  expect(new Set(days)).toEqual(new Set(['2026-09-06']))
})
