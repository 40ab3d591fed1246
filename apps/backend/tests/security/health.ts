import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** Longest time that anything a user sends may keep `/health` waiting, ms. */
export const HEALTH_MS = 250

const PAUSE_MS = 20

/**
 * Requests `/health` again and again, and measures the longest answer in milliseconds of CPU time of the
 * thread that serves it. An answer takes that long in all on a machine without other work: here, other
 * test files and PostgreSQL use the same cores.
 */
export function watchHealth(requestHealth: () => PromiseLike<unknown>) {
  const state = { longest: 0, isOver: false }
  const polling = (async () => {
    while (!state.isOver) {
      // Includes the pause: a request that had arrived during it would have waited, too.
      const before = threadTimeMs()
      await setTimeout(PAUSE_MS)
      await requestHealth()
      state.longest = Math.max(state.longest, threadTimeMs() - before)
    }
  })()
  return {
    /** Returns the longest answer. */
    async end(): Promise<number> {
      state.isOver = true
      await polling
      return state.longest
    },
  }
}

/** CPU time of the main thread so far; where the kernel does not tell, the time of the clock. */
function threadTimeMs(): number {
  try {
    const figures = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8')
    return Number(figures.split(' ')[0]) / 1e6
  } catch {
    return performance.now()
  }
}
