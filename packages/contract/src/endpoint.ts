import type { z } from 'zod'

import type { ErrorCode } from './errors.ts'

/** Rate-limit classes: costly or sensitive operations have their own budget. */
export type LimitClass = 'credentials' | 'mail' | 'bulk' | 'report' | 'calendar' | 'write' | 'read'

/** An HTTP operation, with everything needed to serve, document and call it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Express path below the base path, such as `/sessions/:id`. */
  readonly path: `/${string}`
  /** Mounted at the root of the server instead of at `/api/v1`. */
  readonly atRoot?: true
  /** Required access: none, a login, or a login of an administrator. */
  readonly access: 'public' | 'user' | 'admin'
  /** Public, but answers a logged-in user personally; rejects a login that has ended. */
  readonly personal?: true
  /**
   * Reads no cookie and no body, so it needs no CSRF token and other sites and programs may call it: a
   * secret in its address is the only authorization.
   */
  readonly isCookieless?: true
  /** Honours `Idempotency-Key`: a repeated request gets the first answer. */
  readonly idempotent?: true
  /**
   * Honours `Prefer: respond-async`: answers 202 at once with the answer of this endpoint, which has
   * the same parameters and whose address is in `Location`. The work goes on without the client.
   */
  readonly progress?: Endpoint
  /** Rate-limit class; defaults to `read` for GET and `write` for other methods. */
  readonly limit?: LimitClass
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body is a raw file of one of these types; the handler reads its bytes. */
  readonly upload?: { readonly types: readonly string[]; readonly bytes: number }
  /** The answer is a file of this type, streamed while it is generated. */
  readonly download?: { readonly type: string; readonly fileName: string }
  /** The answer is a WebP picture that never changes at this address. */
  readonly picture?: true
  /** Undefined if the operation answers 204. */
  readonly response?: z.ZodType
  /** Media type of a response that is a text instead of JSON; the schema describes that text. */
  readonly mediaType?: 'text/calendar'
  /** The handler writes the JSON, which is sent with an `ETag`: 304 to a client that has it. */
  readonly hasEtag?: true
  /**
   * The answer holds a secret: a token, a code, a secret address. It is never compressed, because the
   * length of a compressed answer tells how much of the secret a text beside it repeats (BREACH).
   */
  readonly holdsSecret?: true
  /** Success status, if not 200 (or 204 without a response). */
  readonly status?: 201 | 202
  /** Error codes specific to this operation; those of every operation are implied. */
  readonly errors: readonly ErrorCode[]
  readonly summary: string
  readonly description?: string
}

/** Base path of all endpoints that are not `atRoot`. */
export const BASE_PATH = '/api/v1'

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined

/** Return value of the handler that only starts the work of an endpoint with a `progress`. */
export type Started<E extends Endpoint> = E['progress'] extends Endpoint
  ? Answer<E['progress']>
  : never

/** Input of a handler: parsed, with defaults applied. */
export interface Input<E extends Endpoint> {
  readonly params: Parsed<E['params']>
  readonly query: Parsed<E['query']>
  /** Reads an uploaded file. */
  readonly body: E['upload'] extends object ? () => Promise<Uint8Array> : Parsed<E['body']>
}

/** Input of a client call: only the parts that the endpoint declares; the query is optional. */
export type Call<E extends Endpoint> = {
  [K in 'params' | 'body' as E[K] extends z.ZodType ? K : never]: Sent<E[K]>
} & (E['upload'] extends object ? { body: Uint8Array | string } : object) &
  (E['query'] extends z.ZodType ? { query?: Sent<E['query']> } : object)

export type Output<E extends Endpoint> = E['response'] extends z.ZodType
  ? z.output<E['response']>
  : void

/** A text that is written only if the client does not have this version of it. */
export interface TextAnswer {
  /** Differs for different texts. */
  readonly version: string
  readonly write: () => Promise<string>
}

/** Return value of a handler: the response before its schema strips and checks it. */
export type Answer<E extends Endpoint> = E['download'] extends object
  ? AsyncIterable<string | Uint8Array>
  : E['picture'] extends true
    ? Uint8Array
    : E['mediaType'] extends string
      ? TextAnswer
      : E['hasEtag'] extends true
        ? TextAnswer
        : E['response'] extends z.ZodType
          ? z.input<E['response']>
          : void

/** Returns method, URL and body of a call, for any HTTP client. */
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
