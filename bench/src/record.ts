import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createApp } from '../../apps/backend/src/app.ts'
import { createConfig } from '../../apps/backend/src/config/config.ts'
import { loadEnv } from '../../apps/backend/src/config/env.ts'
import { createContext } from '../../apps/backend/src/context.ts'
import type { Request } from './profiles.ts'

/** A statement as the driver gets it: `$1` for the first of its values. */
export interface Statement {
  readonly sql: string
  readonly values: readonly unknown[]
}

export interface Recording {
  readonly key: string
  readonly statements: readonly Statement[]
  readonly status: number
  readonly answer: unknown
}

interface KnexQuery {
  readonly sql: string
  readonly bindings?: readonly unknown[]
  /** A prepared statement brings its values here. */
  readonly options?: { readonly values?: readonly unknown[] }
}

/** The login's lookup, which the server does every 15 s and not for each request. */
const isLoginLookup = (sql: string) => sql.includes('from auth_sessions')

/**
 * The application in this process, listened to at the driver: what a request makes it say to the
 * database is what the baseline says, so the two cannot come apart when a repository changes.
 */
export async function startRecorder(env: NodeJS.ProcessEnv) {
  const config = await createConfig(loadEnv({ ...env, LOG_LEVEL: 'silent' }))
  const urls = { database: config.databaseUrl ?? '', smtp: 'smtp://127.0.0.1:9' }
  const ctx = createContext(config, urls)
  let heard: Statement[] = []
  ctx.db.on('query', ({ sql, bindings = [], options }: KnexQuery) => {
    if (!isLoginLookup(sql)) heard.push({ sql, values: [...(options?.values ?? bindings)] })
  })
  const server = createServer(createApp(ctx)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    async record(request: Request): Promise<Recording> {
      heard = []
      const { status, answer } = await send(url, request)
      return { key: request.key, statements: heard, status, answer }
    },
    async stop() {
      await closed(server)
      await ctx.close()
    },
  }
}

/** Sends one request; other than by the load, the answer is read. */
export async function send(url: string, request: Request) {
  const res = await fetch(`${url}${request.path}`, {
    method: request.method,
    headers: { ...request.headers, 'x-key': request.key },
    ...(request.body !== undefined && { body: request.body }),
  })
  const text = await res.text()
  return { status: res.status, text, answer: JSON.parse(text) as unknown }
}

async function closed(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  if (server.listening) await once(server, 'close')
}
