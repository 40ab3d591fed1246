import { randomUUID } from 'node:crypto'

import knex, { type Knex } from 'knex'
import { describe, expect, it } from 'vitest'

import * as nameKeys from '../src/db/migrations/202611291131__exercise_name_keys.ts'
import * as links from '../src/db/migrations/202611291132__exercise_links.ts'
import { useTestApp } from './testApp.ts'
import { log } from './training.ts'

const app = useTestApp()

/** Runs `fill` on the schema before the migrations, migrates, and reads; all of it is rolled back. */
async function migrated<T>(
  fill: (db: Knex) => Promise<unknown>,
  read: (db: Knex) => Promise<T>,
): Promise<T> {
  const db = knex({ client: 'pg', connection: app.databaseUrl() })
  const transaction = await db.transaction()
  try {
    await links.down(transaction)
    await nameKeys.down(transaction)
    await fill(transaction)
    await nameKeys.up(transaction)
    await links.up(transaction)
    return await read(transaction)
  } finally {
    await transaction.rollback()
    await db.destroy()
  }
}

const exercise = (owner: string, name: string, createdAt: string) => ({
  owner,
  id: randomUUID(),
  name,
  metric: 'reps',
  search: '',
  created_at: createdAt,
})

describe('the migration to one form of names', () => {
  it('merges exercises whose names differ in form only, with their sessions and series', async () => {
    const ada = await app.newAthlete()
    await log(
      ada,
      { completedAt: '2026-09-01T10:00:00Z' },
      { exercises: [{ name: 'Any', actual: { reps: 5 } }] },
    )
    const kept = exercise(ada.id, '\u00DCbung eins', '2026-01-01')
    const doubled = exercise(ada.id, 'U\u0308bung  eins', '2026-02-01')
    const template = { exercises: [{ exerciseId: doubled.id, name: 'x' }] }
    const start = { start_on: '2026-09-07', start_time: '18:00', timezone: 'Europe/Berlin' }

    const after = await migrated(
      async (db) => {
        await db('exercises').insert([kept, doubled])
        await db('session_exercises').where({ owner: ada.id }).update({ exercise_id: doubled.id })
        await db('series').insert({
          owner: ada.id,
          id: randomUUID(),
          rule: 'FREQ=WEEKLY',
          template: JSON.stringify(template),
          created_at: '2026-02-01',
          ...start,
        })
      },
      async (db) => ({
        exercises: await db('exercises').where({ owner: ada.id }).select('id', 'search'),
        entries: await db('session_exercises').where({ owner: ada.id }).select('exercise_id'),
        series: await db('series').where({ owner: ada.id }).select('template'),
      }),
    )

    expect(after).toEqual({
      exercises: [{ id: kept.id, search: 'ubung eins' }],
      entries: [{ exercise_id: kept.id }],
      series: [{ template: { exercises: [{ exerciseId: kept.id, name: 'x' }] } }],
    })
  })

  it('gives entries whose names differ in form only the same exercise', async () => {
    const ada = await app.newAthlete()
    const logNamed = (name: string) =>
      log(
        ada,
        { completedAt: '2026-09-01T10:00:00Z' },
        { exercises: [{ name, actual: { reps: 5 } }] },
      )
    await logNamed('One')
    await logNamed('Two')

    const keys = await migrated(
      async (db) => {
        const entries = () => db('session_exercises').where({ owner: ada.id })
        await entries().where({ name: 'One' }).update({ name: 'Sled push' })
        await entries().where({ name: 'Two' }).update({ name: 'SLED\u00A0 push' })
      },
      (db) => db('session_exercises').where({ owner: ada.id }).distinct('exercise_key'),
    )

    expect(keys).toHaveLength(1)
  })
})
