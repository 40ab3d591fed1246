import { parentPort, threadId } from 'node:worker_threads'

/** Does as a test asks, in a thread: answers, fails, or takes all time or memory. */
const WISHES = {
  answer: () => 'answered',
  id: () => threadId,
  error() {
    throw new Error('a bug')
  },
  time() {
    for (;;);
  },
  memory() {
    const hoard: unknown[] = []
    for (;;) hoard.push({ hoard: [hoard.length] })
  },
}

parentPort?.on('message', (wish: keyof typeof WISHES) => {
  parentPort?.postMessage(WISHES[wish](), [])
})
