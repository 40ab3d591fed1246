import { readFile } from 'node:fs/promises'

import type { Db } from '../../../src/db/knex.ts'

type Work = (length: number) => unknown

/** Returns the CPU time so far, ms. The time of other processes does not count. */
type CpuClock = () => Promise<number> | number

/** The CPU time of this process with its threads. */
const processTime: CpuClock = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** The CPU time of this process, and of PostgreSQL for the connections to a database. */
export function serverTime(db: Db): CpuClock {
  const backends = new Map<number, number>()
  return async () => {
    const { rows } = await db.raw<{ rows: { pid: number }[] }>(
      'select pid from pg_stat_activity where datname = current_database()',
    )
    for (const { pid } of rows) backends.set(pid, await cpuTimeOf(pid, backends.get(pid) ?? 0))
    return (processTime() as number) + [...backends.values()].reduce((sum, ms) => sum + ms, 0)
  }
}

/** Reads the CPU time of a process; `before` if it has ended or the kernel does not tell. */
async function cpuTimeOf(pid: number, before: number): Promise<number> {
  try {
    return Number((await readFile(`/proc/${pid}/schedstat`, 'utf8')).split(' ')[0]) / 1e6
  } catch {
    return before
  }
}

async function timeOf(work: Work, length: number, clock: CpuClock): Promise<number> {
  const before = await clock()
  await work(length)
  return (await clock()) - before
}

/** Garbage collection may add this much, ms. */
const NOISE_MS = 20
/** Only work between linear and clearly not needs them all; fewer let a busy machine decide. */
const ATTEMPTS = 10
/** How many times as long four times the length takes if the work is clearly not linear. */
const CLEARLY = 10

/**
 * Whether two and four times the length take about two and four times as long; squares would take 4
 * and 16 times. Repeats slow runs, in which the compiler or the collector worked, and compares the
 * shortest of each length.
 */
export async function isLinear(
  work: Work,
  length: number,
  clock: CpuClock = processTime,
): Promise<boolean> {
  // Compiles it.
  await work(length)
  const shortest = { once: Infinity, twice: Infinity, fourTimes: Infinity }
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    shortest.once = Math.min(shortest.once, await timeOf(work, length, clock))
    shortest.twice = Math.min(shortest.twice, await timeOf(work, 2 * length, clock))
    shortest.fourTimes = Math.min(shortest.fourTimes, await timeOf(work, 4 * length, clock))
    const { once, twice, fourTimes } = shortest
    if (twice < 3 * once + NOISE_MS && fourTimes < 6 * once + NOISE_MS) return true
    if (attempt > 0 && fourTimes > CLEARLY * once + NOISE_MS) return false
  }
  return false
}
