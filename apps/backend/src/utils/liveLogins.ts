import type { User } from '../context.ts'
import { createCache } from './cache.ts'

const limits = { size: 20_000, ttlSeconds: 15 }
const cached = createCache<User>(limits)
/** Logins whose change may not be committed yet: a read in the meantime returns the old state. */
const unsettled = createCache<true>(limits)

/**
 * Cache of live logins by `sid`. May be up to 15 s behind changes on other instances. This instance
 * deletes a login here when it ends or changes it, inside that transaction. For the following 15 s,
 * longer than any transaction, the login is not cached.
 */
export const liveLogins = {
  get: (sid: string, now: Date) => cached.get(sid, now),
  set(sid: string, user: User, now: Date): void {
    if (!unsettled.get(sid, now)) cached.set(sid, user, now)
  },
  delete(sid: string, now: Date): void {
    cached.delete(sid)
    unsettled.set(sid, true, now)
  },
}
