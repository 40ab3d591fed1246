import { setTimeout } from 'node:timers/promises'

import { afterAll, describe, expect, it } from 'vitest'

import { createThread } from './thread.ts'

const entry = new URL('../../tests/greedyThread', import.meta.url)
const limits = { heapMb: 32, deadlineMs: 20_000, idleMs: 60_000 }
const threads: ReturnType<typeof createThread>[] = []

afterAll(() => Promise.all(threads.map((thread) => thread.end())))

function newThread(given: Partial<typeof limits> = {}) {
  const thread = createThread(entry, { ...limits, ...given })
  threads.push(thread)
  return thread
}

const never = new AbortController().signal
const task = (message: string, signal = never) => ({ message, transfer: [], signal, isKept: true })

describe('a thread', () => {
  it('answers one task after the other', async () => {
    const thread = newThread()

    expect(await thread.run(task('answer'))).toBe('answered')
    expect(await thread.run(task('answer'))).toBe('answered')
  })

  it('that was prepared takes the next task, and no other is prepared meanwhile', async () => {
    const thread = newThread()
    thread.prepare()
    const first = await thread.run(task('id'))
    const running = thread.run(task('id'))
    thread.prepare()

    expect(await running).toBe(first)
    expect(await thread.run(task('id'))).toBe(first)
  })

  it.each([
    ['memory', 'memory'],
    ['time', 'deadline'],
  ])(
    'that takes too much %s ends alone, and the next task gets a new one',
    async (wish, reason) => {
      const thread = newThread(wish === 'time' ? { deadlineMs: 3_000 } : {})

      await expect(thread.run(task(wish))).rejects.toMatchObject({ reason })
      await expect(thread.run(task('answer'))).resolves.toBe('answered')
    },
  )

  it('that fails reports its error, and the next task gets a new one', async () => {
    const thread = newThread()

    await expect(thread.run(task('error'))).rejects.toThrow('a bug')
    await expect(thread.run(task('answer'))).resolves.toBe('answered')
  })

  it('ends when its task is aborted', async () => {
    const thread = newThread()
    const client = new AbortController()
    const running = thread.run(task('time', client.signal))

    await setTimeout(100)
    client.abort()

    await expect(running).rejects.toMatchObject({ reason: 'aborted' })
    await expect(thread.run(task('time', client.signal))).rejects.toMatchObject({
      reason: 'aborted',
    })
  })

  it('ends with its task when the server stops, and takes no other', async () => {
    const thread = newThread()
    const running = thread.run(task('time'))

    await setTimeout(100)
    await Promise.all([expect(running).rejects.toMatchObject({ reason: 'ended' }), thread.end()])

    await expect(thread.run(task('answer'))).rejects.toMatchObject({ reason: 'ended' })
  })
})
