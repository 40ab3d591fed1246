import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'

import { authApi, toRequest, type Endpoint } from '@fitvibe/contract'
import type { Express } from 'express'
import supertest, { type Test } from 'supertest'

import { listen } from '../src/server/listen.ts'

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
}

interface Sent {
  readonly method: string
  readonly url: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer | undefined
}

/** A caller's identity: the cookies and the CSRF token that belongs to them. */
export interface Caller {
  readonly cookies: Readonly<Record<string, string>>
  readonly token: string
}

export type Client = Awaited<ReturnType<typeof connectTo>>

/**
 * Serves an application on a free port and talks to it over connections that stay open. A request
 * costs a quarter of the CPU time that supertest needs to open and close a port around it.
 */
export async function connectTo(app: Express) {
  const server = await listen(app, 0, '127.0.0.1')
  // On a busy machine the server would otherwise close a connection just as it is reused.
  server.keepAliveTimeout = 0
  const client = clientOf((server.address() as AddressInfo).port)
  return {
    ...client,
    close() {
      client.close()
      server.close()
      server.closeAllConnections()
    },
  }
}

/** A client of the server on a port of this machine. */
export function clientOf(port: number) {
  const connections = new Agent({ keepAlive: true })

  const send = ({ method, url, headers, body }: Sent) =>
    new Promise<Answer>((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const options = { agent: connections, host: '127.0.0.1', port, method, path: url }
      const outgoing = request({ ...options, headers: { ...headers, ...length } }, (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        )
      })
      outgoing.on('error', reject).end(body)
    })

  /** A visitor, or the user whose cookies these are, with a new token. */
  async function callerOf(cookies: Record<string, string> = {}): Promise<Caller> {
    const { url } = toRequest(authApi.csrf, {})
    const answer = await send({ method: 'GET', url, headers: { cookie: joined(cookies) } })
    const { csrfToken } = JSON.parse(answer.text) as { csrfToken: string }
    return { cookies: { ...cookies, ...cookiesOf(answer) }, token: csrfToken }
  }

  async function logIn(login: string, password: string): Promise<Caller> {
    const visitor = await callerOf()
    const answer = await call(visitor, authApi.login, { body: { login, password } })
    if (answer.status !== 200) throw new Error(`login failed: ${answer.text}`)
    return withCookies(visitor, answer)
  }

  function call(
    caller: Caller,
    endpoint: Endpoint,
    parts: { params?: unknown; query?: unknown; body?: unknown },
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const { method, url, body } = toRequest<Endpoint>(endpoint, parts)
    if (endpoint.upload && (typeof body === 'string' || Buffer.isBuffer(body)))
      return raw(caller, method, url, body, {
        'content-type': endpoint.upload.types[0] ?? '',
        ...headers,
      })
    return raw(caller, method, url, body === undefined ? undefined : JSON.stringify(body), headers)
  }

  /** Sends these bytes as JSON. */
  function raw(
    caller: Caller,
    method: string,
    url: string,
    body?: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const all = {
      cookie: joined(caller.cookies),
      'x-csrf-token': caller.token,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    }
    return send({ method, url, headers: all, body })
  }

  return {
    send,
    callerOf,
    logIn,
    call,
    raw,
    /** supertest with a cookie jar of its own, for requests that no endpoint describes. */
    newAgent: () =>
      supertest
        .agent(`http://127.0.0.1:${port}`)
        .use((outgoing: Test) => void outgoing.agent(connections)),
    close: () => connections.destroy(),
  }
}

/** The caller as a browser would be after this answer. */
export function withCookies({ cookies, token }: Caller, answer: Answer): Caller {
  const all = { ...cookies, ...cookiesOf(answer) }
  return { cookies: all, token: decodeURIComponent(all['csrf'] ?? token) }
}

const joined = (cookies: Readonly<Record<string, string>>) =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

function cookiesOf(answer: Answer): Record<string, string> {
  return Object.fromEntries(
    [answer.headers['set-cookie'] ?? []].flat().map((line) => {
      const [pair = ''] = line.split(';')
      return [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    }),
  )
}
