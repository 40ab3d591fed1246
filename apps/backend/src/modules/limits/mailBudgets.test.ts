import { authApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp } from '../../../tests/testApp.ts'

const app = useTestApp()

const forgot = (email: string) => app.visitor().call(authApi.forgotPassword, { body: { email } })
const resend = (email: string) =>
  app.visitor().call(authApi.resendVerification, { body: { email } })
const register = (username: string, email = `${username}@example.org`) =>
  app.visitor().call(authApi.register, { body: { username, email, password: PASSWORD } })

/** Requests mails one after the other and returns the answers. */
async function ask(times: number, email: string, work: () => ReturnType<typeof forgot>) {
  const answers = []
  for (let i = 0; i < times; i += 1) {
    answers.push(await work())
    await app.mailsTo(email)
  }
  return answers
}

describe('mails to an address that visitors enter', () => {
  it('are limited to five; the answer stays the same', async () => {
    const { email } = await app.newAthlete()

    const answers = await ask(7, email, () => forgot(email))

    expect(await app.mailsTo(email)).toHaveLength(5)
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set([`202 ${JSON.stringify({ status: 'accepted' })}`]),
    )
  })

  it('are limited to five across all kinds and spellings of the address', async () => {
    const email = 'flooded@example.org'
    await ask(1, email, () => register('flooded'))
    await ask(2, email, () => resend('Flooded@Example.org'))
    let count = 0
    const registered = await ask(4, email, () => register(`flood${(count += 1)}`, email))
    const tagged = await register('flood-tagged', 'flooded+tag@example.org')

    expect(await app.mailsTo(email)).toHaveLength(5)
    expect(await app.mailsTo('flooded+tag@example.org')).toEqual([])
    expect([...registered, tagged].map(({ status }) => status)).toEqual(Array(5).fill(201))
  })

  it('are limited to five for the new address of an account', async () => {
    const ada = await app.newAthlete()
    const body = { password: PASSWORD, email: 'not-hers@example.org' }

    await ask(7, body.email, () => ada.call(authApi.requestEmailChange, { body }))

    expect(await app.mailsTo(body.email)).toHaveLength(5)
  })

  it('are possible again after an hour, and to other addresses at any time', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await ask(6, ada.email, () => forgot(ada.email))

    await forgot(ben.email)
    app.passSeconds(3_599)
    await forgot(ada.email)
    const early = await app.mailsTo(ada.email)
    app.passSeconds(1)
    await forgot(ada.email)

    expect(await app.mailsTo(ben.email)).toHaveLength(1)
    expect(early).toHaveLength(5)
    expect(await app.mailsTo(ada.email)).toHaveLength(6)
  })

  it('are limited for concurrent requests', async () => {
    const { email } = await app.newAthlete()
    const before = await counted()

    await Promise.all(Array.from({ length: 20 }, () => forgot(email)))

    expect((await counted()) - before).toBe(5)
  })

  it('do not count if none was sent because the username was taken', async () => {
    const { username } = await app.newAthlete()
    for (let i = 0; i < 6; i += 1)
      expectRefusal(await register(username, 'unlucky@example.org'), 'CONFLICT')

    await register('lucky-at-last', 'unlucky@example.org')

    expect(await app.mailsTo('unlucky@example.org')).toHaveLength(1)
  })
})

async function counted(): Promise<number> {
  const [sum] = await app.ctx().db('guess_counters').sum({ failures: 'failures' })
  return Number(sum?.failures ?? 0)
}
