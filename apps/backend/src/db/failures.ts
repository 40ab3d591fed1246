import { AppError, unavailable } from '../errors.ts'

/** Returns the SQLSTATE of an error from PostgreSQL; undefined for any other error. */
function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined
}

/**
 * Returns whether PostgreSQL rejected a duplicate under this unique constraint. On a cluster the
 * name of the constraint ends with a shard number or is missing, so a prefix or no name matches.
 */
export function violatesUnique(error: unknown, constraint: string): boolean {
  if (sqlState(error) !== '23505') return false
  const name = (error as { constraint?: string }).constraint
  return name === undefined || name.startsWith(constraint)
}

/** Returns whether a concurrent transaction caused the error, so that a retry may succeed. */
export const isRetryable = (error: unknown) => ['40001', '40P01'].includes(sqlState(error) ?? '')

/** Returns whether the wait for a lock timed out. */
export const isLockTimeout = (error: unknown) => sqlState(error) === '55P03'

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE'])
const CONNECTION_MESSAGES =
  /timeout (?:acquiring|exceeded|expired)|connection terminated|query read timeout|unable to acquire|server closed|client was closed|connection error/i

/**
 * Maps an error of the database to one that the caller may see: UNAVAILABLE for an outage,
 * VALIDATION_ERROR for a value it cannot store, CONFLICT for a lost race. Returns undefined for any
 * other error, which is a bug in our code.
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

/** Node tries every address of a host and throws all failures in one error. */
function isAggregateOutage(error: Error): boolean {
  return (
    error instanceof AggregateError &&
    error.errors.some(({ code }: { code?: string }) => CONNECTION_CODES.has(code ?? ''))
  )
}
