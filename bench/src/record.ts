import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createApp } from '../../apps/backend/src/app.ts'
import { createConfig } from '../../apps/backend/src/config/config.ts'
import { loadEnv } from '../../apps/backend/src/config/env.ts'
import { createContext } from '../../apps/backend/src/context.ts'
import type { Request } from './profiles.ts'

/** A statement as the driver receives it: `$1` is the first of its values. */
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
  /** The values of a prepared statement. */
  readonly options?: { readonly values?: readonly unknown[] }
}

/** The server looks a login up every 15 s, not on every request. */
const isLoginLookup = (sql: string) => sql.includes('from auth_sessions')

/**
 * Runs the application in this process and records the statements that reach the driver. The baseline
 * sends these, so that it follows every change of a repository.
 */
export async function startRecorder(env: NodeJS.ProcessEnv) {
  const config = await createConfig(loadEnv({ ...env, LOG_LEVEL: 'silent' }))
  const urls = { database: config.databaseUrl ?? '', smtp: 'smtp://127.0.0.1:9' }
  const ctx = createContext(config, urls)
  let statements: Statement[] = []
  ctx.db.on('query', ({ sql, bindings = [], options }: KnexQuery) => {
    if (!isLoginLookup(sql)) statements.push({ sql, values: [...(options?.values ?? bindings)] })
  })
  const server = createServer(createApp(ctx)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    async record(request: Request): Promise<Recording> {
      statements = []
      const { status, answer } = await send(url, request)
      return { key: request.key, statements, status, answer }
    },
    async stop() {
      await closeServer(server)
      await ctx.close()
    },
  }
}

/** Sends a request and parses the answer, which the load generator does not. */
export async function send(url: string, request: Request) {
  const res = await fetch(`${url}${request.path}`, {
    method: request.method,
    headers: { ...request.headers, 'x-key': request.key },
    ...(request.body !== undefined && { body: request.body }),
  })
  const text = await res.text()
  return { status: res.status, text, answer: JSON.parse(text) as unknown }
}

async function closeServer(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  if (server.listening) await once(server, 'close')
}
