import { createHash } from 'node:crypto'

import knex, { type Knex } from 'knex'
import pg from 'pg'
import type { z } from 'zod'

import { watchPool } from '../utils/metrics.ts'

/** A row in the shape of a schema of the contract, with a `Date` for each timestamp. */
export type Stored<S extends z.ZodType> = {
  readonly [K in keyof z.input<S>]: Date extends z.input<S>[K]
    ? Exclude<z.input<S>[K], string>
    : z.input<S>[K]
}

/** A connection pool or an open transaction; statements run on either. */
export type Db = Knex

/** The key of a row of a user: every such key begins with the owner. */
export interface Key {
  readonly owner: string
  readonly id: string
}

const DATE_OID = 1082
// Keeps calendar days as text, because they have no time zone.
pg.types.setTypeParser(DATE_OID, (day) => day)

/** Timeouts on the server, and on the client for a server that hangs. */
const LIMITS = {
  statement_timeout: 5_000,
  lock_timeout: 1_000,
  idle_in_transaction_session_timeout: 10_000,
  query_timeout: 7_000,
  connectionTimeoutMillis: 2_000,
}

export function connect(
  url: string,
  options: { poolSize: number; onError?: (error: Error) => void },
): Knex {
  const db = knex({
    client: 'pg',
    connection: { connectionString: url, application_name: 'fitvibe', ...LIMITS },
    acquireConnectionTimeout: 2_000,
    pool: {
      min: 0,
      max: options.poolSize,
      // A connection that is lost while idle emits `error`, which throws if nothing listens.
      afterCreate: (connection: pg.Client, done: (error: null, connection: pg.Client) => void) => {
        connection.on('error', (error) => options.onError?.(error))
        done(null, connection)
      },
    },
    log: { warn: () => undefined, error: () => undefined },
  })
  const pool = db.client.pool as { numUsed(): number }
  watchPool(() => pool.numUsed())
  return db
}

/**
 * Runs a statement written as SQL, with bindings as `:name`, and returns its rows. Statements name
 * their columns: a prepared `select *` fails once a migration adds a column.
 */
export async function rows<T>(db: Db, sql: string, bindings: Bindings): Promise<T[]> {
  const { name, text, keys } = prepare(sql)
  const values = keys.map((key) => {
    const value = bindings[key]
    if (value === undefined) throw new Error(`No binding for :${key}`)
    return value
  })
  const result = await db.raw<{ rows: T[] }>(text).options({ name, values })
  return result.rows
}

/** Runs a statement written as SQL and returns its first row, if there is one. */
export async function row<T>(db: Db, sql: string, bindings: Bindings): Promise<T | undefined> {
  return (await rows<T>(db, sql, bindings))[0]
}

type Bindings = Readonly<Record<string, Knex.Value | undefined>>

/**
 * A prepared statement, which PostgreSQL plans once per connection: planning takes longer than
 * running most of our statements. The name is a hash of the text, so that it is unambiguous even on
 * connections shared by a pooler.
 */
interface Prepared {
  readonly name: string
  readonly text: string
  /** The bindings of $1, $2 and so on. */
  readonly keys: readonly string[]
}

/** Prepared statements by their SQL. Bounded, because only repositories write SQL. */
const prepared = new Map<string, Prepared>()

function prepare(sql: string): Prepared {
  const known = prepared.get(sql)
  if (known) return known
  const keys: string[] = []
  const text = sql.replace(/(?<!:):([a-zA-Z]\w*)/g, (_, key: string) => {
    if (!keys.includes(key)) keys.push(key)
    return `$${keys.indexOf(key) + 1}`
  })
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32)
  const statement = { name, text, keys }
  prepared.set(sql, statement)
  return statement
}
