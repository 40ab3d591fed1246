import type { Language } from '../config/i18n.ts'
import { createCache } from './cache.ts'

/** A signed-in user, as requests know one. */
export interface User {
  readonly id: string
  /** The login the request came with. */
  readonly sid: string
  readonly username: string
  readonly role: 'user' | 'admin'
  readonly preferredLang: Language
  readonly timezone: string
}

/**
 * Logins known to be alive, by `sid`. Another instance may have ended one up to 15 s ago; what this
 * instance ends or changes it deletes here at once.
 */
export const liveLogins = createCache<User>({ size: 20_000, ttlSeconds: 15 })
