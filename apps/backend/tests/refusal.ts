import { ErrorBody, errorStatus, type ErrorCode } from '@fitvibe/contract'
import { expect } from 'vitest'

interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: unknown
}

/** Expects the contract's error envelope with this code, its status and, if given, this message. */
export function expectRefusal(answer: Answer, code: ErrorCode, message?: string) {
  expect(answer.status).toBe(errorStatus[code])
  const { error } = ErrorBody.parse(answer.body)
  expect(error.code).toBe(code)
  expect(error.requestId).toBe(answer.headers['x-request-id'])
  if (message) expect(error.message).toBe(message)
}
