import { randomUUID } from 'node:crypto'

import knex from 'knex'
import { describe, expect, inject, it } from 'vitest'

import { library } from '../src/db/library.ts'
import { isCurrent, migrate, rollback } from '../src/db/migrate.ts'
import { query, urlOf } from './templateDatabase.ts'

async function withDatabase(work: (url: string) => Promise<void>, template = '') {
  const name = `migrations_${randomUUID().replaceAll('-', '')}`
  const admin = inject('adminUrl')
  await query(admin, `create database ${name} ${template}`)
  await work(urlOf(admin, name))
}

async function rowsOf<T>(url: string, sql: string): Promise<T[]> {
  const db = knex({ client: 'pg', connection: url })
  try {
    const { rows } = await db.raw<{ rows: T[] }>(sql)
    return rows
  } finally {
    await db.destroy()
  }
}

const TABLES = `select table_name from information_schema.tables
  where table_schema = 'public' and table_name not like 'knex%' order by 1`

describe('migrations', () => {
  it('run once, however many processes start at the same time', () =>
    withDatabase(async (url) => {
      await Promise.all([migrate(url), migrate(url), migrate(url)])
      const names = await rowsOf<{ name: string }>(url, 'select name from knex_migrations')
      expect(new Set(names.map(({ name }) => name)).size).toBe(names.length)
      const [stored] = await rowsOf(url, 'select count(*)::int as n from library_exercises')
      expect(stored).toEqual({ n: library.length })
    }))

  it('can all be rolled back and run again to the same schema', () =>
    withDatabase(
      async (url) => {
        const before = await rowsOf(url, TABLES)
        await rollback(url)
        expect(await rowsOf(url, TABLES)).toEqual([])
        await migrate(url)
        expect(await rowsOf(url, TABLES)).toEqual(before)
      },
      `template ${inject('template')}`,
    ))

  it('run in spite of a lock that a killed process left', () =>
    withDatabase(
      async (url) => {
        await query(url, 'update knex_migrations_lock set is_locked = 1')
        await migrate(url)
        const db = knex({ client: 'pg', connection: url })
        expect(await isCurrent(db)).toBe(true)
        await db.destroy()
      },
      `template ${inject('template')}`,
    ))
})

/**
 * Tables without an owner. The keys of the counters of guesses and requests are hashes and
 * addresses, because they also count guesses at accounts that do not exist. Erasures outlive accounts.
 */
const SHARED = new Set([
  'badge_types',
  'contact_types',
  'equipment',
  'erasures',
  'exercise_categories',
  'fitness_levels',
  'genders',
  'guess_counters',
  'identities',
  'library_exercise_aliases',
  'library_exercise_names',
  'library_exercises',
  'lookup_descriptions',
  'muscles',
  'point_sources',
  'rate_limits',
  'roles',
  'training_freq',
  'translators',
])

const templateUrl = () => urlOf(inject('adminUrl'), inject('template'))

describe('catalogue', () => {
  const keys = /* sql */ `
    select c.conrelid::regclass::text as "table", c.conname as name, c.contype as type,
      c.confrelid::regclass::text as target,
      (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) as columns
    from pg_constraint c join pg_class t on t.oid = c.conrelid
    join pg_namespace s on s.oid = t.relnamespace
    where s.nspname = 'public' and c.contype in ('p', 'u', 'f') and t.relname not like 'knex%'
    union all
    select i.indrelid::regclass::text, x.relname, 'u', '-',
      (select array_agg(coalesce(a.attname::text, '()') order by k.n)
        from unnest(i.indkey::int[]) with ordinality k(num, n)
        left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num)
    from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    join pg_namespace s on s.oid = t.relnamespace
    where i.indisunique and s.nspname = 'public' and t.relname not like 'knex%'`

  interface Key {
    table: string
    name: string
    type: 'p' | 'u' | 'f'
    target: string
    columns: string[]
  }

  it('starts every key of a user’s table with the owner', async () => {
    const found = await rowsOf<Key>(templateUrl(), keys)
    const broken = found
      .filter(({ table }) => !SHARED.has(table) && table !== 'users')
      .filter(({ type, target }) => type !== 'f' || !SHARED.has(target))
      .filter(({ columns }) => columns[0] !== 'owner')
    expect(found.length).toBeGreaterThan(40)
    expect(broken).toEqual([])
  })

  it('has no foreign key from a shared table to a user’s table', async () => {
    const found = await rowsOf<Key>(templateUrl(), keys)
    const broken = found.filter(
      ({ type, table, target }) => type === 'f' && SHARED.has(table) && !SHARED.has(target),
    )
    expect(broken).toEqual([])
  })

  it('has no triggers', async () => {
    const triggers = await rowsOf(
      templateUrl(),
      `select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
       join pg_namespace s on s.oid = c.relnamespace
       where s.nspname = 'public' and not t.tgisinternal`,
    )
    expect(triggers).toEqual([])
  })
})
