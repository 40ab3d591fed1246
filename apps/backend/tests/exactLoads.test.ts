import { randomUUID } from 'node:crypto'

import knex, { type Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import * as exactLoads from '../src/db/migrations/202611291150__exact_loads.ts'
import { query, urlOf } from './templateDatabase.ts'

interface Athlete {
  readonly owner: string
  readonly session: string
  readonly exercise: string
}

describe('the migration to exact loads', () => {
  const state = {} as { db: Knex; inPounds: Athlete; inKg: Athlete }

  beforeAll(async () => {
    const name = `loads_${randomUUID().replaceAll('-', '')}`
    const admin = inject('adminUrl')
    await query(admin, `create database ${name} template ${inject('template')}`)
    state.db = knex({ client: 'pg', connection: urlOf(admin, name), pool: { min: 0, max: 1 } })
    await state.db.transaction((db) => exactLoads.down(db))
    state.inPounds = await insertAthlete(state.db, 'lb')
    state.inKg = await insertAthlete(state.db, 'kg')
    await state.db.transaction((db) => exactLoads.up(db))
  })
  afterAll(() => state.db.destroy())

  /** The lowest load that pounds and kg can both mean is 2.75 lb, stored as 1.25 kg. */
  it('restores what an athlete typed in pounds', async () => {
    expect(await loadsOf(state.db, state.inPounds)).toEqual({
      actual: ['9.6388378625', '102.1716813425', '1.2473790175', '20', '60'],
      planned: ['9.6388378625'],
      template: [9.6388378625],
    })
  })

  it('leaves what an athlete typed in kg, and restores pounds that were imported', async () => {
    expect(await loadsOf(state.db, state.inKg)).toEqual({
      actual: ['9.6388378625', '102.1716813425', '1.25', '20.00', '60.00'].map(plain),
      planned: ['9.6388378625'],
      template: [9.6388378625],
    })
  })

  it('derives sums and bests from the restored loads', async () => {
    const { owner, session, exercise } = state.inPounds
    const [sums] = await state
      .db('sessions')
      .where({ owner, id: session })
      .select('volume_kg', 'planned_volume_kg')
    const [bests] = await state
      .db('session_exercises')
      .where({ owner, id: exercise })
      .select('best_load_kg', 'rep_loads', 'epley_kg', 'volume_kg')

    // 5 × (21.25 + 225.25 + 2.75 lb + 20 kg + 60 kg), of which the second is a single repetition.
    expect(Number(sums.volume_kg)).toBeCloseTo(
      5 * 9.6388378625 + 102.1716813425 + 5 * 1.2473790175 + 5 * 20 + 5 * 60,
      5,
    )
    expect(Number(sums.planned_volume_kg)).toBeCloseTo(15 * 9.6388378625, 5)
    expect(bests).toMatchObject({
      best_load_kg: '102.1716813425',
      epley_kg: '102.1716813425',
      volume_kg: sums.volume_kg,
    })
    expect(bests.rep_loads.map(Number)).toEqual([102.1716813425, 60])
  })
})

const plain = (load: string) => String(Number(load))

async function loadsOf(db: Knex, { owner, exercise }: Athlete) {
  const listed = async (table: string) => {
    const rows: { load_kg: string }[] = await db(table)
      .where({ owner, session_exercise_id: exercise })
      .orderBy('position')
      .select('load_kg')
    return rows.map(({ load_kg: load }) => plain(load))
  }
  const [series] = await db('series').where({ owner }).select('template')
  return {
    actual: await listed('actual_exercise_attributes'),
    planned: await listed('planned_exercise_attributes'),
    template: (series.template.exercises as { planned: { load: number }[] }[]).flatMap(
      ({ planned }) => planned.map(({ load }) => load),
    ),
  }
}

/** Inserts an athlete with one session, as hundredths of a kg. */
async function insertAthlete(db: Knex, unit: string): Promise<Athlete> {
  const [owner, session, exercise] = [randomUUID(), randomUUID(), randomUUID()]
  const now = new Date('2026-09-07T10:00:00Z')
  await db('users').insert({
    id: owner,
    username: `a${owner.slice(0, 8)}`,
    password_hash: 'x',
    status: 'active',
    timezone: 'UTC',
    created_at: now,
  })
  await db('user_state_history').insert({ owner, id: randomUUID(), unit, recorded_at: now })
  await db('sessions').insert({
    owner,
    id: session,
    title: 'Legs',
    status: 'completed',
    timezone: 'UTC',
    created_at: now,
    started_at: new Date('2026-09-07T09:00:00Z'),
    completed_at: now,
    duration_seconds: 3_600,
    trained_on: '2026-09-07',
    volume_kg: 556.57,
    planned_volume_kg: 144.6,
    points: 0,
  })
  await db('session_exercises').insert({
    owner,
    id: exercise,
    session_id: session,
    position: 0,
    name: 'Squat',
    metric: 'weight_reps',
    done_at: now,
    done_sets: 5,
    best_load_kg: 102.17,
    rep_loads: [102.17, 60],
    rep_counts: [1, 5],
    epley_kg: 102.17,
    epley_position: 1,
    volume_kg: 556.57,
  })
  const set = { owner, session_exercise_id: exercise }
  await db('actual_exercise_attributes').insert([
    { ...set, position: 0, reps: 5, load_kg: 9.64 },
    { ...set, position: 1, reps: 1, load_kg: 102.17 },
    { ...set, position: 2, reps: 5, load_kg: 1.25 },
    { ...set, position: 3, reps: 5, load_kg: 20 },
    { ...set, position: 4, reps: 5, load_kg: 60 },
  ])
  await db('planned_exercise_attributes').insert({
    ...set,
    position: 0,
    sets: 3,
    reps: 5,
    load_kg: 9.64,
  })
  await db('series').insert({
    owner,
    id: randomUUID(),
    rule: 'FREQ=WEEKLY',
    timezone: 'UTC',
    start_on: '2026-09-07',
    start_time: '18:00',
    template: JSON.stringify({
      title: 'Legs',
      exercises: [{ name: 'Squat', planned: [{ reps: 5, load: 9.64 }] }],
    }),
    created_at: now,
  })
  return { owner, session, exercise }
}
