import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export const metrics = new Registry()
const registers = [metrics]
collectDefaultMetrics({ register: metrics })

const labelNames = ['method', 'route', 'status_code'] as const

export const httpRequestDuration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'HTTP request latency',
  labelNames,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.6, 1, 2, 5],
  registers,
})

export const httpRequestsTotal = new Counter({
  name: 'http_requests_total',
  help: 'HTTP requests answered',
  labelNames,
  registers,
})

export const loginFailures = new Counter({
  name: 'auth_login_fail_total',
  help: 'Logins refused',
  labelNames: ['reason'] as const,
  registers,
})

export const passwordHashes = new Counter({
  name: 'auth_password_hashes_total',
  help: 'Passwords hashed, to store or to compare',
  registers,
})

export const sessionsCompleted = new Counter({
  name: 'sessions_completed_total',
  help: 'Training sessions completed',
  registers,
})

export const translationHits = new Counter({
  name: 'translation_cache_hits_total',
  help: 'Shared texts whose translation was cached',
  registers,
})

export const translationMisses = new Counter({
  name: 'translation_cache_misses_total',
  help: 'Shared texts that were served in the original, because no translation was cached yet',
  registers,
})

export const translationDuration = new Histogram({
  name: 'translation_duration_seconds',
  help: 'Latency of requests to the translation provider',
  labelNames: ['provider'] as const,
  buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10],
  registers,
})

export const translatedCharacters = new Counter({
  name: 'translation_characters_total',
  help: 'Characters sent to the translation provider',
  registers,
})

export const translationFailures = new Counter({
  name: 'translation_failures_total',
  help: 'Requests to the translation provider that failed, and answers for a text that were unusable',
  labelNames: ['reason'] as const,
  registers,
})

/** Calls `numUsed`, the number of connections in use, at every scrape. */
export function watchPool(numUsed: () => number): void {
  metrics.removeSingleMetric('db_pool_in_use')
  const gauge = new Gauge({
    name: 'db_pool_in_use',
    help: 'Database connections in use',
    registers,
    collect() {
      this.set(numUsed())
    },
  })
  gauge.set(0)
}
