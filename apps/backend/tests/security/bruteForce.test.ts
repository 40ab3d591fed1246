import type * as rateLimits from 'express-rate-limit'
import { describe, expect, it, vi } from 'vitest'

import type * as guessesService from '../../src/modules/limits/guesses.service.ts'
import { expectRefusal } from '../refusal.ts'
import { PASSWORD, useTestApp } from '../testApp.ts'
import { countOf, guessing, hashesDuring, onBothStores, parallel } from './guessing.ts'
import { reportOf, times } from './torture.ts'

vi.setConfig({ testTimeout: 600_000 })

/** Guards that the controls switch off. */
const guards = vi.hoisted(() => ({ counts: true, networks: true }))

vi.mock('../../src/modules/limits/guesses.service.ts', async (original) => {
  const real = await original<typeof guessesService>()
  const guard: typeof real.guard = (ctx, guess, work) =>
    guards.counts ? real.guard(ctx, guess, work) : work()
  return { ...real, guard }
})

vi.mock('express-rate-limit', async (original) => {
  const real = await original<typeof rateLimits>()
  const ipKeyGenerator: typeof real.ipKeyGenerator = (ip, subnet) =>
    guards.networks ? real.ipKeyGenerator(ip, subnet) : ip
  return { ...real, ipKeyGenerator }
})

const { say, control } = reportOf('brute force')

/** Rounds of 100 parallel guesses. */
const ROUNDS = times(1, 10)

/** Addresses that the guesses of a drill seem to come from. No two drills share an address. */
const sources = {
  'one address': (drill: number) => `192.0.${drill}.1`,
  'addresses all over': (drill: number, i: number) => `198.51.${drill}.${i}`,
  'addresses made up in X-Forwarded-For': (drill: number, i: number) =>
    `203.0.${drill}.${i}, 192.1.${drill}.1`,
  'one IPv6 /64': (drill: number, i: number) => `2001:db8:0:${drill}::${i.toString(16)}`,
}
type Source = keyof typeof sources

onBothStores((store, overrides) => {
  const app = useTestApp(overrides)
  const { address, instance, guesser, exhaust } = guessing(app)
  const hashes = { atOne: [] as string[], atMany: [] as string[] }
  let drills = 0

  /** Sends 100 parallel guesses at one account in each round and counts the outcomes. */
  async function drillAccount(source: Source, rounds = ROUNDS) {
    const guess = await guesser()
    const found: { hashed: number; tried: number; refused: number }[] = []
    for (let round = 0; round < rounds; round += 1) {
      const drill = (drills += 1)
      const { username } = await app.newAthlete()
      const { result, hashed } = await hashesDuring(() =>
        parallel(100, (i) => guess(username, 'wrong', sources[source](drill, i))),
      )
      found.push({ hashed, tried: countOf(result, 401), refused: countOf(result, 429) })
    }
    return found
  }

  /** Counts the hashes that 110 guesses at as many accounts cause. */
  async function drillAddress(source: Source, served = app.app()) {
    const guess = await guesser(served)
    const drill = (drills += 1)
    const { hashed } = await hashesDuring(async () => {
      for (let i = 0; i < 110; i += 10)
        await parallel(10, (j) =>
          guess(`sprayed-${drill}-${i + j}`, 'wrong', sources[source](drill, i + j)),
        )
    })
    return hashed
  }

  describe('of 100 guesses at once', () => {
    it.each(Object.keys(sources) as Source[])('ten are tried, from %s', async (source) => {
      const found = await drillAccount(source)

      hashes.atOne.push(`${Math.max(...found.map(({ hashed }) => hashed))} from ${source}`)
      expect(new Set(found.map((round) => Object.values(round).join()))).toEqual(
        new Set(['10,10,90']),
      )
    })

    it('ten are tried and the others refused with 429 at an account that does not exist', async () => {
      const guess = await guesser()
      const from = address()

      const { result, hashed } = await hashesDuring(() =>
        parallel(100, () => guess('nobody-at-all', 'wrong', from)),
      )

      expect([hashed, countOf(result, 401), countOf(result, 429)]).toEqual([10, 10, 90])
    })

    it('ten are tried by two instances together', async () => {
      const { username } = await app.newAthlete()
      const other = instance()
      const [here, there] = [await guesser(), await guesser(other.served)]
      const from = address()

      const { hashed } = await hashesDuring(() =>
        parallel(100, (i) => (i % 2 ? here : there)(username, 'wrong', from)),
      )
      await other.close()

      hashes.atOne.push(`${hashed} at two instances`)
      expect(hashed).toBe(10)
    })
  })

  describe('of 110 guesses at as many accounts', () => {
    const shared = ['one address', 'addresses made up in X-Forwarded-For', 'one IPv6 /64'] as const

    it.each(shared)('a hundred are tried, from %s', async (source) => {
      const hashed = await drillAddress(source)

      hashes.atMany.push(`${hashed} from ${source}`)
      expect(hashed).toBe(100)
    })
  })

  describe('after ten wrong passwords', () => {
    it('the wait is 1, 2, 4 … minutes, and the answer says how long', async () => {
      const { username } = await app.newAthlete()
      const from = address()
      await exhaust(username, from)
      const guess = await guesser()
      const waits: number[] = []

      for (const _ of [1, 2, 3]) {
        const refused = await guess(username, PASSWORD, from)
        expectRefusal(refused, 'RATE_LIMITED', 'Too many requests: wait a moment.')
        const wait = Number(refused.headers['retry-after'])
        waits.push(wait)
        app.passSeconds(wait - 1)
        expectRefusal(await guess(username, PASSWORD, from), 'RATE_LIMITED')
        app.passSeconds(1)
        expectRefusal(await guess(username, 'wrong', from), 'AUTH_INVALID_CREDENTIALS')
      }

      const { atOne, atMany } = hashes
      say(`${store}: of 100 parallel guesses x ${ROUNDS} hashed at most ${atOne.join(', ')}`)
      say(`of 110 at as many accounts ${atMany.join(', ')}; waits ${waits.join(', ')} s`)
      expect(waits).toEqual([60, 120, 240])
    })
  })

  describe('power', () => {
    control('counting guesses before they are tried', async () => {
      guards.counts = false
      const [found] = await drillAccount('one address', 1).finally(() => (guards.counts = true))

      expect(found?.hashed).toBeGreaterThan(10)
    })

    control('proxies counted exactly', async () => {
      const trusting = instance({ trustedProxies: 2 })

      const hashed = await drillAddress('addresses made up in X-Forwarded-For', trusting.served)
      await trusting.close()

      expect(hashed).toBe(110)
    })

    control('one count for a network', async () => {
      guards.networks = false
      const hashed = await drillAddress('one IPv6 /64').finally(() => (guards.networks = true))

      expect(hashed).toBe(110)
    })
  })
})
