import { once } from 'node:events'
import { extname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker, type TransferListItem } from 'node:worker_threads'

/** The reason why a thread was ended before it answered. */
type Reason = 'memory' | 'deadline' | 'aborted' | 'ended'

export class ThreadFailure extends Error {
  override readonly name = 'ThreadFailure'
  readonly reason: Reason

  constructor(reason: Reason) {
    super(`The thread gave no answer: ${reason}`)
    this.reason = reason
  }
}

interface Limits {
  readonly heapMb: number
  /** Time for one answer, including the start of the thread; more on a busy machine. */
  readonly deadlineMs: number
  /** An idle thread ends after this time and frees its memory. */
  readonly idleMs: number
}

interface Task {
  readonly message: unknown
  /** Moved to the thread without a copy. */
  readonly transfer: readonly TransferListItem[]
  /** Ends the thread. */
  readonly signal: AbortSignal
  /** Whether the thread stays for the next task. */
  readonly isKept: boolean
}

/**
 * Runs work that may take long or much memory in a thread of its own, one task at a time: the thread
 * gets a message and answers with one. If it exceeds its heap or its deadline, only the thread ends.
 * `entry` is the URL of its module without the extension, which differs between sources and build.
 */
export function createThread(entry: URL, { heapMb, deadlineMs, idleMs }: Limits) {
  let idle: Worker | undefined
  let running: Worker | undefined
  let timer: NodeJS.Timeout | undefined
  let hasEnded = false

  function start(): Worker {
    const worker = startWorker(entry, heapMb)
    // An error without a listener would end the process. `answerOf` reports those of a task.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (idle === worker) idle = undefined
    })
    return worker
  }

  function keep(worker: Worker): void {
    clearTimeout(timer)
    idle = worker
    worker.unref()
    const end = () => {
      idle = undefined
      void worker.terminate()
    }
    timer = setTimeout(end, idleMs).unref()
  }

  return {
    /** Starts the thread, so that a task that comes soon need not wait for it. */
    prepare(): void {
      if (!hasEnded && !idle && !running) keep(start())
    },
    /** @throws ThreadFailure, or the error that the thread did not catch */
    async run(task: Task): Promise<unknown> {
      if (hasEnded) throw new ThreadFailure('ended')
      const worker = idle ?? start()
      clearTimeout(timer)
      idle = undefined
      running = worker
      worker.ref()
      let isKept = false
      try {
        const answer = await answerOf(worker, task, deadlineMs)
        isKept = task.isKept
        return answer
      } finally {
        running = undefined
        if (isKept) keep(worker)
        else await worker.terminate()
      }
    },
    /** Ends the thread and the task that it runs; later tasks fail. */
    async end(): Promise<void> {
      hasEnded = true
      await Promise.all([idle?.terminate(), running?.terminate()])
    },
  }
}

/** Less time for garbage collection than with the default, without more memory at the peak. */
const YOUNG_MB = 32

const EXTENSION = extname(import.meta.url)

/** The thread needs neither secrets nor settings, so it gets no environment. */
function startWorker(entry: URL, heapMb: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB }
  const limits = { resourceLimits, env: {} }
  const url = `${entry.href}${EXTENSION}`
  if (EXTENSION === '.js') return new Worker(new URL(url), { ...limits, execArgv: [] })
  // Threads do not inherit the loader of the sources.
  const load = `import('tsx/esm/api').then(({ register }) => (register(), import('${url}')))`
  return new Worker(load, { ...limits, eval: true, execArgv: ['--conditions=source'] })
}

async function answerOf(
  worker: Worker,
  { message, transfer, signal: aborted }: Task,
  deadlineMs: number,
): Promise<unknown> {
  if (aborted.aborted) throw new ThreadFailure('aborted')
  const settled = new AbortController()
  const { signal } = settled
  const failed = async (event: Promise<unknown>, reason: Reason) => {
    await event
    throw new ThreadFailure(reason)
  }
  try {
    // Rejects with the error event of the worker.
    const answer = once(worker, 'message', { signal }) as Promise<[unknown]>
    const failures = [
      failed(once(worker, 'exit', { signal }), 'ended'),
      failed(once(aborted, 'abort', { signal }), 'aborted'),
      failed(untilLate(deadlineMs, signal), 'deadline'),
    ]
    worker.postMessage(message, [...transfer])
    return (await Promise.race([answer, ...failures]))[0]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw new ThreadFailure('memory')
    throw error
  } finally {
    settled.abort()
  }
}

/** Deadlines that may pass on a machine that has less than half of a core for this process. */
const MAX_DEADLINES = 3

async function untilLate(deadlineMs: number, signal: AbortSignal): Promise<void> {
  const before = process.cpuUsage()
  for (let passed = 0; passed < MAX_DEADLINES; passed += 1) {
    await wait(deadlineMs, undefined, { signal })
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1_000 > deadlineMs / 2) return
  }
}
