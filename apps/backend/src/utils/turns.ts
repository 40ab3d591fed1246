import { unavailable } from '../errors.ts'

/**
 * Limits how much work of a kind runs at once in this process; the rest waits in a queue, first in,
 * first out. For work that would starve everything else or use too much memory. The returned
 * function throws AppError UNAVAILABLE if the queue is full.
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
