import { describe, expect, it } from 'vitest'

import { secondsAfter } from './clock.ts'
import { onlyNew, ringAt, withNext, type PlannedKey } from './keyRing.ts'

const start = new Date('2026-09-07T10:00:00Z')
const at = (seconds: number) => secondsAfter(start, seconds)
const key = (kid: string) => ({ kid, publicKey: `public ${kid}`, privateKey: `private ${kid}` })
const times = { keyCacheSeconds: 600, accessTtlSeconds: 900 }

const first: PlannedKey[] = onlyNew(key('first'), start)
const second = withNext(first, key('second'), at(1_000), times)

/** Signing and published keys, `seconds` after the start. */
const ring = (keys: readonly PlannedKey[], seconds: number) => {
  const { signing, published } = ringAt(keys, at(seconds))
  return [signing.kid, published.map(({ kid }) => kid).toSorted()]
}

describe('a rotation', () => {
  it.each([
    ['publishes the new key at once', 1_000, 'first', ['first', 'second']],
    ['does not sign with it until every cache has it', 1_599, 'first', ['first', 'second']],
    ['then signs with it', 1_600, 'second', ['first', 'second']],
    ['keeps the old one as long as its tokens are valid', 2_559, 'second', ['first', 'second']],
    ['then drops the old one', 2_560, 'second', ['second']],
  ])('%s', (_, seconds, signing, published) => {
    expect(ring(second, seconds)).toEqual([signing, published])
  })

  it('is refused until the previous new key signs', () => {
    expect(() => withNext(second, key('third'), at(1_599), times)).toThrow(
      'Key second is published already and signs from 2026-09-07T10:26:40.000Z',
    )
  })

  it('is possible while an older key is still published, and keeps its end', () => {
    const third = withNext(second, key('third'), at(1_600), times)

    expect(ring(third, 2_199)).toEqual(['second', ['first', 'second', 'third']])
    expect(ring(third, 2_560)).toEqual(['third', ['second', 'third']])
    expect(ring(third, 3_160)).toEqual(['third', ['third']])
  })

  it('removes dropped keys', () => {
    const third = withNext(second, key('third'), at(2_560), times)

    expect(third.map(({ kid }) => kid)).toEqual(['second', 'third'])
  })

  it('leaves only the new key, signing, after a leak', () => {
    expect(ring(onlyNew(key('fresh'), at(1_000)), 1_000)).toEqual(['fresh', ['fresh']])
  })
})

describe('a key ring', () => {
  it('has a signing key even if the clock is behind', () => {
    expect(ring(first, -3_600)).toEqual(['first', ['first']])
    expect(ring(second, -3_600)).toEqual(['first', ['first', 'second']])
  })

  it('cannot be empty', () => {
    expect(() => ringAt([], start)).toThrow('no signing key')
  })
})
