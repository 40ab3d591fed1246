import { once } from 'node:events'

import pg from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'

import { FILL } from '../../apps/backend/src/db/migrations/202611231910__exercise_bests.ts'
import { columns, emitUser, type LibraryExercise, type Table, type World } from './fillRows.ts'

const CHUNK = 256 * 1_024

/** Fills a migrated database. Copies all tables at the same time, each over its own connection. */
export async function fill(
  url: string,
  size: Omit<World, 'library'>,
): Promise<{ seconds: number; rows: Record<string, number> }> {
  const startedAt = performance.now()
  const library = await readLibrary(url)
  const copies = new Map<Table, Awaited<ReturnType<typeof openCopy>>>()
  for (const table of Object.keys(columns) as Table[]) copies.set(table, await openCopy(url, table))

  for (let user = 0; user < size.users; user += 1) {
    emitUser({ ...size, library }, user, (table, row) => {
      copies.get(table)?.add(row)
    })
    for (const copy of copies.values()) await copy.drain()
  }
  const rows: Record<string, number> = {}
  for (const [table, copy] of copies) rows[table] = await copy.end()
  await withClient(url, async (client) => {
    await client.query('analyze')
    // Completing a session compares it with earlier bests, which the fill does not contain.
    await client.query(FILL)
    await client.query('vacuum analyze')
  })
  return { seconds: (performance.now() - startedAt) / 1_000, rows }
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function readLibrary(url: string): Promise<LibraryExercise[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<LibraryExercise>(/* sql */ `
      select e.id, n.name, e.type, e.primary_muscles as muscles
      from library_exercises e
      join library_exercise_names n on n.exercise_id = e.id and n.language = 'en'
      where metric = 'weight_reps' order by slug limit 200`)
    return rows
  })
}

async function openCopy(url: string, table: Table) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // Disables foreign keys: parent and child rows arrive over different connections.
  await client.query(`set session_replication_role = 'replica'`)
  const sql = `copy ${table} (${columns[table]}) from stdin`
  const stream: CopyStreamQuery = client.query(copyFrom(sql))
  let text = ''
  let rows = 0
  let failure: Error | undefined
  stream.on('error', (error) => (failure = error))

  async function drain(size = CHUNK) {
    if (failure) throw new Error(`copy ${table}: ${failure.message}`, { cause: failure })
    if (text.length < size) return
    const isFull = !stream.write(text)
    text = ''
    if (isFull) await once(stream, 'drain')
  }
  return {
    add(row: readonly (string | number | boolean | null)[]) {
      rows += 1
      text += `${row.map((value) => (value === null ? String.raw`\N` : String(value))).join('\t')}\n`
    },
    drain: () => drain(),
    async end() {
      await drain(1)
      stream.end()
      await once(stream, 'finish')
      await client.end()
      return rows
    },
  }
}
