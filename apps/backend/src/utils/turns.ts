import { unavailable } from '../errors.ts'

/**
 * Makes work of a kind take turns within this process: so many at once, so many more waiting, in
 * the order they came. For work that would starve everything else, or take too much memory.
 * What it returns throws AppError UNAVAILABLE when more are waiting than can be served in time.
 */
export function createTurns({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const queue: (() => void)[] = []
  let running = 0

  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw unavailable(5)
      await new Promise<void>((resolve) => queue.push(resolve))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
