import { randomUUID } from 'node:crypto'

import knex, { type Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import * as measurements from '../src/db/migrations/202611292010__measurements.ts'
import { query, urlOf } from './templateDatabase.ts'

describe('the migration to measurements', () => {
  const state = {} as { db: Knex }

  beforeAll(async () => {
    const name = `measurements_${randomUUID().replaceAll('-', '')}`
    const admin = inject('adminUrl')
    await query(admin, `create database ${name} template ${inject('template')}`)
    state.db = knex({ client: 'pg', connection: urlOf(admin, name), pool: { min: 0, max: 1 } })
    await state.db.transaction((db) => measurements.down(db))
  })
  afterAll(() => state.db.destroy())

  it('moves the body weights of profiles to local days, the last one of a day', async () => {
    const owner = randomUUID()
    await state.db('users').insert({
      id: owner,
      username: 'kiri',
      status: 'active',
      role: 'user',
      password_hash: 'x',
      created_at: new Date('2026-01-01T00:00:00Z'),
      timezone: 'Pacific/Auckland',
    })
    const states: [string, number | null][] = [
      ['2026-01-01T00:00:00Z', null],
      ['2026-03-01T10:59:00Z', 80],
      ['2026-03-01T11:01:00Z', 81.5],
      ['2026-03-01T20:00:00Z', 81.25],
      // Another change of the profile is no weighing.
      ['2026-04-01T00:00:00Z', 81.25],
    ]
    await state.db('user_state_history').insert(
      states.map(([at, weight]) => ({
        owner,
        id: randomUUID(),
        weight_kg: weight,
        recorded_at: at,
      })),
    )

    await state.db.transaction((db) => measurements.up(db))

    const rows = await state
      .db('measurements')
      .where({ owner })
      .orderBy('measured_on')
      .select('kind', 'value', state.db.raw('measured_on::text as "on"'))
    expect(rows.map(({ kind, on, value }) => [kind, on, value])).toEqual([
      ['bodyWeight', '2026-03-01', '80'],
      ['bodyWeight', '2026-03-02', '81.25'],
    ])
  })
})
