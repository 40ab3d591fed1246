import { unavailable } from '../errors.ts'

interface Limits {
  /** Works that run at once. */
  readonly atOnce: number
  /** Works that wait for a turn. */
  readonly waiting: number
  /** The longest wait, ms; by default there is none. */
  readonly patienceMs?: number
}

const RETRY_SECONDS = 5

/**
 * Limits how much work of a kind runs at once in this process; the rest waits in a queue, first in,
 * first out. For work that would starve everything else or use too much memory. The returned
 * function throws AppError UNAVAILABLE if the queue is full, if a turn does not come in time, and if
 * `signal` aborts before it comes.
 */
export function createTurns({ atOnce, waiting, patienceMs }: Limits) {
  const queue: (() => void)[] = []
  let running = 0

  const turn = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(enter), 1)
        settle()
        reject(unavailable(RETRY_SECONDS))
      }
      const enter = () => {
        settle()
        resolve()
      }
      const timer = patienceMs === undefined ? undefined : setTimeout(leave, patienceMs)
      const settle = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', leave)
      }
      signal?.addEventListener('abort', leave)
      queue.push(enter)
    })

  return async function inTurn<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) throw unavailable(RETRY_SECONDS)
    if (running >= atOnce) {
      if (queue.length >= waiting) throw unavailable(RETRY_SECONDS)
      await turn(signal)
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

/** Runs one work for each key at a time. While it runs, others of its key get the error of `refuse`. */
export function createPlaces(refuse: () => Error) {
  const taken = new Set<string>()

  return async function inPlace<T>(key: string, work: () => Promise<T>): Promise<T> {
    if (taken.has(key)) throw refuse()
    taken.add(key)
    try {
      return await work()
    } finally {
      taken.delete(key)
    }
  }
}
