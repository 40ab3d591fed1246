import { ErrorBody, errorStatus, type Endpoint, type ErrorCode } from '@fitvibe/contract'

import type { Answer } from '../client.ts'

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Returns the error code of a refusal, and undefined for any other answer. */
export function codeOf({ status, text }: Answer): ErrorCode | undefined {
  if (status < 400) return undefined
  return ErrorBody.safeParse(parsed(text)).data?.error.code
}

/** Describes how an answer violates the contract. Returns undefined if it does not. */
export function faultOf(endpoint: Endpoint, answer: Answer): string | undefined {
  const { status, text } = answer
  if (status >= 500) return `answers ${status}: ${text}`
  if (status < 400) return faultOfSuccess(endpoint, answer)
  const code = codeOf(answer)
  if (!code) return `answers ${status} without the envelope: ${text.slice(0, 200)}`
  if (errorStatus[code] !== status) return `answers ${status} for ${code}`
  if (!refusalsOf(endpoint).has(code)) return `answers ${code}, which it does not declare`
  return undefined
}

function faultOfSuccess(endpoint: Endpoint, answer: Answer) {
  const { response, download, status: declared, mediaType } = endpoint
  const { status, text } = answer
  const expected = declared ?? (response || download ? 200 : 204)
  if (status !== expected) return `answers ${status} instead of ${expected}`
  if (download) {
    const type = String(answer.headers['content-type'])
    return type.startsWith(download.type) ? undefined : `answers ${type} instead of a file`
  }
  if (!response) return text === '' ? undefined : `answers 204 with a body: ${text.slice(0, 200)}`
  const { error } = response.safeParse(mediaType ? text : parsed(text))
  return error && `answers against its schema: ${error.message}`
}

/** Errors that an operation may answer with, as in the OpenAPI document: those of every operation of
 * its kind and its own. */
function refusalsOf(endpoint: Endpoint): ReadonlySet<ErrorCode> {
  const codes = new Set<ErrorCode>(['RATE_LIMITED', 'UNAVAILABLE', ...endpoint.errors])
  codes.add('VALIDATION_ERROR')
  if (endpoint.access !== 'public') codes.add('AUTH_REQUIRED')
  if (UNSAFE.has(endpoint.method) || endpoint.access === 'admin') codes.add('FORBIDDEN')
  return codes
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
