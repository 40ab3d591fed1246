import knex from 'knex'
import { afterAll, describe, expect, inject, it } from 'vitest'

import { urlOf } from '../../tests/templateDatabase.ts'
import catalogue from './columns.json' with { type: 'json' }
import { columns, tables } from './columns.ts'

const db = knex({ client: 'pg', connection: urlOf(inject('adminUrl'), inject('template')) })
afterAll(() => db.destroy())

async function namesOf(sql: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(sql)
  return rows.map(({ name }) => name)
}

const STORED = /* sql */ `
  select table_name || '.' || column_name as name from information_schema.columns
  where table_schema = 'public' and table_name not like 'knex%'`

/** Returns the faults of a catalogue of columns: what has no class, and what does not exist. */
function faultsOf(stored: readonly string[], classified: readonly string[]) {
  return {
    unclassified: stored.filter((name) => !classified.includes(name)),
    unknown: classified.filter((name) => !stored.includes(name)),
    twice: classified.filter((name, index) => classified.indexOf(name) !== index),
  }
}

const names = columns.map(({ table, column }) => `${table}.${column}`)
const SOUND = { unclassified: [], unknown: [], twice: [] }

describe('the catalogue of columns', () => {
  it('classifies each column of the migrated database once, and no other', async () => {
    expect(faultsOf(await namesOf(STORED), names)).toEqual(SOUND)
  })

  it('fails for a column without a class, and for a class without a column', async () => {
    const stored = await namesOf(STORED)

    expect(faultsOf([...stored, 'users.shoe_size'], names).unclassified).toEqual([
      'users.shoe_size',
    ])
    expect(faultsOf(stored, [...names, 'users.shoe_size']).unknown).toEqual(['users.shoe_size'])
  })

  it('gives each column a purpose and a retention that it explains', () => {
    const unexplained = columns.filter(
      ({ purpose, retention }) =>
        !(purpose in catalogue.purposes) || !(retention in catalogue.retentions),
    )
    expect(unexplained).toEqual([])
  })

  it('says how to erase the rows of each table with an owner', async () => {
    const owned = await namesOf(/* sql */ `
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'owner' order by 1`)

    const erased = owned.map((table) => tables.get(table)?.erase)
    expect(new Set(erased)).toEqual(new Set(['owner', 'last', 'pseudonym']))
    const ownerless = [...tables].filter(([name]) => !owned.includes(name))
    expect(ownerless.filter(([, { erase }]) => erase === 'owner')).toEqual([])
  })

  it('erases each table before those that its foreign keys name', async () => {
    const keys = await namesOf(/* sql */ `
      select conrelid::regclass || ' ' || confrelid::regclass as name from pg_constraint c
      join pg_class t on t.oid = c.conrelid join pg_namespace s on s.oid = t.relnamespace
      where contype = 'f' and s.nspname = 'public'`)
    const order = [...tables.keys()]

    const wrong = keys
      .map((key) => key.split(' ') as [string, string])
      .filter(([from, to]) => order.indexOf(from) > order.indexOf(to))
      .filter(([, to]) => tables.get(to)?.erase !== 'none')
    expect(keys.length).toBeGreaterThan(20)
    expect(wrong).toEqual([])
  })

  it('names each column of a user’s id that another user’s row can have', async () => {
    const ids = await namesOf(/* sql */ `
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and udt_name = 'uuid' and column_name <> 'owner'
        and (column_name ~ '(owner|following_id|other_id|actor|resolved_by|user_id)')`)

    const named = [...tables].flatMap(([table, { others }]) =>
      Object.keys(others).map((column) => `${table}.${column}`),
    )
    expect(ids.filter((name) => !named.includes(name))).toEqual(['identities.user_id'])
  })
})
