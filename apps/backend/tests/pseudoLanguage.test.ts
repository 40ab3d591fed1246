import { randomUUID } from 'node:crypto'

import {
  accountDeletionApi,
  authApi,
  badgesApi,
  catalogue,
  exercisesApi,
  progressApi,
  type Endpoint,
} from '@fitvibe/contract'
import express from 'express'
import request from 'supertest'
import { describe, expect, it, vi } from 'vitest'

import { pseudo, untranslated } from '../../../tests/pseudoLanguage.ts'
import { translate, type MessageKey } from '../src/config/i18n.ts'
import { en } from '../src/config/locales/en.ts'
import { AppError } from '../src/errors.ts'
import { enqueue, type AccountMail } from '../src/jobs/enqueue.ts'
import { errorHandler } from '../src/middlewares/errorHandler.ts'
import * as accountMailsService from '../src/modules/auth/accountMails.service.ts'
import { MAILS, type MailName } from '../src/modules/auth/composeAccountMail.ts'
import { composeReminder, composeSummary } from '../src/modules/mails/composeWantedMails.ts'
import type { ComposedMail } from '../src/utils/mailLayout.ts'
import { PASSWORD, useTestApp, type Athlete } from './testApp.ts'

// German is replaced by English in brackets: text outside of brackets does not come from a catalogue.
vi.mock('../src/config/locales/de.ts', async () => {
  const [texts, language] = await Promise.all([
    import('../src/config/locales/en.ts'),
    import('../../../tests/pseudoLanguage.ts'),
  ])
  return { de: language.pseudo(texts.en) }
})

const app = useTestApp({ defaultLang: 'de' })
const IN_PSEUDO = { 'accept-language': 'de' }

describe('the pseudo-language', () => {
  it('brackets and lengthens a text and keeps its placeholders', () => {
    const text = translate('de', 'mail.greeting', { username: 'ada' })

    expect(text).toMatch(/^⟦Hello ada,[ ·]+⟧$/)
    expect(text.length).toBeGreaterThanOrEqual('Hello ada,'.length * 1.4)
  })

  it.each([
    ['⟦all of it⟧', []],
    ['⟦outer ⟦inner⟧⟧ 12 %', []],
    ['⟦some⟧ of it', ['of', 'it']],
    ['⟦cut off', ['⟦cut', 'off']],
  ])('finds words outside of brackets in "%s"', (text, words) => {
    expect(untranslated(text)).toEqual(words)
  })
})

describe('mails', () => {
  it('have no text of their own', async () => {
    const subjects = new Set<string>()
    const mails = await everyMail()

    for (const { subject, text, html } of mails) {
      subjects.add(subject)
      expect(wordsIn({ subject, text, html })).toEqual([])
    }
    // Every subject of the catalogue was sent, so no mail went unchecked.
    const kinds = pseudo(en.mail)
    const names = Object.keys(MAILS) as MailName[]
    expect(subjects).toEqual(new Set(names.map((name) => kinds[name].subject)))
  })

  it('that users turn on have no text of their own', () => {
    const reader = { username: '1', lang: 'de', timezone: 'UTC' } as const
    const links = { origin: 'http://1', link: 'http://1', stopLink: 'http://1' }
    const week = {
      from: '2026-09-07',
      to: '2026-09-13',
      done: 1,
      planned: 2,
      records: 3,
      points: 4,
    }

    const reminder = composeReminder({ ...reader, title: '1', plannedFor: new Date(0) }, links)

    expect(wordsIn(reminder)).toEqual([])
    expect(wordsIn(composeSummary(reader, week, links))).toEqual([])
  })

  /** Finds the words of a mail that come from no catalogue. */
  function wordsIn({ subject, text, html }: ComposedMail) {
    const plain = text.replaceAll(/https?:\S+/g, '')
    const markup = html
      .replaceAll(/<style>[^]*?<\/style>/g, '')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll(/https?:\S+/g, '')
    return [subject, plain, markup].flatMap(untranslated)
  }

  async function everyMail() {
    const ada = await app.newAthlete()
    const ben = await app.newAthlete()
    await app.ctx().db('users').update({ preferred_lang: 'de' })
    const kinds: AccountMail[] = [
      'reset',
      'passwordChanged',
      'emailChangeRequested',
      'emailChanged',
      'totpEnabled',
      'totpDisabled',
      'recoveryCodeUsed',
    ]
    for (const mail of kinds)
      await enqueue(app.ctx().db, 'sendAccountMail', { owner: ada.id, mail })
    const register = (email: string, username: string) =>
      app.visitor().call(authApi.register, {
        body: { email, username, password: PASSWORD, preferredLang: 'de' },
      })
    await register('new@example.org', 'newcomer')
    await register(ada.email, 'newcomer2')
    const moves = [
      [ada, ben.email],
      [ben, 'moved@example.org'],
    ] as const
    for (const [athlete, email] of moves)
      await athlete.call(authApi.requestEmailChange, { body: { password: PASSWORD, email } })
    const [link] = await app.mailsTo('moved@example.org')
    const token = /token=([\w-]+)/.exec(link?.text ?? '')?.[1] ?? ''
    await ben.call(authApi.confirmEmailChange, { body: { token } })
    await app.mailsTo(ben.email)
    await deleteAndKeep(ada)
    const mail = { owner: ada.id, link: 'https://localhost/export', expiresAt: app.now() }
    await accountMailsService.sendExport(app.ctx(), mail)
    return app.mailbox().list()
  }

  async function deleteAndKeep(athlete: Athlete) {
    await app.ctx().db('users').where({ id: athlete.id }).update({ preferred_lang: 'de' })
    const body = { password: PASSWORD }
    await athlete.call(accountDeletionApi.deleteMe, { body })
    await app.mailsTo(athlete.email)
    const login = { login: athlete.username, password: PASSWORD, keepAccount: true }
    await athlete.call(authApi.login, { body: login })
    await app.mailsTo(athlete.email)
    await accountMailsService.sendFarewell(app.ctx(), { owner: athlete.id })
  }
})

describe('errors', () => {
  it.each(messageKeys(en.errors, 'errors.'))('have no text of their own: %s', async (key) => {
    const server = express().use(() => {
      throw new AppError('CONFLICT', key)
    })

    const answer = await request(server.use(errorHandler(app.ctx()))).get('/')

    expect(untranslated((answer.body as Refusal).error.message)).toEqual([])
  })

  it('of every endpoint are translated, with the details of each field', async () => {
    let ada = await app.newAthlete()
    const found: string[] = []

    for (const { name, endpoint } of catalogue)
      for (const caller of [ada, app.visitor()]) {
        const answer = await caller.call(endpoint, nonsenseFor(endpoint), IN_PSEUDO)
        // A request without a body may succeed, such as the logout.
        if (answer.status < 400 && endpoint.method !== 'GET') ada = await app.newAthlete()
        if (answer.status >= 400) found.push(...wordsOf(answer.body as Refusal, name))
      }

    expect(found).toEqual([])
  }, 120_000)

  /** Ids of nothing, an unknown field, and no required one. */
  function nonsenseFor({ method, path }: Endpoint) {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
    const params = Object.fromEntries(names.map((name) => [name, randomUUID()]))
    return { params, [method === 'GET' ? 'query' : 'body']: { nonsense: 1 } }
  }

  const wordsOf = ({ error: { message, details = [] } }: Refusal, name: string) =>
    [message, ...details.map((detail) => detail.message)]
      .flatMap(untranslated)
      .map((word) => `${name}: ${word}`)
})

describe('explanations', () => {
  it('of badges and of the streak have no text of their own', async () => {
    const ada = await app.newAthlete()

    const badges = await ada.call(badgesApi.listBadges, {}, IN_PSEUDO)
    const streak = await ada.call(progressApi.getStreak, {}, IN_PSEUDO)

    const texts = (badges.body as { items: Badge[] }).items.flatMap((badge) => [
      badge.name,
      badge.description,
      badge.progress?.text ?? '',
    ])
    expect(texts.length).toBeGreaterThan(20)
    expect(texts.flatMap(untranslated)).toEqual([])
    expect(untranslated((streak.body as { explanation: string }).explanation)).toEqual([])
  })

  it('leave the names of exercises to their own table', async () => {
    const ada = await app.newAthlete()

    const answer = await ada.call(
      exercisesApi.listExercises,
      { query: { q: 'kniebeuge' } },
      IN_PSEUDO,
    )

    expect(JSON.stringify(answer.body)).not.toContain('⟦')
  })
})

interface Badge {
  readonly name: string
  readonly description: string
  readonly progress: { readonly text: string } | null
}

interface Refusal {
  readonly error: { readonly message: string; readonly details?: { readonly message: string }[] }
}

function messageKeys(texts: object, prefix: string): MessageKey[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [`${prefix}${key}` as MessageKey]
      : messageKeys(value as object, `${prefix}${key}.`),
  )
}
