import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import pg from 'pg'

import { moveIds } from '../ids.ts'
import { answers, type Row } from './answers.ts'
import type { BaselineSetup, Script } from './setup.ts'

/** Runs a minimal server: it sends the endpoint's statements and returns the rows as JSON. */
async function start(setup: BaselineSetup): Promise<void> {
  pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)
  const pool = new pg.Pool({ connectionString: setup.databaseUrl, max: setup.poolSize })
  const scripts = new Map(setup.scripts.map((script) => [script.key, script]))
  const names = new Map<string, string>()
  const toQuery = (sql: string, values: unknown[]) => {
    const name = names.get(sql) ?? `s${names.size}`
    names.set(sql, name)
    return { name, text: sql, values }
  }

  async function read(profile: string, key: string): Promise<string> {
    const { statements = [], known = {} } = scripts.get(key) ?? {}
    const results: Row[][] = []
    for (const { sql, values } of statements)
      results.push((await pool.query<Row>(toQuery(sql, [...values]))).rows)
    return JSON.stringify(answers[profile]?.(results, known))
  }

  async function write(script: Script, id: string): Promise<string> {
    const client = await pool.connect()
    try {
      for (const { sql, values } of script.statements) {
        const isBare = values.length === 0
        await client.query(isBare ? sql : toQuery(sql, retarget(values, script.sessionId, id)))
      }
      return JSON.stringify(script.answer)
    } finally {
      client.release()
    }
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.method === 'PATCH') for await (const _ of req);
    const id = /sessions\/([\da-f-]{36})\/complete/.exec(req.url ?? '')?.[1]
    const body =
      setup.write && id
        ? await write(setup.write, id)
        : await read(setup.profile, String(req.headers['x-key']))
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    res.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  }

  const server = createServer((req, res) => {
    handle(req, res).catch((error: Error) => {
      process.stderr.write(`baseline: ${error.message}\n`)
      res.writeHead(500).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.send?.((server.address() as AddressInfo).port)
}

const UUID = /[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}/g

/** Replaces the recorded session with another one, and the ids of new rows with new ids. */
function retarget(values: readonly unknown[], from: string, to: string): unknown[] {
  const moved = moveIds(JSON.stringify(values), from, to)
  const tail = to.replaceAll('-', '').slice(8, 20)
  const fresh = moved.replace(UUID, (id) =>
    id.endsWith('00000000beef') ? id : id.slice(0, 24) + tail,
  )
  return JSON.parse(fresh) as unknown[]
}

process.once('message', (setup: BaselineSetup) => {
  start(setup).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  })
})
process.once('SIGTERM', () => process.exit(0))
