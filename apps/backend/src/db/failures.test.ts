import { describe, expect, it } from 'vitest'

import { useTestApp } from '../../tests/testApp.ts'
import { inTransaction } from '../context.ts'
import { fromDatabase, isLockTimeout, isRetryable, violatesUnique } from './failures.ts'
import { connect, rows } from './knex.ts'

const app = useTestApp()

const failure = (code: string, more = {}) => Object.assign(new Error('SQL text'), { code, ...more })

/** Returns the error of the real server for a statement, on a separate connection. */
async function errorOf(sql: string): Promise<unknown> {
  const db = connect(app.databaseUrl(), { poolSize: 1 })
  try {
    return await db.raw(sql)
  } catch (error) {
    return error
  } finally {
    await db.destroy()
  }
}

describe('fromDatabase', () => {
  it.each([
    ['08006', 'UNAVAILABLE', 2],
    ['53300', 'UNAVAILABLE', 2],
    ['57P01', 'UNAVAILABLE', 2],
    ['57014', 'UNAVAILABLE', 2],
    ['55P03', 'UNAVAILABLE', 1],
    ['40001', 'CONFLICT', undefined],
    ['40P01', 'CONFLICT', undefined],
    ['22003', 'VALIDATION_ERROR', undefined],
    ['22021', 'VALIDATION_ERROR', undefined],
    ['ECONNREFUSED', 'UNAVAILABLE', 2],
    ['ECONNRESET', 'UNAVAILABLE', 2],
    ['ETIMEDOUT', 'UNAVAILABLE', 2],
  ])('maps code %s to %s', (code, expected, retryAfterSeconds) => {
    const cause = failure(code)

    const error = fromDatabase(cause)

    expect(error?.code).toBe(expected)
    expect(error?.options.retryAfterSeconds).toBe(retryAfterSeconds)
    expect(error?.cause).toBe(cause)
  })

  it.each([
    'Knex: Timeout acquiring a connection. The pool is probably full.',
    'Connection terminated unexpectedly',
    'Query read timeout',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
  ])('recognises an outage by its message: %s', (message) => {
    expect(fromDatabase(new Error(message))?.code).toBe('UNAVAILABLE')
  })

  it('recognises an outage when every address of a host refuses', () => {
    const refusals = new AggregateError([new Error('x'), failure('ECONNREFUSED')])

    expect(fromDatabase(refusals)?.code).toBe('UNAVAILABLE')
  })

  it.each([
    ['a column that does not exist', failure('42703')],
    ['an error of the file system', failure('ENOENT')],
    ['an aggregate of other errors', new AggregateError([new Error('x')])],
    ['a code that is not text', Object.assign(new Error('x'), { code: 7 })],
    ['a value that is not an error', 'text'],
  ])('returns undefined for %s', (_, error) => {
    expect(fromDatabase(error)).toBeUndefined()
  })

  it.each([
    ['22003', 'VALIDATION_ERROR'],
    ['23514', 'VALIDATION_ERROR'],
    ['23505', 'CONFLICT'],
    ['23503', 'CONFLICT'],
  ])('maps a violated constraint to an error of the request: %s', (state, expected) => {
    expect(fromDatabase(failure(state))?.code).toBe(expected)
  })

  it.each([
    ['select 99999::smallint', 'VALIDATION_ERROR'],
    [`set statement_timeout = 1; select pg_sleep(1)`, 'UNAVAILABLE'],
    [`select pg_terminate_backend(pg_backend_pid())`, 'UNAVAILABLE'],
  ])('maps the error of the real server: %s', async (sql, expected) => {
    expect(fromDatabase(await errorOf(sql))?.code).toBe(expected)
  })
})

describe('violatesUnique', () => {
  it.each([
    ['the constraint itself', failure('23505', { constraint: 'users_pkey' }), true],
    ['the constraint on a shard', failure('23505', { constraint: 'users_pkey_102008' }), true],
    ['no name of a constraint', failure('23505'), true],
    ['another constraint', failure('23505', { constraint: 'sessions_pkey' }), false],
    ['another kind of error', failure('23503', { constraint: 'users_pkey' }), false],
    ['a value that is not an error', 'users_pkey', false],
  ])('recognises a duplicate by its constraint: %s', (_, error, isDuplicate) => {
    expect(violatesUnique(error, 'users_pkey')).toBe(isDuplicate)
  })

  it('does not overlap with isRetryable and isLockTimeout', () => {
    expect(isRetryable(failure('23505'))).toBe(false)
    expect(isLockTimeout(failure('23505'))).toBe(false)
    expect(isRetryable(new Error('x'))).toBe(false)
  })
})

describe('inTransaction', () => {
  it('retries after a conflict with another transaction', async () => {
    let attempts = 0

    const answer = await inTransaction(app.ctx(), async (ctx) => {
      attempts += 1
      if (attempts < 3) await ctx.db.raw(`do $$ begin raise sqlstate '40001'; end $$`)
      return rows(ctx.db, 'select 1 as one', {})
    })

    expect(answer).toEqual([{ one: 1 }])
    expect(attempts).toBe(3)
  })

  it('gives up after three retries', async () => {
    let attempts = 0

    const work = inTransaction(app.ctx(), async (ctx) => {
      attempts += 1
      await ctx.db.raw(`do $$ begin raise sqlstate '40P01'; end $$`)
    })

    await expect(work).rejects.toMatchObject({ code: '40P01' })
    expect(attempts).toBe(4)
  })

  it('rolls back and does not retry after any other error', async () => {
    let attempts = 0

    const work = inTransaction(app.ctx(), async (ctx) => {
      attempts += 1
      await ctx.db('genders').insert({ code: 'x' })
      throw new Error('no')
    })

    await expect(work).rejects.toThrow('no')
    expect(attempts).toBe(1)
    expect(await app.ctx().db('genders').where({ code: 'x' })).toEqual([])
  })
})

describe('rows', () => {
  it('binds values by name, repeatedly if needed, and leaves casts alone', async () => {
    const sql = 'select :b::int as b, :a::text as a, :b::int + 1 as more'

    expect(await rows(app.ctx().db, sql, { a: 'x', b: 1 })).toEqual([{ b: 1, a: 'x', more: 2 }])
  })

  it('throws when a binding is missing', async () => {
    const sql = 'select :a::text as a'

    await expect(rows(app.ctx().db, sql, { b: 1 })).rejects.toThrow('No binding for :a')
  })
})

describe('connect', () => {
  it('sets the timeouts on the server', async () => {
    const [limits] = await rows(
      app.ctx().db,
      `select current_setting('statement_timeout') as statement,
        current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle`,
      {},
    )

    expect(limits).toEqual({ statement: '5s', lock: '1s', idle: '10s' })
  })

  it('returns a calendar day as text', async () => {
    const [found] = await rows(app.ctx().db, `select date '2026-03-29' as day`, {})

    expect(found).toEqual({ day: '2026-03-29' })
  })

  it('reports an idle connection that is lost and replaces it at the next statement', async () => {
    const lost: string[] = []
    const db = connect(app.databaseUrl(), {
      poolSize: 1,
      onError: ({ message }) => lost.push(message),
    })
    const [{ pid } = { pid: 0 }] = await rows<{ pid: number }>(
      db,
      'select pg_backend_pid() as pid',
      {},
    )

    await app.ctx().db.raw('select pg_terminate_backend(?)', [pid])
    await expect.poll(() => lost.length).toBeGreaterThan(0)

    expect(await rows(db, 'select 1 as one', {})).toEqual([{ one: 1 }])
    expect(lost[0]).toContain('terminat')
    await db.destroy()
  })
})
