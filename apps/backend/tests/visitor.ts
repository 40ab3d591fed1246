import { authApi, type Call, type Endpoint } from '@fitvibe/contract'
import type { Response } from 'supertest'

import type { Answer, Caller, Client } from './client.ts'

export type Visitor = ReturnType<typeof visitorOn>

/** A browser with cookies of its own, logged in or not. `now` is the application's clock. */
export function visitorOn(client: Client, now: () => Date) {
  const agent = client.newAgent()
  /** The cookies and the time of the last answer that set a token. */
  let fetchedAt: string | undefined
  let fetching: Promise<unknown> | undefined

  const at = (path: string) => ({ domain: '127.0.0.1', path, secure: false, script: false })
  const cookiesFor = (path: string) =>
    Object.fromEntries(agent.jar.getCookies(at(path)).map(({ name, value }) => [name, value]))

  /** A token belongs to the login of the access cookie, which the clock may have ended. */
  const state = () => JSON.stringify([cookiesFor('/'), now()])

  function callerFor({ path }: Endpoint): Caller {
    const cookies = cookiesFor(`/api/v1${path}`)
    return { cookies, token: decodeURIComponent(cookies['csrf'] ?? '') }
  }

  async function send(
    endpoint: Endpoint,
    parts: Parameters<Client['call']>[2],
    headers?: Record<string, string>,
  ) {
    const answer = await client.call(callerFor(endpoint), endpoint, parts, headers)
    const lines = [answer.headers['set-cookie'] ?? []].flat()
    agent.jar.setCookies(lines, '127.0.0.1', '/')
    if (lines.some((line) => line.startsWith('csrf='))) fetchedAt = state()
    return withBody(answer)
  }

  /** Fetches a token unless the one in the jar is still good; calls at the same time share it. */
  async function ensureToken() {
    if (fetchedAt === state()) return
    fetching ??= send(authApi.csrf, {}).finally(() => (fetching = undefined))
    await fetching
  }

  return {
    agent,
    /** Calls an endpoint of the contract with the visitor's cookies and CSRF token. */
    async call<const E extends Endpoint>(
      endpoint: E,
      parts: Call<E>,
      headers: Record<string, string> = {},
    ) {
      if (endpoint.method !== 'GET') await ensureToken()
      return send(endpoint, parts, headers)
    },
  }
}

/** The answer as supertest would give it: what is not JSON has an empty body. */
function withBody({ status, headers, text }: Answer) {
  const isJson = String(headers['content-type']).includes('json')
  const body: unknown = isJson && text ? JSON.parse(text) : {}
  return { status, headers, text, body } as Pick<Response, 'status' | 'headers' | 'text' | 'body'>
}
