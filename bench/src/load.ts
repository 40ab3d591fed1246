import autocannon from 'autocannon'

import type { Request } from './profiles.ts'

export interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly errors: number
  readonly non2xx: number
}

interface Limits {
  readonly connections: number
  readonly seconds: number
  /** Sends each request once and stops; otherwise repeats them until the time is up. */
  readonly isOnce: boolean
}

/**
 * Puts load on a server. Each connection gets its share of the requests up front, because the load
 * generator runs on the same machine as the server and must be cheap.
 */
export async function load(
  url: string,
  requests: readonly Request[],
  { connections, seconds, isOnce }: Limits,
): Promise<Measured> {
  const share = Math.floor(requests.length / connections)
  if (share === 0) throw new Error(`${requests.length} requests for ${connections} connections`)
  let connection = 0
  const result = await autocannon({
    url,
    connections,
    timeout: 10,
    ...(isOnce ? { amount: share * connections } : { duration: seconds }),
    setupClient(client) {
      const start = connection++ * share
      client.setRequests(requests.slice(start, start + share).map(toAutocannon))
    },
  })
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.timeouts,
    non2xx: result.non2xx,
  }
}

const toAutocannon = ({ method, path, headers, body, key }: Request) => ({
  method,
  path,
  headers: { ...headers, 'x-key': key },
  ...(body !== undefined && { body }),
})

/** Returns the median of several rounds for each figure, and the sum of their failures. */
export function median(rounds: readonly Measured[]): Measured {
  const middle = (pick: (round: Measured) => number) => {
    const sorted = rounds.map(pick).toSorted((a, b) => a - b)
    const half = (sorted.length - 1) / 2
    return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2
  }
  const sum = (pick: (round: Measured) => number) =>
    rounds.reduce((all, round) => all + pick(round), 0)
  return {
    perSecond: middle((round) => round.perSecond),
    p50: middle((round) => round.p50),
    p99: middle((round) => round.p99),
    errors: sum((round) => round.errors),
    non2xx: sum((round) => round.non2xx),
  }
}
