/** What is guessed at; each is counted apart. */
export type Purpose = 'login' | 'confirm' | 'reset' | 'totp'

export type CounterKind = 'device' | 'pair' | 'address' | 'account'

export interface Limits {
  /** So many failures are free. */
  readonly free: number
  /** Then the first wait, which doubles with each further failure … */
  readonly firstWaitSeconds: number
  /** … up to this. */
  readonly longestWaitSeconds: number
  /** Without a further guess all is forgotten after this. */
  readonly forgottenAfterSeconds: number
}

const MINUTE = 60
const HOUR = 3_600
const DAY = 86_400

/**
 * OWASP ASVS 5.0, 6.3.1, with the TDD's figure of ten. Many people share one address, so that it
 * has more room and a shorter memory; an account that is attacked from everywhere waits a quarter
 * of an hour at most, because its owner may be on a new device.
 */
export const limits: Record<CounterKind, Limits> = {
  device: wait(10, HOUR, DAY),
  pair: wait(10, HOUR, DAY),
  address: wait(100, HOUR / 4, HOUR),
  account: wait(10, HOUR / 4, DAY),
}

function wait(free: number, longestWaitSeconds: number, forgottenAfterSeconds: number): Limits {
  return { free, firstWaitSeconds: MINUTE, longestWaitSeconds, forgottenAfterSeconds }
}

/**
 * Which counters a guess goes through, in this order: one that is refused by the first does not
 * reach the next, so that an address that is held off cannot go on locking the account. A reset's
 * secret has 256 bits: counting by account would only let strangers lock it.
 */
export function countersFor(purpose: Purpose, isKnownDevice: boolean): readonly CounterKind[] {
  if (purpose === 'reset') return ['pair', 'address']
  return isKnownDevice ? ['device'] : ['pair', 'address', 'account']
}
