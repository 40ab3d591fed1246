import type { User } from '../context.ts'
import { createCache } from './cache.ts'

const limits = { size: 20_000, ttlSeconds: 15 }
const known = createCache<User>(limits)
/** Logins whose end may not be committed yet: who reads them meanwhile reads what no longer holds. */
const unsettled = createCache<true>(limits)

/**
 * Logins known to be alive, by `sid`. Another instance may have ended one up to 15 s ago; what this
 * instance ends or changes it deletes here at once, from within the transaction that does so: for
 * the 15 s after, longer than a transaction may take, the login is looked up each time.
 */
export const liveLogins = {
  get: (sid: string, now: Date) => known.get(sid, now),
  set(sid: string, user: User, now: Date): void {
    if (!unsettled.get(sid, now)) known.set(sid, user, now)
  },
  delete(sid: string, now: Date): void {
    known.delete(sid)
    unsettled.set(sid, true, now)
  },
}
