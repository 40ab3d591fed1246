import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { authApi, peopleApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { corpus } from '../../../tests/corpora.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp } from '../../../tests/testApp.ts'

const app = useTestApp()

const register = (username: string, email: string) =>
  app.visitor().call(authApi.register, { body: { username, email, password: PASSWORD } })

const verify = (token: string) => app.visitor().call(authApi.verifyEmail, { body: { token } })

const logIn = (login: string, password = PASSWORD) =>
  app.visitor().call(authApi.login, { body: { login, password } })

/** Returns the token of the newest mail to an address. */
async function tokenFor(email: string) {
  const [mail] = await app.mailsTo(email)
  return /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

/** Whether an address is well-formed: a mail to it is accepted. */
const isAccepted = async (email: string) =>
  (await app.visitor().call(authApi.forgotPassword, { body: { email } })).status === 202

describe('a space around what is typed', () => {
  it.each([
    ['behind the address', (email: string) => `${email} `],
    ['before the address', (email: string) => ` ${email}`],
    ['that does not break', (email: string) => `${email}\u00a0`],
    ['behind the username', (email: string) => `${email.split('@')[0]} `],
  ])('is ignored at login: %s', async (_, typed) => {
    const ada = await app.newAthlete()

    expect((await logIn(typed(ada.email))).status).toBe(200)
  })

  it('is part of a password', async () => {
    const ada = await app.newAthlete()

    expectRefusal(await logIn(ada.email, `${PASSWORD} `), 'AUTH_INVALID_CREDENTIALS')
  })

  it('is ignored by registration, reset, change of address and search', async () => {
    await register(' spacey ', ' spacey@example.org ')
    await verify(await tokenFor('spacey@example.org'))
    const forgotten = await app
      .visitor()
      .call(authApi.forgotPassword, { body: { email: 'spacey@example.org  ' } })
    const ada = await app.newAthlete()
    const changed = await ada.call(authApi.requestEmailChange, {
      body: { password: PASSWORD, email: ' new-ada@example.org ' },
    })
    const found = await ada.call(peopleApi.searchPeople, { query: { q: ' spacey ' } })
    const subjects = (await app.mailsTo('spacey@example.org')).map(({ subject }) => subject)

    expect([forgotten.status, changed.status]).toEqual([202, 202])
    expect(subjects).toContain('Set a new password')
    expect(await app.mailsTo('new-ada@example.org')).toHaveLength(1)
    expect(found.body.items).toMatchObject([{ username: 'spacey' }])
  })
})

describe('an e-mail address', () => {
  it.each([
    'a&b@example.org',
    "o'brien@example.org",
    'a/b=c?d@example.org',
    '{jacco}@example.org',
    'UPPER.case+tag@sub.example.org',
    `${'a'.repeat(64)}@example.org`,
    'ada@b\u00fccher.example',
    'ada@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444',
  ])('is accepted: %s', async (email) => {
    expect(await isAccepted(email)).toBe(true)
  })

  it.each([
    'no-at-sign',
    'a@b@example.org',
    'two words@example.org',
    '.dot@example.org',
    'two..dots@example.org',
    'dot.@example.org',
    'a@-example.org',
    'a@example..org',
    `a@${'b'.repeat(64)}.org`,
    `${'a'.repeat(65)}@example.org`,
    'b\u00fccher@example.org',
    'a@b\u00fccher.example/path',
    'a@b\u00fccher.example:25',
    'a@\u200b\u00fc\u2028.org',
    'a@example.org\nbcc:b@example.org',
  ])('is refused: %s', async (email) => {
    expect(await isAccepted(email)).toBe(false)
  })

  it('is refused in the words of the caller', async () => {
    const answer = await app
      .visitor()
      .call(authApi.forgotPassword, { body: { email: 'nope' } }, { 'accept-language': 'de' })

    expect(answer.body.error.details).toEqual([
      { path: 'body.email', message: 'Ist keine E-Mail-Adresse.' },
    ])
  })

  it('with an umlaut in its domain is one account, however it is typed', async () => {
    await register('umlaut', 'ada@B\u00fccher.example')
    // The mailbox shows the domain in letters.
    const token = await tokenFor('ada@b\u00fccher.example')
    const verified = await verify(token)
    const visitor = app.visitor()
    const body = { login: 'ada@b\u00fccher.example', password: PASSWORD }
    const composed = await visitor.call(authApi.login, { body })
    const decomposed = await logIn('ADA@bu\u0308cher.example')
    const ascii = await logIn('ada@xn--bcher-kva.example')
    const me = await visitor.call(usersApi.getMe, {})
    await register('umlaut2', 'ada@b\u00fccher.example')
    const [mail] = await app.mailsTo('ada@b\u00fccher.example')

    expect(verified.status).toBe(200)
    expect([composed.status, decomposed.status, ascii.status]).toEqual([200, 200, 200])
    expect(me.body.email).toBe('ada@xn--bcher-kva.example')
    expect(mail?.subject).toBe('You already have an account')
  })
})

const FOLDER = corpus('hostile')

describe.skipIf(FOLDER === undefined)('the public collection of addresses', () => {
  const read = (name: string) => readFileSync(join(FOLDER ?? '', 'email', name), 'utf8')
  interface Case {
    readonly address: string
    readonly category: string
  }
  const cases = FOLDER ? (JSON.parse(read('isemail-tests.json')) as Case[]) : []
  const inCategory = (name: string) =>
    cases.filter(({ category }) => category === name).map(({ address }) => address)
  const accepted = async (addresses: readonly string[]) => {
    const results = await Promise.all(addresses.map(isAccepted))
    return addresses.filter((_, index) => results[index])
  }

  it('has no valid address that is refused', async () => {
    const valid = inCategory('ISEMAIL_VALID_CATEGORY')

    expect(valid.length).toBeGreaterThan(10)
    expect(await accepted(valid)).toEqual(valid)
  })

  it('has no invalid address that is accepted, spaces around it aside', async () => {
    const invalid = inCategory('ISEMAIL_ERR').filter((address) => address === address.trim())

    expect(invalid.length).toBeGreaterThan(50)
    expect(await accepted(invalid)).toEqual([])
  })
})

describe('a newer registration of an address', () => {
  it('ends the link of the older one', async () => {
    const email = 'twice@example.org'
    await register('twice-old', email)
    const older = await tokenFor(email)
    app.passSeconds(60)
    await register('twice-new', email)

    const [refused, newer] = [await verify(older), await tokenFor(email)]

    expectRefusal(refused, 'UNPROCESSABLE')
    expect((await verify(newer)).body).toEqual({ username: 'twice-new' })
  })

  it('ends the link of an older one whose mail is still waiting', async () => {
    const email = 'waiting@example.org'
    await register('waiting-old', email)
    app.passSeconds(60)
    await register('waiting-new', email)

    const mails = await app.mailsTo(email)

    expect(mails.map(({ text }) => text.includes('waiting-new'))).toEqual([true])
  })

  it('leaves the link if the address gets no more mails', async () => {
    const email = 'often@example.org'
    for (const name of ['often1', 'often2', 'often3', 'often4', 'often5']) {
      await register(name, email)
      app.passSeconds(1)
    }
    const last = await tokenFor(email)
    await register('often6', email)

    expect((await verify(last)).body).toEqual({ username: 'often5' })
  })
})
