import {
  authApi,
  type Call,
  type Endpoint,
  ErrorBody,
  type ErrorCode,
  type Output,
  toRequest,
} from '@fitvibe/contract'
import axios, { type AxiosProgressEvent, type AxiosResponse } from 'axios'

import { i18n } from './i18n.ts'
import { askedLanguages } from './language.ts'

type Details = readonly { path: string; message: string }[]

/** An error answer of the server, or (`NETWORK`, `BAD_ANSWER`) no usable answer. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'NETWORK' | 'BAD_ANSWER'
  readonly details: Details
  readonly requestId: string | null

  constructor(
    code: ApiError['code'],
    message: string,
    details: Details = [],
    requestId: string | null = null,
  ) {
    super(message)
    this.code = code
    this.details = details
    this.requestId = requestId
  }
}

interface CallOptions {
  /** One key per intent of the user, so that repeating the call does no harm. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /** Asks the server to answer before the work is done. */
  readonly prefersAsync?: boolean
  /** Called while the body is sent, with the share that has left this device, 0 to 1. */
  readonly onSent?: (share: number) => void
}

/** How long an answer may take, by what the server has to do for it. */
const TIMEOUT_MS = 20_000
/** A history of a decade takes minutes on a busy server; a shorter wait would report a failure. */
const BULK_TIMEOUT_MS = 600_000

const http = axios.create({
  baseURL: '',
  withCredentials: true,
  timeout: TIMEOUT_MS,
  validateStatus: () => true,
})

let renewal: Promise<boolean> | null = null

/** Pending calls by idempotency key. */
const pending = new Map<string, Promise<unknown>>()

/**
 * Calls an endpoint of the contract. Renews an expired login and replaces an outdated CSRF token
 * once; throws every other error as ApiError. The second tap of a double tap shares the answer to the
 * first.
 */
export function call<E extends Endpoint>(
  endpoint: E,
  input: Call<E>,
  options: CallOptions = {},
): Promise<Output<E>> {
  const key = options.idempotencyKey
  if (!key) return callOnce(endpoint, input, options)
  const first = pending.get(key) as Promise<Output<E>> | undefined
  if (first) return first
  const answer = callOnce(endpoint, input, options).finally(() => pending.delete(key))
  pending.set(key, answer)
  return answer
}

/**
 * Starts the work of an endpoint that has a `progress`, and returns the progress. The work goes on
 * without this page.
 */
export function start<E extends Endpoint & { readonly progress: Endpoint }>(
  endpoint: E,
  input: Call<E>,
  options: CallOptions = {},
): Promise<Output<E['progress']>> {
  const { response } = endpoint.progress
  const started: Endpoint = { ...endpoint, ...(response && { response }), limit: 'write' }
  const answer = call<Endpoint>(started, input, { ...options, prefersAsync: true })
  return answer as Promise<Output<E['progress']>>
}

/** Fetches the file of an endpoint and saves it as a download. */
export async function download(endpoint: Endpoint): Promise<void> {
  const { data } = await answerTo(endpoint, {}, {})
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([String(data)], { type: endpoint.download?.type ?? '' }))
  link.download = endpoint.download?.fileName ?? ''
  link.click()
  // The browser may still be reading the blob after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

async function callOnce<E extends Endpoint>(
  endpoint: E,
  input: Call<E>,
  options: CallOptions,
): Promise<Output<E>> {
  return readAnswer(endpoint, await answerTo(endpoint, input, options))
}

/** @throws ApiError for an error that renewing the login or the token does not fix */
async function answerTo<E extends Endpoint>(
  endpoint: E,
  input: Call<E>,
  options: CallOptions,
): Promise<AxiosResponse<unknown>> {
  // A 403 on login means "not verified yet", so the token has to be fresh.
  if (isLogin(endpoint)) await fetchCsrfToken()
  let answer = await send(endpoint, input, options)
  // Each remedy once, in either order: the token of an expired login is refused first.
  const untried = new Set<Refusal>(['login', 'token'])
  for (let refusal = refusalOf(endpoint, answer); refusal; refusal = refusalOf(endpoint, answer)) {
    if (!untried.delete(refusal)) break
    if (refusal === 'token') await fetchCsrfToken()
    // Public endpoints also answer without a login.
    else if (!(await renewLogin()) && endpoint.access !== 'public') break
    answer = await send(endpoint, input, options)
  }
  if (answer.status < 200 || answer.status > 299) throw readError(answer)
  return answer
}

type Refusal = 'login' | 'token'

/** The cause of a refusal that can be fixed in the background: the login or the CSRF token. */
function refusalOf(endpoint: Endpoint, answer: AxiosResponse<unknown>): Refusal | null {
  if (answer.status === 401 && readError(answer).code === 'AUTH_REQUIRED') return 'login'
  return answer.status === 403 && isUnsafe(endpoint) && !isLogin(endpoint) ? 'token' : null
}

/** Runs one refresh at a time, because a refresh token works once. */
function renewLogin(): Promise<boolean> {
  renewal ??= refresh().finally(() => {
    renewal = null
  })
  return renewal
}

async function refresh(): Promise<boolean> {
  let answer = await send(authApi.refresh, {}, {})
  if (answer.status === 403) {
    await fetchCsrfToken()
    answer = await send(authApi.refresh, {}, {})
  }
  if (answer.status === 200) return true
  if (answer.status === 401 || answer.status === 403) return false
  throw readError(answer)
}

async function send<E extends Endpoint>(
  endpoint: E,
  input: Call<E>,
  { idempotencyKey, signal, onSent, prefersAsync }: CallOptions,
): Promise<AxiosResponse<unknown>> {
  const { method, url, body } = toRequest(endpoint, input)
  const headers: Record<string, string> = { 'Accept-Language': askedLanguages(i18n.language) }
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey
  if (prefersAsync) headers['Prefer'] = 'respond-async'
  if (isUnsafe(endpoint)) headers['X-CSRF-Token'] = readCsrfCookie() ?? (await fetchCsrfToken())
  if (endpoint.upload) headers['Content-Type'] = 'application/octet-stream'
  try {
    return await http.request({
      method,
      url,
      data: body,
      headers,
      ...(signal && { signal }),
      ...(endpoint.limit === 'bulk' && { timeout: BULK_TIMEOUT_MS }),
      ...(onSent && {
        onUploadProgress: ({ progress }: AxiosProgressEvent) => onSent(progress ?? 0),
      }),
      // Downloads are not parsed.
      ...(endpoint.download && { transformResponse: (text: string) => text }),
    })
  } catch (error) {
    if (axios.isCancel(error)) throw error
    throw new ApiError('NETWORK', i18n.t('error.network'))
  }
}

async function fetchCsrfToken(): Promise<string> {
  const answer = await send(authApi.csrf, {}, {})
  if (answer.status !== 200) throw readError(answer)
  return readAnswer(authApi.csrf, answer).csrfToken
}

function readCsrfCookie(): string | null {
  const cookie = document.cookie.split('; ').find((pair) => pair.startsWith('csrf='))
  return cookie ? decodeURIComponent(cookie.slice('csrf='.length)) || null : null
}

function readAnswer<E extends Endpoint>(endpoint: E, { data }: AxiosResponse<unknown>): Output<E> {
  if (!endpoint.response) return undefined as Output<E>
  const parsed = endpoint.response.safeParse(data)
  if (parsed.success) return parsed.data as Output<E>
  throw new ApiError('BAD_ANSWER', i18n.t('error.badAnswer'))
}

function readError({ data, status }: AxiosResponse<unknown>): ApiError {
  const parsed = ErrorBody.safeParse(typeof data === 'string' ? parseJson(data) : data)
  if (parsed.success) {
    const { code, message, details, requestId } = parsed.data.error
    return new ApiError(code, message, details, requestId)
  }
  return status >= 500
    ? new ApiError('UNAVAILABLE', i18n.t('error.unavailable'))
    : new ApiError('BAD_ANSWER', i18n.t('error.badAnswer'))
}

function isUnsafe(endpoint: Endpoint): boolean {
  return endpoint.method !== 'GET'
}

function isLogin(endpoint: Endpoint): boolean {
  return endpoint.path === authApi.login.path
}

/** Errors of a download arrive as text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
