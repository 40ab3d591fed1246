import { createHash } from 'node:crypto'

import { authApi } from '@fitvibe/contract'
import type { Express } from 'express'
import { pino } from 'pino'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createApp } from '../../src/app.ts'
import type { Config } from '../../src/config/config.ts'
import { createContext } from '../../src/context.ts'
import { AppError } from '../../src/errors.ts'
import * as guessesService from '../../src/modules/auth/guesses.service.ts'
import { passwordHashes } from '../../src/utils/metrics.ts'
import { hasRedis, startRedis } from '../redisServer.ts'
import { expectRefusal } from '../refusal.ts'
import { PASSWORD, useTestApp } from '../testApp.ts'

const say = (text: string) => process.stdout.write(`brute force: ${text}\n`)

const hashes = async () => (await passwordHashes.get()).values[0]?.value ?? 0

async function hashesDuring<T>(work: () => Promise<T>) {
  const before = await hashes()
  const result = await work()
  return { result, hashed: (await hashes()) - before }
}

describe('with the counters in the database', () => {
  suite('PostgreSQL', {})
})

if (!hasRedis) say('skipped with Redis: there is no redis-server')

describe.skipIf(!hasRedis)('with the counters in Redis', () => {
  const overrides: { redisUrl?: string } = {}
  let redis: Awaited<ReturnType<typeof startRedis>> | undefined

  beforeAll(async () => {
    redis = await startRedis()
    overrides.redisUrl = redis.url
  })

  afterAll(() => redis?.stop())

  suite('Redis', overrides)
})

function suite(store: string, overrides: Partial<Config>) {
  const app = useTestApp(Object.assign(overrides, { trustedProxies: 1 }))
  let count = 0
  /** An address nobody else has used. */
  const address = () => `10.${store.length}.${(count += 1) >> 8}.${count & 255}`

  /** Another process on the same stores. */
  function instance(over: Partial<Config> = {}) {
    const config = { ...app.ctx().config, ...over }
    const made = createContext(config, { database: app.databaseUrl(), smtp: app.mailbox().url })
    const ctx = { ...made, clock: app.now, logger: pino({ level: 'silent' }) }
    return { ctx, served: createApp(ctx), close: () => made.close() }
  }

  /** Somebody who tries passwords, with the cookies of one browser. */
  async function guesser(served?: Express) {
    const { agent } = served ? { agent: request.agent(served) } : app.visitor()
    const { body } = await agent.get('/api/v1/auth/csrf')
    return (login: string, password: string, from: string, captcha?: string) =>
      agent
        .post('/api/v1/auth/login')
        .set({ 'x-csrf-token': body.csrfToken, 'x-forwarded-for': from })
        .send({ login, password, captcha })
  }

  const parallel = <T>(times: number, work: (index: number) => PromiseLike<T>) =>
    Promise.all(Array.from({ length: times }, (_, index) => work(index)))

  /** Uses up what is free from an address of its own. */
  async function exhaust(login: string, from = address(), served?: Express) {
    const guess = await guesser(served)
    return parallel(10, () => guess(login, 'wrong', from))
  }

  const statuses = (answers: readonly { status: number }[], status: number) =>
    answers.filter((answer) => answer.status === status).length

  describe('of 100 guesses at once', () => {
    it.each([
      ['from one address', () => '192.0.2.1'],
      ['from addresses all over', (i: number) => `198.51.100.${i}`],
      ['with addresses made up in X-Forwarded-For', (i: number) => `203.0.113.${i}, 192.0.2.2`],
      ['from one IPv6 /64', (i: number) => `2001:db8:0:1::${i.toString(16)}`],
    ])('ten are tried, %s', async (what, from) => {
      const ada = await app.newAthlete()
      const guess = await guesser()

      const { result, hashed } = await hashesDuring(() =>
        parallel(100, (i) => guess(ada.username, 'wrong', from(i))),
      )

      say(`${store}, 100 guesses ${what}: ${hashed} hashes`)
      expect(hashed).toBe(10)
      expect([statuses(result, 401), statuses(result, 429)]).toEqual([10, 90])
    })

    it('ten are tried at an account that does not exist', async () => {
      const guess = await guesser()
      const from = address()

      const { result, hashed } = await hashesDuring(() =>
        parallel(100, () => guess('nobody-at-all', 'wrong', from)),
      )

      expect([hashed, statuses(result, 429)]).toEqual([10, 90])
    })

    it('ten are tried by two instances together', async () => {
      const ada = await app.newAthlete()
      const other = instance()
      const [here, there] = [await guesser(), await guesser(other.served)]
      const from = address()

      const { hashed } = await hashesDuring(() =>
        parallel(100, (i) => (i % 2 ? here : there)(ada.username, 'wrong', from)),
      )
      await other.close()

      say(`${store}, 100 guesses at two instances: ${hashed} hashes`)
      expect(hashed).toBe(10)
    })

    it('a hundred at as many accounts are tried for an address, and no more', async () => {
      const guess = await guesser()
      const from = address()

      const { hashed } = await hashesDuring(async () => {
        for (let i = 0; i < 11; i += 1)
          await parallel(10, (j) => guess(`sprayed-${store}-${i}-${j}`, 'wrong', from))
      })

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

      say(`${store}, waits in seconds: ${waits.join(', ')}`)
      expect(waits).toEqual([60, 120, 240])
    })

    it('the right one is taken once the wait is over, and the pair begins anew', async () => {
      const { username } = await app.newAthlete()
      const from = address()
      await exhaust(username, from)
      app.passSeconds(60)
      const first = await (await guesser())(username, PASSWORD, from)
      const later = await (await guesser())(username, 'wrong', from)

      expect([first.status, later.status]).toEqual([200, 401])
    })

    it('nothing is forgotten by an instance that has been started since', async () => {
      const { username } = await app.newAthlete()
      const from = address()
      const before = instance()
      await exhaust(username, from, before.served)
      await before.close()
      const after = instance()

      const answer = await (await guesser(after.served))(username, PASSWORD, from)
      await after.close()

      expectRefusal(answer, 'RATE_LIMITED')
    })

    it('what was refused does not count, neither here nor for the account', async () => {
      const { username } = await app.newAthlete()
      const from = address()
      await exhaust(username, from)
      const guess = await guesser()
      await parallel(20, () => guess(username, 'wrong', from))
      app.passSeconds(60)

      expect((await guess(username, PASSWORD, address())).status).toBe(200)
    })
  })

  describe('while an account is attacked from elsewhere', () => {
    it('a device that has logged in before gets in, and a new one does not', async () => {
      const ada = await app.newAthlete()
      await exhaust(ada.username)

      const known = await ada.call(authApi.login, {
        body: { login: ada.username, password: PASSWORD },
      })
      const unknown = await (await guesser())(ada.username, PASSWORD, address())

      expect(known.status).toBe(200)
      expectRefusal(unknown, 'RATE_LIMITED')
    })

    it('that device has ten guesses of its own', async () => {
      const ada = await app.newAthlete()
      const wrong = { body: { login: ada.username, password: 'wrong' } }
      const answers = []

      for (let i = 0; i < 12; i += 1) answers.push(await ada.call(authApi.login, wrong))

      expect([statuses(answers, 401), statuses(answers, 429)]).toEqual([10, 2])
    })

    it('a device of another account is none, and neither is one that is made up', async () => {
      const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
      await exhaust(ada.username)
      const made = app.visitor()
      made.agent.jar.setCookie(`device=${'A'.repeat(86)}`, '127.0.0.1', '/')
      const body = { login: ada.username, password: PASSWORD }

      const answers = [
        await bob.call(authApi.login, { body }),
        await made.call(authApi.login, { body }),
      ]

      expect(answers.map(({ status }) => status)).toEqual([429, 429])
    })
  })

  describe('links to set a new password', () => {
    it('are guessed at ten times', async () => {
      const owner = Buffer.from(app.ctx().newId().replaceAll('-', ''), 'hex')
      const token = Buffer.concat([owner, Buffer.alloc(32)]).toString('base64url')
      const answers = []

      for (let i = 0; i < 12; i += 1)
        answers.push(
          await app
            .visitor()
            .call(authApi.resetPassword, { body: { token, newPassword: PASSWORD } }),
        )

      expect([statuses(answers, 422), statuses(answers, 429)]).toEqual([10, 2])
    })
  })

  describe('what is guarded', () => {
    it('is counted when the secret is wrong, and not when something else goes wrong', async () => {
      const caller = { address: address(), device: undefined }
      const about = { purpose: 'confirm', name: 'ada', owner: undefined, caller } as const
      const fail = (code: 'AUTH_INVALID_CREDENTIALS' | 'UNAVAILABLE') =>
        guessesService.guard(app.ctx(), about, async () => {
          throw new AppError(code, 'errors.internal')
        })

      for (let i = 0; i < 15; i += 1) await expect(fail('UNAVAILABLE')).rejects.toThrow('UNAV')
      for (let i = 0; i < 10; i += 1)
        await expect(fail('AUTH_INVALID_CREDENTIALS')).rejects.toThrow('CREDENTIALS')

      await expect(fail('UNAVAILABLE')).rejects.toThrow('RATE_LIMITED')
    })
  })

  describe('captchas', () => {
    const solve = ({ challenge, bits }: { challenge: string; bits: number }) => {
      for (let i = 0; ; i += 1) {
        const answer = `${challenge}.${i}`
        const hash = createHash('sha256').update(answer).digest()
        if (Math.clz32(hash.readUInt32BE()) >= bits) return answer
      }
    }

    it('are asked for after ten wrong passwords, and each is good for one login', async () => {
      const { username } = await app.newAthlete()
      const asking = instance({ hasCaptcha: true, captchaBits: 8 })
      const from = address()
      const guess = await guesser(asking.served)
      await exhaust(username, from, asking.served)
      app.passSeconds(60)
      const { body } = await request(asking.served).get('/api/v1/auth/captcha')
      const answer = solve(body)

      const without = await guess(username, PASSWORD, from)
      const forged = await guess(username, PASSWORD, from, answer.replace(/^./, '~'))
      const wrong = await guess(username, 'wrong', from, answer)
      app.passSeconds(120)
      const again = await guess(username, PASSWORD, from, answer)
      const fresh = solve((await request(asking.served).get('/api/v1/auth/captcha')).body)
      const right = await guess(username, PASSWORD, from, fresh)
      await asking.close()

      expectRefusal(without, 'UNPROCESSABLE', 'Solve a captcha first and send its answer along.')
      expectRefusal(forged, 'UNPROCESSABLE')
      expectRefusal(wrong, 'AUTH_INVALID_CREDENTIALS')
      expectRefusal(again, 'UNPROCESSABLE')
      expect(right.status).toBe(200)
    })

    it('end after five minutes', async () => {
      const { username } = await app.newAthlete()
      const asking = instance({ hasCaptcha: true, captchaBits: 8 })
      const from = address()
      await exhaust(username, from, asking.served)
      const { body } = await request(asking.served).get('/api/v1/auth/captcha')
      app.passSeconds(300)

      const late = await (await guesser(asking.served))(username, PASSWORD, from, solve(body))
      await asking.close()

      expectRefusal(late, 'UNPROCESSABLE')
    })

    it('are not there unless they are switched on', async () => {
      expectRefusal(await app.http().get('/api/v1/auth/captcha'), 'NOT_FOUND')
    })
  })
}
