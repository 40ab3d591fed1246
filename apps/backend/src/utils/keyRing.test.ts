import { describe, expect, it } from 'vitest'

import { secondsAfter } from './clock.ts'
import { onlyNew, ringAt, withNext, type PlannedKey } from './keyRing.ts'

const start = new Date('2026-09-07T10:00:00Z')
const at = (seconds: number) => secondsAfter(start, seconds)
const key = (kid: string) => ({ kid, publicKey: `public ${kid}`, privateKey: `private ${kid}` })
const times = { keyCacheSeconds: 600, accessTtlSeconds: 900 }

const first: PlannedKey[] = onlyNew(key('first'), start)
const second = withNext(first, key('second'), at(1_000), times)

/** Who signs and who is published, `seconds` after the start. */
const ring = (keys: readonly PlannedKey[], seconds: number) => {
  const { signing, published } = ringAt(keys, at(seconds))
  return [signing.kid, published.map(({ kid }) => kid).toSorted()]
}

describe('a rotation', () => {
  it.each([
    ['publishes the new key at once', 1_000, 'first', ['first', 'second']],
    ['lets it wait until every cache has it', 1_599, 'first', ['first', 'second']],
    ['lets it sign then', 1_600, 'second', ['first', 'second']],
    ['keeps the old one as long as its tokens live', 2_559, 'second', ['first', 'second']],
    ['drops it then', 2_560, 'second', ['second']],
  ])('%s', (_, seconds, signing, published) => {
    expect(ring(second, seconds)).toEqual([signing, published])
  })

  it('is refused while the last one has not come to sign', () => {
    expect(() => withNext(second, key('third'), at(1_599), times)).toThrow(
      'Key second is published already and signs from 2026-09-07T10:26:40.000Z',
    )
  })

  it('may follow while the last but one is still published, and leaves its end alone', () => {
    const third = withNext(second, key('third'), at(1_600), times)

    expect(ring(third, 2_199)).toEqual(['second', ['first', 'second', 'third']])
    expect(ring(third, 2_560)).toEqual(['third', ['second', 'third']])
    expect(ring(third, 3_160)).toEqual(['third', ['third']])
  })

  it('forgets what has been dropped', () => {
    const third = withNext(second, key('third'), at(2_560), times)

    expect(third.map(({ kid }) => kid)).toEqual(['second', 'third'])
  })

  it('leaves one key, signing, when it is for a leak', () => {
    expect(ring(onlyNew(key('fresh'), at(1_000)), 1_000)).toEqual(['fresh', ['fresh']])
  })
})

describe('a key ring', () => {
  it('has a key that signs even where the clock is behind the one that made it', () => {
    expect(ring(first, -3_600)).toEqual(['first', ['first']])
    expect(ring(second, -3_600)).toEqual(['first', ['first', 'second']])
  })

  it('cannot be made of nothing', () => {
    expect(() => ringAt([], start)).toThrow('no signing key')
  })
})
