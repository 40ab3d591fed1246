import { authApi } from '@fitvibe/contract'
import { pino } from 'pino'
import { afterAll, beforeAll, describe } from 'vitest'

import { createApp } from '../../src/app.ts'
import type { Config } from '../../src/config/config.ts'
import { createContext } from '../../src/context.ts'
import { passwordHashes } from '../../src/utils/metrics.ts'
import { hasRedis, startRedis } from '../redisServer.ts'
import type { TestApp } from '../testApp.ts'

/** Runs a suite with the counters in the database and, if Redis is installed, in Redis. */
export function onBothStores(suite: (store: string, overrides: Partial<Config>) => void) {
  describe('with the counters in the database', () => {
    suite('PostgreSQL', { trustedProxies: 1 })
  })

  describe.skipIf(!hasRedis)('with the counters in Redis', () => {
    const overrides: { redisUrl?: string; trustedProxies: number } = { trustedProxies: 1 }
    let redis: Awaited<ReturnType<typeof startRedis>> | undefined

    beforeAll(async () => {
      redis = await startRedis()
      overrides.redisUrl = redis.url
    })

    afterAll(() => redis?.stop())

    suite('Redis', overrides)
  })
}

type Served = ReturnType<TestApp['app']>

/** Returns the result of `work` and the number of passwords hashed meanwhile. */
export async function hashesDuring<T>(work: () => Promise<T>) {
  const before = await hashes()
  const result = await work()
  return { result, hashed: (await hashes()) - before }
}

const hashes = async () => (await passwordHashes.get()).values[0]?.value ?? 0

export const parallel = <T>(times: number, work: (index: number) => PromiseLike<T>) =>
  Promise.all(Array.from({ length: times }, (_, index) => work(index)))

export const countOf = (answers: readonly { status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status).length

/** Attackers who guess passwords of an application that trusts one proxy. */
export function guessing(app: TestApp) {
  let count = 0

  /** Returns an address that nothing else has used. */
  const address = () => `10.0.${(count += 1) >> 8}.${count & 255}`

  /** Creates a second instance of the application on the same stores. */
  function instance(over: Partial<Config> = {}) {
    const config = { ...app.ctx().config, ...over }
    const made = createContext(config, { database: app.databaseUrl(), smtp: app.mailbox().url })
    const ctx = { ...made, clock: app.now, logger: pino({ level: 'silent' }) }
    return { served: createApp(ctx), close: () => made.close() }
  }

  /** An attacker who tries passwords and never keeps the cookies of an answer. */
  async function guesser(served: Served = app.app()) {
    const client = await app.connect(served)
    const caller = await client.callerOf()
    return async (login: string, password: string, from: string, captcha?: string) => {
      const body = { login, password, captcha }
      const answer = await client.call(caller, authApi.login, { body }, { 'x-forwarded-for': from })
      const headers = answer.headers as Record<string, string>
      return { status: answer.status, headers, body: JSON.parse(answer.text) as unknown }
    }
  }

  /** Uses up the free guesses at a login, from a new address. */
  async function exhaust(login: string, from = address(), served?: Served) {
    const guess = await guesser(served)
    return parallel(10, () => guess(login, 'wrong', from))
  }

  return { address, instance, guesser, exhaust }
}
