import { describe, expect, it } from 'vitest'

import { createCache } from './cache.ts'

const start = new Date('2026-09-07T10:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)

describe('a cache', () => {
  it('returns a value until it expires', () => {
    const cache = createCache<string>({ size: 2, ttlSeconds: 15 })
    cache.set('a', 'one', start)

    expect(cache.get('a', after(14))).toBe('one')
    expect(cache.get('a', after(15))).toBeUndefined()
    expect(cache.get('a', start)).toBeUndefined()
  })

  it('returns undefined for an unknown key', () => {
    expect(createCache<string>({ size: 2, ttlSeconds: 15 }).get('a', start)).toBeUndefined()
  })

  it('deletes a value immediately', () => {
    const cache = createCache<string>({ size: 2, ttlSeconds: 15 })
    cache.set('a', 'one', start)

    cache.delete('a')

    expect(cache.get('a', start)).toBeUndefined()
  })

  it('drops the oldest value when full', () => {
    const cache = createCache<string>({ size: 2, ttlSeconds: 15 })
    for (const key of ['a', 'b', 'a', 'c']) cache.set(key, key, start)

    expect(['a', 'b', 'c'].map((key) => cache.get(key, start))).toEqual(['a', undefined, 'c'])
  })
})
