import { setImmediate } from 'node:timers/promises'

import { describe, expect, it } from 'vitest'

import { createPlaces, createTurns } from './turns.ts'

/** Work that runs until it is released. */
function createWork() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => () => {
    begun.push(name)
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
  }
  const end = async (name: string) => {
    ends.get(name)?.()
    await setImmediate()
  }
  return { begun, work, end }
}

describe('createTurns', () => {
  it('starts work in order as soon as a slot is free', async () => {
    const inTurn = createTurns({ atOnce: 2, waiting: 2 })
    const { begun, work, end } = createWork()
    const all = Promise.all(['a', 'b', 'c', 'd'].map((name) => inTurn(work(name))))

    expect(begun).toEqual(['a', 'b'])
    await end('b')
    expect(begun).toEqual(['a', 'b', 'c'])
    await end('a')
    await end('c')
    await end('d')
    expect(await all).toEqual(['a', 'b', 'c', 'd'])
  })

  it('refuses work while the queue is full and accepts it afterwards', async () => {
    const inTurn = createTurns({ atOnce: 1, waiting: 1 })
    const { begun, work, end } = createWork()
    const first = [inTurn(work('a')), inTurn(work('b'))]

    await expect(inTurn(work('c'))).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await end('a')
    await end('b')
    await Promise.all(first)
    const later = inTurn(work('d'))
    await end('d')

    expect(await later).toBe('d')
    expect(begun).toEqual(['a', 'b', 'd'])
  })

  it('frees the slot of failed work', async () => {
    const inTurn = createTurns({ atOnce: 1, waiting: 1 })

    await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await inTurn(() => Promise.resolve('yes'))).toBe('yes')
  })
})

describe('work that waits for its turn', () => {
  it('leaves the queue when its client leaves', async () => {
    const inTurn = createTurns({ atOnce: 1, waiting: 1 })
    const { begun, work, end } = createWork()
    const client = new AbortController()
    const first = inTurn(work('a'))
    const second = inTurn(work('b'), client.signal)

    client.abort()
    await expect(second).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await expect(inTurn(work('c'), client.signal)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    const third = inTurn(work('d'))
    await end('a')
    await end('d')

    expect(await Promise.all([first, third])).toEqual(['a', 'd'])
    expect(begun).toEqual(['a', 'd'])
  })

  it('gives up after its patience', async () => {
    const inTurn = createTurns({ atOnce: 1, waiting: 1, patienceMs: 1 })
    const { begun, work, end } = createWork()
    const first = inTurn(work('a'))

    await expect(inTurn(work('b'))).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await end('a')

    expect(await first).toBe('a')
    expect(begun).toEqual(['a'])
  })
})

describe('createPlaces', () => {
  it('refuses a second work of a key while the first runs', async () => {
    const inPlace = createPlaces(() => new Error('busy'))
    const { work, end } = createWork()
    const first = inPlace('ada', work('a'))
    const other = inPlace('ben', work('b'))

    await expect(inPlace('ada', work('c'))).rejects.toThrow('busy')
    await end('a')
    await end('b')
    const later = inPlace('ada', work('d'))
    await end('d')

    expect(await Promise.all([first, other, later])).toEqual(['a', 'b', 'd'])
  })

  it('frees the place of failed work', async () => {
    const inPlace = createPlaces(() => new Error('busy'))

    await expect(inPlace('ada', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await inPlace('ada', () => Promise.resolve('yes'))).toBe('yes')
  })
})
