/** The kinds of secrets that can be guessed; each has its own counters. */
export const PURPOSES = ['login', 'confirm', 'reset', 'totp'] as const
export type Purpose = (typeof PURPOSES)[number]

export type CounterKind = 'device' | 'pair' | 'address' | 'account'

export interface Limits {
  /** Number of failures without a wait. */
  readonly free: number
  /** The first wait; it doubles with each further failure. */
  readonly firstWaitSeconds: number
  /** Upper bound of the wait. */
  readonly longestWaitSeconds: number
  /** The counter is reset if there was no guess for this long. */
  readonly resetAfterSeconds: number
}

const MINUTE = 60
const HOUR = 3_600
const DAY = 86_400

/**
 * OWASP ASVS 5.0, 6.3.1, with the limit of ten from docs/requirements.md. An address is
 * often shared by many users, so its counter allows more failures and resets sooner. An account that
 * is attacked from everywhere waits 15 minutes at most, because its owner may be on a new device.
 */
export const limits: Record<CounterKind, Limits> = {
  device: wait(10, HOUR, DAY),
  pair: wait(10, HOUR, DAY),
  address: wait(100, HOUR / 4, HOUR),
  account: wait(10, HOUR / 4, DAY),
}

function wait(free: number, longestWaitSeconds: number, resetAfterSeconds: number): Limits {
  return { free, firstWaitSeconds: MINUTE, longestWaitSeconds, resetAfterSeconds }
}

/**
 * Returns the counters of a guess, in order. A guess that one counter blocks does not reach the
 * next, so a blocked address cannot keep locking the account. The secret of a password reset has
 * 256 bits: counting by account would only let strangers lock it.
 */
export function countersFor(purpose: Purpose, isKnownDevice: boolean): readonly CounterKind[] {
  if (purpose === 'reset') return ['pair', 'address']
  return isKnownDevice ? ['device'] : ['pair', 'address', 'account']
}
