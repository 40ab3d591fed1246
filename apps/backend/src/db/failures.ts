import { AppError, unavailable } from '../errors.ts'

/** PostgreSQL's SQLSTATE of an error, if it is one of its. */
function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined
}

/**
 * Whether PostgreSQL refused a duplicate under a unique constraint. On a cluster the constraint's
 * name carries a shard's number or is missing: a prefix decides, and nothing at all is taken as yes.
 */
export function violatesUnique(error: unknown, constraint: string): boolean {
  if (sqlState(error) !== '23505') return false
  const name = (error as { constraint?: string }).constraint
  return name === undefined || name.startsWith(constraint)
}

/** Another transaction got in the way; the same work may succeed when done again. */
export const isRetryable = (error: unknown) => ['40001', '40P01'].includes(sqlState(error) ?? '')

/** Whether a lock was waited for in vain. */
export const isLockTimeout = (error: unknown) => sqlState(error) === '55P03'

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE'])
const CONNECTION_MESSAGES =
  /timeout (?:acquiring|exceeded)|connection terminated|query read timeout|unable to acquire|server closed|client was closed|connection error/i

/**
 * Turns what the database threw into what the caller may know: an outage is UNAVAILABLE, a value
 * it cannot store VALIDATION_ERROR, a lost race CONFLICT. Undefined for anything else, which is a
 * fault of ours.
 */
export function fromDatabase(error: unknown): AppError | undefined {
  if (!(error instanceof Error)) return undefined
  const state = sqlState(error)
  if (state) return fromSqlState(state, error)
  const code = 'code' in error ? String(error.code) : ''
  const isOutage = CONNECTION_CODES.has(code) || CONNECTION_MESSAGES.test(error.message)
  return isOutage || isAggregateOutage(error) ? unavailable(2, error) : undefined
}

function fromSqlState(state: string, cause: Error): AppError | undefined {
  if (/^(?:08|53|57)/.test(state)) return unavailable(2, cause)
  if (isLockTimeout(cause)) return unavailable(1, cause)
  if (isRetryable(cause)) return new AppError('CONFLICT', 'errors.serialization', { cause })
  if (/^(?:22|23502|23514)/.test(state))
    return new AppError('VALIDATION_ERROR', 'errors.unstorable', { cause })
  if (state.startsWith('23')) return new AppError('CONFLICT', 'errors.serialization', { cause })
  return undefined
}

/** Node tries every address of a host and throws all refusals at once. */
function isAggregateOutage(error: Error): boolean {
  return (
    error instanceof AggregateError &&
    error.errors.some((one: { code?: string }) => CONNECTION_CODES.has(one.code ?? ''))
  )
}
