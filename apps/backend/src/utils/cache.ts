/** A bounded map with expiring entries; when full it drops the oldest. */
export interface Cache<T> {
  get(key: string, now: Date): T | undefined
  set(key: string, value: T, now: Date): void
  delete(key: string): void
}

export function createCache<T>(limits: { size: number; ttlSeconds: number }): Cache<T> {
  const entries = new Map<string, { value: T; expiresAt: number }>()
  return {
    get(key, now) {
      const entry = entries.get(key)
      if (!entry) return undefined
      if (entry.expiresAt > now.getTime()) return entry.value
      entries.delete(key)
      return undefined
    },
    set(key, value, now) {
      entries.delete(key)
      entries.set(key, { value, expiresAt: now.getTime() + limits.ttlSeconds * 1_000 })
      if (entries.size > limits.size) {
        const oldest = entries.keys().next()
        if (!oldest.done) entries.delete(oldest.value)
      }
    },
    delete: (key) => void entries.delete(key),
  }
}
