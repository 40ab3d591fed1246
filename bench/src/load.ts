import autocannon from 'autocannon'

import type { Request } from './profiles.ts'

export interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly answers: number
  readonly errors: number
  readonly non2xx: number
}

/** The next request to send, and undefined when none is left. */
export type Supply = () => Request | undefined

export function roundAndRound(requests: readonly Request[]): Supply {
  let next = 0
  return () => requests[next++ % requests.length]
}

/** Loads a server for so many seconds, or with `amount` until so many requests are answered. */
export async function load(
  url: string,
  supply: Supply,
  limits: { connections: number; seconds: number; amount?: number },
): Promise<Measured> {
  const { connections, seconds, amount } = limits
  const startedAt = performance.now()
  const result = await autocannon({
    url,
    connections,
    timeout: 10,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    requests: [
      {
        setupRequest(template) {
          const request = supply()
          if (!request) throw new Error('There are more requests than fresh sessions')
          const { method, path, headers, body } = request
          const own = { ...headers, 'x-key': request.key }
          return { ...template, method, path, headers: own, ...(body !== undefined && { body }) }
        },
      },
    ],
  })
  const elapsed = (performance.now() - startedAt) / 1_000
  return {
    perSecond: result['2xx'] / (amount === undefined ? result.duration : elapsed),
    p50: result.latency.p50,
    p99: result.latency.p99,
    answers: result['2xx'] + result.non2xx,
    errors: result.errors + result.timeouts,
    non2xx: result.non2xx,
  }
}
