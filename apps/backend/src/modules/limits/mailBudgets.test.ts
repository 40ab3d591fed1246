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

/** Asks for mails so often, each sent before the next is asked for, and returns the answers. */
async function ask(times: number, email: string, work: () => ReturnType<typeof forgot>) {
  const answers = []
  for (let i = 0; i < times; i += 1) {
    answers.push(await work())
    await app.mailsTo(email)
  }
  return answers
}

describe('of mails that strangers have sent to an address', () => {
  it('five go out and the answer stays the same', async () => {
    const { email } = await app.newAthlete()

    const answers = await ask(7, email, () => forgot(email))

    expect(await app.mailsTo(email)).toHaveLength(5)
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set([`202 ${JSON.stringify({ status: 'accepted' })}`]),
    )
  })

  it('five go out whatever they are about, and however the address is written', async () => {
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

  it('five go out to one that somebody gives as theirs', async () => {
    const ada = await app.newAthlete()
    const body = { password: PASSWORD, email: 'not-hers@example.org' }

    await ask(7, body.email, () => ada.call(authApi.requestEmailChange, { body }))

    expect(await app.mailsTo(body.email)).toHaveLength(5)
  })

  it('more go out an hour later, and any time to somebody else', async () => {
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

  it('those count that were asked for all at once', async () => {
    const { email } = await app.newAthlete()
    const before = await counted()

    await Promise.all(Array.from({ length: 20 }, () => forgot(email)))

    expect((await counted()) - before).toBe(5)
  })

  it('those do not count that were not sent: a name was taken', async () => {
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
