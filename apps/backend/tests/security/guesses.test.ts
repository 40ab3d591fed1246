import { createHash } from 'node:crypto'

import { authApi } from '@fitvibe/contract'
import request from 'supertest'
import { describe, expect, it } from 'vitest'

import { AppError } from '../../src/errors.ts'
import * as guessesService from '../../src/modules/limits/guesses.service.ts'
import { expectRefusal } from '../refusal.ts'
import { PASSWORD, useTestApp } from '../testApp.ts'
import { countOf, guessing, onBothStores, parallel } from './guessing.ts'

onBothStores((_store, overrides) => {
  const app = useTestApp(overrides)
  const { address, instance, guesser, exhaust } = guessing(app)

  describe('after ten wrong passwords', () => {
    it('the right password works after the wait, and the count starts again', async () => {
      const { username } = await app.newAthlete()
      const from = address()
      await exhaust(username, from)
      app.passSeconds(60)
      const first = await (await guesser())(username, PASSWORD, from)
      const later = await (await guesser())(username, 'wrong', from)

      expect([first.status, later.status]).toEqual([200, 401])
    })

    it('the count by account is gone once it is forgotten', async () => {
      const { username } = await app.newAthlete()
      // Each address guesses less often than it may: only the account is blocked.
      for (let n = 0; n < 11; n += 1) await (await guesser())(username, 'wrong', address())
      const blocked = await (await guesser())(username, PASSWORD, address())

      await guessesService.forget(app.ctx(), [username.toUpperCase()])

      const free = await (await guesser())(username, PASSWORD, address())
      expect([blocked.status, free.status]).toEqual([429, 200])
    })

    it('an instance that starts later knows the count', async () => {
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

    it('refused guesses count neither for the address nor for the account', async () => {
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

      expect([countOf(answers, 401), countOf(answers, 429)]).toEqual([10, 2])
    })

    it('a device of another account and an invented device do not get in', async () => {
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

  describe('links of a password reset', () => {
    it('accept ten guesses', async () => {
      const owner = Buffer.from(app.ctx().newId().replaceAll('-', ''), 'hex')
      const token = Buffer.concat([owner, Buffer.alloc(32)]).toString('base64url')
      const answers = []

      for (let i = 0; i < 12; i += 1)
        answers.push(
          await app
            .visitor()
            .call(authApi.resetPassword, { body: { token, newPassword: PASSWORD } }),
        )

      expect([countOf(answers, 422), countOf(answers, 429)]).toEqual([10, 2])
    })
  })

  describe('a guarded action', () => {
    it('counts if the secret is wrong, and not if something else fails', async () => {
      const caller = { address: address(), deviceCookie: undefined }
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

    it('are required after ten wrong passwords, and each works for one login', async () => {
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

      expectRefusal(
        without,
        'UNPROCESSABLE',
        'Solve a captcha first and send its answer with the request.',
      )
      expectRefusal(forged, 'UNPROCESSABLE')
      expectRefusal(wrong, 'AUTH_INVALID_CREDENTIALS')
      expectRefusal(again, 'UNPROCESSABLE')
      expect(right.status).toBe(200)
    })

    it('expire after five minutes', async () => {
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

    it('answer 404 unless they are switched on', async () => {
      expectRefusal(await app.http().get('/api/v1/auth/captcha'), 'NOT_FOUND')
    })
  })
})
