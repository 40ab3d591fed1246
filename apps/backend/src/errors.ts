import type { ErrorBody, ErrorCode } from '@fitvibe/contract'

import type { MessageKey } from './config/i18n.ts'

export type ErrorDetail = NonNullable<ErrorBody['error']['details']>[number]

interface ErrorOptions {
  /** Fills the message's placeholders. */
  readonly params?: Record<string, string | number>
  /** Invalid fields; `message` is a message key. */
  readonly details?: readonly { path: string; message: MessageKey }[]
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/** An error whose code and message are sent to the client. Any other error is sent as INTERNAL. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly key: MessageKey
  readonly options: ErrorOptions

  constructor(code: ErrorCode, key: MessageKey, options: ErrorOptions = {}) {
    super(`${code}: ${key}`, { cause: options.cause })
    this.code = code
    this.key = key
    this.options = options
  }
}

export const notFound = (key: MessageKey) => new AppError('NOT_FOUND', key)
export const forbidden = (key: MessageKey) => new AppError('FORBIDDEN', key)
export const conflict = (key: MessageKey) => new AppError('CONFLICT', key)
/** The plan of a session cannot change once the session is started. */
export const planFrozen = (key: MessageKey = 'errors.planFrozen') =>
  new AppError('PLAN_FROZEN', key)
export const authRequired = () => new AppError('AUTH_REQUIRED', 'errors.authRequired')
export const unprocessable = (
  key: MessageKey,
  path?: string,
  params: ErrorOptions['params'] = {},
) =>
  new AppError('UNPROCESSABLE', key, {
    params,
    ...(path && { details: [{ path, message: key }] }),
  })
/** For rules that a schema cannot check; the answer looks like a schema error of that field. */
export const invalid = (path: string, message: MessageKey) =>
  new AppError('VALIDATION_ERROR', 'errors.validation', { details: [{ path, message }] })
export const unavailable = (retryAfterSeconds: number, cause?: unknown) =>
  new AppError('UNAVAILABLE', 'errors.unavailable', { retryAfterSeconds, cause })
