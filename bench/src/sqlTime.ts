import { withClient } from './fill.ts'
import type { Recording } from './record.ts'

/** Time of a request inside PostgreSQL in ms: the median of samples that run one at a time. */
export interface SqlTime {
  /** A prepared statement saves this from its sixth use on. */
  readonly planning: number
  readonly execution: number
}

const SAMPLES = 25

interface Plan {
  readonly 'QUERY PLAN': readonly [{ 'Planning Time': number; 'Execution Time': number }]
}

export function timeSql(url: string, recordings: readonly Recording[]): Promise<SqlTime> {
  return withClient(url, async (client) => {
    const times: SqlTime[] = []
    const step = Math.max(1, Math.floor(recordings.length / SAMPLES))
    for (const [index, { statements }] of recordings.entries()) {
      const [statement] = statements
      if (index % step !== 0 || !statement) continue
      const explain = `explain (analyze, timing off, format json) ${statement.sql}`
      const { rows } = await client.query<Plan>(explain, [...statement.values])
      const plan = rows[0]?.['QUERY PLAN'][0]
      if (plan) times.push({ planning: plan['Planning Time'], execution: plan['Execution Time'] })
    }
    const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0
    return {
      planning: median(times.map(({ planning }) => planning)),
      execution: median(times.map(({ execution }) => execution)),
    }
  })
}
