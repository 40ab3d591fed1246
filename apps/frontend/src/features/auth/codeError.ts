import { ApiError } from '../../lib/api.ts'

/** A wrong code of the second factor is said at its field. */
export function codeError(error: Error | null): Error | null {
  if (!(error instanceof ApiError) || error.code !== 'TOTP_REQUIRED') return error
  const { code, message, requestId } = error
  return new ApiError(code, message, [{ path: 'body.code', message }], requestId)
}
