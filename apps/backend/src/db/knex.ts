import knex, { type Knex } from 'knex'
import pg from 'pg'

import { watchPool } from '../utils/metrics.ts'

/** A connection pool or an open transaction; statements run on either. */
export type Db = Knex

const DATE_OID = 1082
// A calendar day has no time zone: as a string it stays the day it is.
pg.types.setTypeParser(DATE_OID, (day) => day)

/** Server-side limits of a request's connection, and the client's own for a server that hangs. */
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
      // Knex reports a connection lost while idle on the connection only: unheard, it would throw.
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

/** Rows of a statement written as SQL. */
export async function rows<T>(db: Db, sql: string, bindings: Bindings): Promise<T[]> {
  const result = await db.raw<{ rows: T[] }>(sql, bindings)
  return result.rows
}

/** The only row of a statement written as SQL, if there is one. */
export async function row<T>(db: Db, sql: string, bindings: Bindings): Promise<T | undefined> {
  return (await rows<T>(db, sql, bindings))[0]
}

type Bindings = Readonly<Record<string, Knex.RawBinding>>
