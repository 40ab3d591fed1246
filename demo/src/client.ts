import { setTimeout as sleep } from 'node:timers/promises'

import { authApi, BASE_PATH, ErrorBody, toRequest } from '@fitvibe/contract'
import type { Call, Endpoint, Output } from '@fitvibe/contract'

import { createCookieJar, type CookieJar } from './cookieJar.ts'
import { line } from './print.ts'

const CSRF_COOKIE = 'csrf'

/** Acts like the browser of a visitor: cookies, CSRF token and language. */
export interface Client {
  readonly baseUrl: string
  /** Returns the answer, parsed by the contract. Throws `RequestFailed` for an error. */
  send<E extends Endpoint>(endpoint: E, call: Call<E>): Promise<Output<E>>
  /** Downloads the file of an endpoint. */
  file(endpoint: Endpoint): Promise<string>
}

export class RequestFailed extends Error {
  readonly request: string
  readonly status: number
  /** The error envelope, or the text of an answer without one. */
  readonly body: unknown

  constructor(request: string, status: number, body: unknown) {
    super(`${request} answered ${status}`)
    this.request = request
    this.status = status
    this.body = body
  }

  get envelope(): ErrorBody | undefined {
    return ErrorBody.safeParse(this.body).data
  }
}

/** Returns the refusal of a request. Throws if it is answered in any other way than with `status`. */
export async function refusalOf(answer: Promise<unknown>, status: number): Promise<RequestFailed> {
  try {
    await answer
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.status !== status) throw error
    return error
  }
  throw new Error(`A request succeeded instead of being refused with ${status}.`)
}

export function createClient(baseUrl: string, language: string): Client {
  const jar = createCookieJar()

  async function send<E extends Endpoint>(endpoint: E, call: Call<E>): Promise<Output<E>> {
    const { method, url, body } = toRequest(endpoint, call)
    // Fetches the first token only: the server renews the cookie when the login changes.
    if (method !== 'GET' && jar.valueOf(CSRF_COOKIE) === undefined) await send(authApi.csrf, {})
    const isFile = endpoint.upload !== undefined
    const request = () => exchange({ baseUrl, jar, language, method, url, body, isFile })
    let answer = await request()
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get('retry-after') ?? 1)
      line(`(Too many requests: waiting ${seconds} s.)`)
      await sleep(seconds * 1_000)
      answer = await request()
    }
    const content = await read(answer)
    if (!answer.ok) throw new RequestFailed(`${method} ${url}`, answer.status, content)
    return endpoint.response?.parse(content) as Output<E>
  }

  async function file({ method, path }: Endpoint): Promise<string> {
    const url = `${BASE_PATH}${path}`
    const answer = await exchange({ baseUrl, jar, language, method, url, body: undefined })
    if (!answer.ok) throw new RequestFailed(`${method} ${url}`, answer.status, await read(answer))
    return answer.text()
  }

  return { baseUrl, send, file }
}

interface Exchange {
  readonly baseUrl: string
  readonly jar: CookieJar
  readonly language: string
  readonly method: string
  readonly url: string
  readonly body: unknown
  /** Sends the body without encoding it as JSON. */
  readonly isFile?: boolean
}

async function exchange(sent: Exchange) {
  const { baseUrl, jar, language, method, url, body, isFile = false } = sent
  const answer = await fetch(baseUrl + url, {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': language,
      cookie: jar.headerFor(url),
      ...(method !== 'GET' && { 'x-csrf-token': jar.valueOf(CSRF_COOKIE) ?? '' }),
      ...(body !== undefined && {
        'content-type': isFile ? 'application/octet-stream' : 'application/json',
      }),
    },
    ...(body !== undefined && { body: isFile ? (body as string) : JSON.stringify(body) }),
  })
  jar.store(answer.headers.getSetCookie())
  return answer
}

async function read(answer: Response): Promise<unknown> {
  const text = await answer.text()
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}
