import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { authApi, consentsApi, privacyApi } from '@fitvibe/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { loadLegal } from '../../config/legal.ts'
import * as consentsService from './consents.service.ts'

const app = useTestApp()

const versions = () => {
  const { terms, privacy } = app.ctx().config.legal
  return { terms: terms.version, privacy: privacy.version }
}
const give = (athlete: Athlete, body: Partial<ReturnType<typeof versions>>) =>
  athlete.call(consentsApi.giveConsents, { body })
const consentsOf = async (athlete: Athlete) =>
  (await athlete.call(consentsApi.listConsents, {})).body as {
    given: { document: string; version: string; givenAt: string }[]
    due: string[]
  }

describe('POST /privacy/consents', () => {
  it('stores the version and the time, once', async () => {
    const ada = await app.newAthlete()
    const { terms } = versions()
    const givenAt = app.now().toISOString()

    const first = await give(ada, { terms })
    app.passSeconds(60)
    const second = await give(ada, { terms })

    const expected = { given: [{ document: 'terms', version: terms, givenAt }], due: ['privacy'] }
    expect(first.body).toEqual(expected)
    expect(second.body).toEqual(expected)
  })

  it('refuses a version that is not the current one, and stores nothing', async () => {
    const ada = await app.newAthlete()

    expectRefusal(await give(ada, { ...versions(), terms: '2020-01-01' }), 'CONFLICT')
    expect(await consentsOf(ada)).toEqual({ given: [], due: ['terms', 'privacy'] })
  })

  it('keeps the former version when a newer one is asked for', async () => {
    const ada = await app.newAthlete()
    await give(ada, versions())
    const { legal } = app.ctx().config
    const config = {
      ...app.ctx().config,
      legal: { ...legal, terms: { ...legal.terms, version: 'v2' } },
    }
    const later = { ...app.ctx(), config }

    const due = await consentsService.list(later, ada)
    await consentsService.give(later, ada.id, { terms: 'v2' })

    expect(due.due).toEqual(['terms'])
    const { given } = await consentsService.list(later, ada)
    expect(given.map(({ document, version }) => `${document} ${version}`).toSorted()).toEqual(
      [`privacy ${legal.privacy.version}`, `terms ${legal.terms.version}`, 'terms v2'].toSorted(),
    )
  })
})

describe('POST /auth/register', () => {
  const register = (username: string, consents?: Partial<ReturnType<typeof versions>>) =>
    app.visitor().call(authApi.register, {
      body: { username, email: `${username}@example.org`, password: PASSWORD, consents },
    })
  const rowsOf = (username: string) =>
    app
      .ctx()
      .db('consents')
      .whereIn('owner', app.ctx().db('users').select('id').where({ username }))
      .orderBy('document')
      .pluck<string[]>('document')

  it('stores the consents with the account', async () => {
    expect((await register('agreeing', versions())).status).toBe(201)
    expect((await register('later')).status).toBe(201)

    expect(await rowsOf('agreeing')).toEqual(['privacy', 'terms'])
    expect(await rowsOf('later')).toEqual([])
  })

  it('creates no account if a version is outdated', async () => {
    expectRefusal(await register('outdated', { terms: '2020-01-01' }), 'CONFLICT')

    expect(await app.ctx().db('users').where({ username: 'outdated' })).toEqual([])
  })
})

describe('GET /privacy/documents', () => {
  it.each([
    ['en', 'There are no trackers', '- Logins. To protect', '7 days later'],
    ['de', 'Es gibt keine Tracker', '- Anmeldungen. Um Konten', '7 Tage später'],
  ] as const)('answers in the language of the reader: %s', async (lang, ...texts) => {
    const { body } = await app
      .visitor()
      .call(consentsApi.listDocuments, {}, { 'accept-language': lang })

    for (const text of texts) expect(body.privacy.text).toContain(text)
    expect(body.terms.text).toContain('FitVibe')
    expect(body.terms.text + body.privacy.text).not.toContain('{{')
    expect(body).toMatchObject({
      terms: { version: versions().terms },
      privacy: { version: versions().privacy },
    })
  })
})

describe('GET /privacy/stored', () => {
  it('lists what is stored to anybody, in their language', async () => {
    const headers = { 'accept-language': 'de' }
    const { body } = await app.visitor().call(privacyApi.listStored, {}, headers)

    expect(body.items[0]).toMatchObject({
      purpose: 'Um dein Konto zu kennen und dich zu erreichen',
      retention: 'Bis du es oder dein Konto löschst',
      data: expect.arrayContaining(['Konto und Einstellungen']),
    })
  })
})

describe('the texts of an operator', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fitvibe-legal-'))
    await mkdir(join(folder, 'legal'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const write = (name: string, text: string) => writeFile(join(folder, 'legal', name), text)

  it('replace ours in all languages, with their own version', async () => {
    await write('terms.en.md', 'Version: 7\n\nTrain hard.\n')
    await write('terms.de.md', 'Version: 7\r\n\r\nTrainier hart.\n')

    const legal = await loadLegal(folder)

    expect(legal.terms).toEqual({
      version: '7',
      texts: { en: 'Train hard.', de: 'Trainier hart.' },
    })
    expect(legal.privacy.texts).toBeUndefined()
    const ctx = { ...app.ctx(), config: { ...app.ctx().config, legal } }
    expect(consentsService.documents(ctx, 'de').terms).toEqual({
      version: '7',
      text: 'Trainier hart.',
    })
  })

  it.each([
    ['no version', 'Train hard.', 'must begin with a line such as'],
    ['another version', 'Version: 8\n\nTrain hard.', 'must have the same version'],
  ])('stop the start if one has %s', async (_, text, message) => {
    await write('terms.en.md', text)
    await write('terms.de.md', 'Version: 7\n\nTrainier hart.\n')

    await expect(loadLegal(folder)).rejects.toThrow(message)
  })

  it('stop the start if a language is missing', async () => {
    await write('terms.en.md', 'Version: 7\n\nTrain hard.\n')
    await rm(join(folder, 'legal', 'terms.de.md'))

    await expect(loadLegal(folder)).rejects.toThrow('must all be there')
  })
})
