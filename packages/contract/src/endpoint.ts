import type { z } from 'zod'

import type { ErrorCode } from './errors.ts'

/** How often an operation may be called: what is costly or sensitive has a budget of its own. */
export type LimitClass = 'credentials' | 'mail' | 'bulk' | 'report' | 'write' | 'read'

/** One HTTP operation: all that serving, documenting and calling it takes. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Express path below the base path, such as `/sessions/:id`. */
  readonly path: `/${string}`
  /** Mounted at the root of the server instead of at `/api/v1`. */
  readonly atRoot?: true
  /** Who may call it: anyone (a login is still recognised), signed-in users, or administrators. */
  readonly access: 'public' | 'user' | 'admin'
  /** Public, but told to whoever is signed in as to them; a login that has ended is refused. */
  readonly personal?: true
  /** Honours `Idempotency-Key`: a repeated request gets the first one's answer. */
  readonly idempotent?: true
  /** The budget it draws on; by default `read` for GET and `write` for the others. */
  readonly limit?: LimitClass
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body is a file of one of these types, as it is; a handler gets its bytes. */
  readonly upload?: { readonly types: readonly string[]; readonly bytes: number }
  /** The answer is a file of this type, sent as it is made. */
  readonly download?: { readonly type: string; readonly fileName: string }
  /** Absent when the operation answers 204. */
  readonly response?: z.ZodType
  /** What the response is where it is not JSON: a text, which the schema then describes. */
  readonly mediaType?: 'text/calendar'
  /** Status of success when it is not 200 (or 204 without a response). */
  readonly status?: 201 | 202
  /** Refusals particular to this operation; those of every operation go without saying. */
  readonly errors: readonly ErrorCode[]
  readonly summary: string
  readonly description?: string
}

/** Where the endpoints that are not `atRoot` live. */
export const BASE_PATH = '/api/v1'

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined

/** What a handler receives: parsed, defaults applied. */
export interface Input<E extends Endpoint> {
  readonly params: Parsed<E['params']>
  readonly query: Parsed<E['query']>
  readonly body: E['upload'] extends object ? Uint8Array : Parsed<E['body']>
}

/** What a caller gives: only the parts the endpoint declares; a query may be left out. */
export type Call<E extends Endpoint> = {
  [K in 'params' | 'body' as E[K] extends z.ZodType ? K : never]: Sent<E[K]>
} & (E['upload'] extends object ? { body: Uint8Array | string } : object) &
  (E['query'] extends z.ZodType ? { query?: Sent<E['query']> } : object)

export type Output<E extends Endpoint> = E['response'] extends z.ZodType
  ? z.output<E['response']>
  : void

/** What a handler may return: the response before its schema has stripped and checked it. */
export type Answer<E extends Endpoint> = E['download'] extends object
  ? AsyncIterable<string>
  : E['response'] extends z.ZodType
    ? z.input<E['response']>
    : void

/** The request line and body for one call, for any HTTP client. */
export function toRequest<E extends Endpoint>(endpoint: E, call: Call<E>) {
  const { params, query, body } = call as {
    params?: Record<string, unknown>
    query?: Record<string, unknown>
    body?: unknown
  }
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params?.[name])),
  )
  const search = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&')
  const url = `${endpoint.atRoot ? '' : BASE_PATH}${path}${search && `?${search}`}`
  return { method: endpoint.method, url, body }
}
