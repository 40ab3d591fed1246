import knex, { type Knex } from 'knex'
import { expect, it } from 'vitest'

import { library } from '../src/db/library.ts'
import * as languages from '../src/db/migrations/202611291200__languages.ts'
import { useTestApp } from './testApp.ts'

const app = useTestApp()

/** Undoes and repeats the migration in a transaction that is rolled back. */
async function withDatabase(work: (db: Knex) => Promise<void>): Promise<void> {
  const db = knex({ client: 'pg', connection: app.databaseUrl() })
  const transaction = await db.transaction()
  try {
    await work(transaction)
  } finally {
    await transaction.rollback()
    await db.destroy()
  }
}

/** The languages that had columns before the migration. */
const MOVED = ['en', 'de']

const textsOf = async (db: Knex) => ({
  names: await db('library_exercise_names')
    .whereIn('language', MOVED)
    .orderBy(['exercise_id', 'language']),
  descriptions: await db('lookup_descriptions')
    .whereIn('language', MOVED)
    .orderBy(['lookup', 'code', 'language']),
  users: await db('users').select('id', 'preferred_lang').orderBy('id'),
})

it('keeps library names, descriptions and languages down and up again', async () => {
  const ada = await app.newAthlete()

  await withDatabase(async (db) => {
    await db('users').where({ id: ada.id }).update({ preferred_lang: 'de' })
    const before = await textsOf(db)

    await languages.down(db)

    const squat = await db('library_exercises').where({ slug: 'barbell-squat' }).first()
    expect(squat).toMatchObject({
      name_en: 'Squat',
      name_de: expect.stringMatching(/Knieb/),
    })
    expect(await db('muscles').where({ code: 'chest' })).toEqual([
      { code: 'chest', description_en: 'Chest', description_de: 'Brust' },
    ])

    await languages.up(db)

    expect(await textsOf(db)).toEqual(before)
    expect(before.names).toHaveLength(MOVED.length * library.length)
  })
})

it('takes a new language without a migration and rejects anything that is no language', async () => {
  const ada = await app.newAthlete()
  const setLanguage = (code: string) =>
    app.ctx().db('users').where({ id: ada.id }).update({ preferred_lang: code })

  await setLanguage('fr')

  await expect(setLanguage('french')).rejects.toThrow('language_code')
})
