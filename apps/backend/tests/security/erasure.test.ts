import { mkdtempSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  accountDeletionApi,
  authApi,
  feedApi,
  historyApi,
  reportsApi,
  sessionsApi,
} from '@fitvibe/contract'
import { afterAll, describe, expect, it, vi } from 'vitest'

import { ownerColumnOf, tables } from '../../src/db/columns.ts'
import { runWaitingJobs } from '../../src/jobs/worker.ts'
import * as erasureService from '../../src/modules/privacy/erasure.service.ts'
import { expectRefusal } from '../refusal.ts'
import { cloneAndShare, share } from '../sharing.ts'
import { PASSWORD, useTestApp, type Athlete } from '../testApp.ts'
import {
  CANARIES,
  changesBetween,
  dump,
  hideCanaries,
  leaksIn,
  peopleFor,
  type Dump,
} from './erasureWorld.ts'
import { reportOf } from './torture.ts'

vi.setConfig({ testTimeout: 60_000 })

const dataDir = mkdtempSync(join(tmpdir(), 'fitvibe-erasures-'))
const app = useTestApp({ dataDir })
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const { say, control } = reportOf('erasure')
const DAY = 86_400
const FILE = join(dataDir, 'erasures.txt')

/** Columns with a fixed set of values, which the database checks. */
const CODES =
  /\.(?:kind|document|problem|side|metric|equipment|step|format|language|file_key|visibility|unit|fitness_level|training_frequency|gender|role|preferred_lang|week_start|distance_unit|(?:\w+_)?(?:type|status))$/

async function remove(athlete: Athlete) {
  const answer = await athlete.call(accountDeletionApi.deleteMe, { body: { password: PASSWORD } })
  expect(answer.status).toBe(202)
}

async function runDue() {
  app.passSeconds(7 * DAY)
  await app.ctx().db.raw(`select graphile_worker.add_job('eraseAccounts')`)
  await runWaitingJobs(app.ctx(), app.databaseUrl())
}

const existing = (athlete: Athlete) =>
  app.ctx().db('users').where({ id: athlete.id }).first('status')

/** Names of the stored files. */
async function files() {
  const names: string[] = []
  for await (const { name } of app.ctx().storage.list()) names.push(name)
  return names
}

async function filesByKind() {
  const names = await files()
  const exports = names.filter((name) => name.startsWith('export-')).length
  return { pictures: names.length - exports, exports }
}

/** Rows that do not belong to an athlete. */
const without = (found: Dump, { id }: Athlete): Dump =>
  new Map(
    [...found].filter(([key, row]) => {
      const table = key.split(' ')[0] ?? ''
      const owner = ownerColumnOf(table)
      if (owner) return row[owner] !== id
      // Hashes without a user, and what the worker counts.
      return tables.has(table) && !['erasures', 'guess_counters', 'rate_limits'].includes(table)
    }),
  )

/** Makes people who have met, hides canaries and deletes Ada's account. */
async function prepare() {
  const people = await peopleFor(app)
  const hidden = await hideCanaries(app, people.ada)
  const { ada } = people
  // The clone and the report copied her texts before they had canaries.
  const { db } = app.ctx()
  await db('sessions')
    .where({ attribution_owner: ada.id })
    .update({ attribution_name: CANARIES[0] })
  await db('sessions').where({ origin_name: 'Ada' }).update({ origin_name: CANARIES[1] })
  const snapshot = JSON.stringify({
    username: CANARIES[2],
    alias: null,
    title: null,
    exercises: [],
  })
  await db('reports').where({ subject_owner: ada.id }).update({ snapshot })
  await app.ctx().db('users').where({ id: ada.id }).update({ has_totp: false })
  await db('user_totp').where({ owner: ada.id }).update({ confirmed_at: null })
  const password = await db('users').where({ username: people.ben.username }).first('password_hash')
  await db('users').where({ id: ada.id }).update(password)
  await remove(ada)
  return { ...people, ...hidden }
}

describe('the erasure of an account', () => {
  it('leaves none of 12 texts, and changes nothing of others but their links to the user', async () => {
    const { ada, filled, refused } = await prepare()
    await runWaitingJobs(app.ctx(), app.databaseUrl())
    const before = await dump(app)
    const stored = await files()
    const rows = [...before].filter(
      ([key, row]) => row[ownerColumnOf(key.split(' ')[0] ?? '') ?? ''] === ada.id,
    )
    const filledTables = new Set(rows.map(([key]) => key.split(' ')[0]))

    await runDue()

    const after = await dump(app)
    const owned = [...tables].flatMap(([table]) =>
      ownerColumnOf(table) === undefined ? [] : table,
    )
    expect(owned.filter((table) => !filledTables.has(table))).toEqual([])
    expect(refused.filter((name) => !CODES.test(name))).toEqual([])
    expect(filled.length).toBeGreaterThan(60)
    expect(leaksIn(before, CANARIES).length).toBeGreaterThan(25)
    expect(leaksIn(after, CANARIES)).toEqual([])
    expect(leaksIn(after, [ada.id])).toEqual([])
    // Two sizes of her picture, and her export; those of others stay.
    expect((await files()).length).toBe(stored.length - 3)
    expect(changesBetween(without(before, ada), without(after, ada))).toEqual([
      'audit_log added',
      'audit_log.actor changed',
      'blocked_people deleted',
      'followers deleted',
      'reports.resolved_at changed',
      'reports.resolved_by changed',
      'reports.snapshot changed',
      'reports.status changed',
      'reports.subject_id changed',
      'reports.subject_owner changed',
      'sessions.attribution_name changed',
      'sessions.attribution_owner changed',
      'sessions.origin_name changed',
      'sessions.origin_owner changed',
      'translation_cache deleted',
    ])
    say(`${filled.length} columns with ${CANARIES.length} texts, ${rows.length} rows: 0 left`)
  })

  // The rows of the user go with the account anyway; all other steps are needed.
  for (const left of Object.keys(erasureService.STEPS).filter((name) => name !== 'rows'))
    control(`the step "${left}"`, async () => {
      const { ada } = await prepare()
      const { db } = app.ctx()
      await db('account_deletions').where({ owner: ada.id }).update({ erases_at: app.now() })
      const names = await db('identities').where({ user_id: ada.id }).pluck('value')
      for (const login of names as string[])
        await app.visitor().call(authApi.login, { body: { login, password: 'Wrong-220-kg!' } })
      const counters = async () => (await db('guess_counters').select('key')).length
      const counted = await counters()
      const stored = await filesByKind()
      const steps = Object.fromEntries(
        Object.entries(erasureService.STEPS).filter(([name]) => name !== left),
      )

      await erasureService.erase(app.ctx(), ada.id, steps)

      const after = await dump(app)
      const leaks = [...leaksIn(after, CANARIES), ...leaksIn(after, [ada.id])]
      const kept = await filesByKind()
      const found = {
        counters: (await counters()) === counted,
        pictures: kept.pictures === stored.pictures,
        exports: kept.exports === stored.exports,
      }
      const isReported = left in found ? found[left as keyof typeof found] : leaks.length > 0
      expect(isReported).toBe(true)
      expect(Object.values(found).filter(Boolean).length).toBe(left in found ? 1 : 0)
    })

  it('does nothing before it is due, or once the user keeps the account', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await remove(ada)
    await remove(ben)
    await app.visitor().call(authApi.login, {
      body: { login: ben.username, password: PASSWORD, keepAccount: true },
    })

    app.passSeconds(7 * DAY - 1)
    await erasureService.eraseDue(app.ctx())
    expect(await existing(ada)).toEqual({ status: 'deleting' })
    app.passSeconds(1)
    await erasureService.eraseDue(app.ctx())

    expect(await existing(ada)).toBeUndefined()
    expect(await existing(ben)).toEqual({ status: 'active' })
  })

  it('continues after a crash at any step, and runs twice at once', async () => {
    const ada = await app.newAthlete()
    await share(ada)
    await remove(ada)
    app.passSeconds(7 * DAY)
    const names = Object.keys(erasureService.STEPS)
    for (const crashing of names) {
      const steps = {
        ...erasureService.STEPS,
        [crashing]: () => Promise.reject(new Error('killed')),
      }
      await expect(erasureService.erase(app.ctx(), ada.id, steps)).rejects.toThrow('killed')
      expect(await existing(ada)).toEqual({ status: 'erasing' })
    }

    await Promise.all([1, 2].map(() => erasureService.erase(app.ctx(), ada.id)))

    expect(await existing(ada)).toBeUndefined()
    expect(leaksIn(await dump(app), [ada.id])).toEqual([])
  })

  it('mails the user at the end, and does not wait longer than a day for the mail server', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await remove(ada)
    await remove(ben)
    await runWaitingJobs(app.ctx(), app.databaseUrl())
    const mailer = { send: () => Promise.reject(new Error('421')), close: () => undefined }
    const broken = { ...app.ctx(), mailer }
    app.passSeconds(7 * DAY)

    await erasureService.erase(app.ctx(), ada.id)
    await expect(erasureService.erase(broken, ben.id)).rejects.toThrow('421')
    expect(await existing(ben)).toEqual({ status: 'erasing' })
    app.passSeconds(DAY)
    await erasureService.erase(broken, ben.id)

    expect((await app.mailsTo(ada.email)).map(({ subject }) => subject)).toEqual([
      'Your account is deleted',
      'Your account is about to be deleted',
    ])
    expect(await existing(ben)).toBeUndefined()
  })

  it('erases the other accounts if one fails', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await remove(ada)
    await remove(ben)
    app.passSeconds(7 * DAY)
    const { mailer } = app.ctx()
    const picky = {
      ...mailer,
      send: (mail: Parameters<typeof mailer.send>[0]) =>
        mail.to === ada.email ? Promise.reject(new Error('550')) : mailer.send(mail),
    }

    await expect(erasureService.eraseDue({ ...app.ctx(), mailer: picky })).rejects.toThrow('550')

    expect(await existing(ada)).toEqual({ status: 'erasing' })
    expect(await existing(ben)).toBeUndefined()
    await erasureService.eraseDue(app.ctx())
  })
})

describe('after an erasure', () => {
  it('the username stays reserved and the address is free', async () => {
    const ada = await app.newAthlete()
    await remove(ada)
    await runDue()
    const register = (username: string) =>
      app.visitor().call(authApi.register, {
        body: { username, email: ada.email, password: PASSWORD },
      })

    expectRefusal(await register(ada.username), 'CONFLICT')
    expectRefusal(await register(ada.username.toUpperCase()), 'CONFLICT')
    expect((await register(`${ada.username}-2`)).status).toBe(201)
    const [mail] = await app.mailsTo(ada.email)
    expect(mail?.subject).toBe('Confirm your e-mail address')
  })

  it('clones and reports of others say that the account is deleted', async () => {
    const [ada, ben, cem] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
    const first = await cloneAndShare(ben, await share(ada))
    const { body: second } = await cem.call(feedApi.cloneSession, {
      params: { id: first },
      body: {},
    })
    const report = { params: { id: first }, body: { reason: 'spam' as const } }
    await cem.call(reportsApi.reportSession, report)
    await remove(ada)
    await runDue()
    await app.setTimeFor(ben, app.now().toISOString())
    await remove(ben)
    await runDue()
    await app.setTimeFor(cem, app.now().toISOString())

    const params = { id: second.newSessionId as string }
    const { body } = await cem.call(sessionsApi.getSession, { params })
    const { text: exported } = await cem.call(historyApi.exportHistoryJson, {})
    const { body: reports } = await cem.call(reportsApi.listMyReports, {})

    const gone = { sessionId: null, name: null, isDeleted: true }
    expect(body.attribution).toEqual({ ...gone, origin: gone, between: 0 })
    expect(exported).not.toMatch(new RegExp(`${ada.username}|${ben.username}`))
    expect(reports.items).toEqual([
      expect.objectContaining({ username: null, title: null, status: 'dismissed' }),
    ])
  })
})

describe('the tombstones', () => {
  it('hold no personal data, and are readable by the server alone', async () => {
    const ada = await app.newAthlete()
    await remove(ada)
    await runDue()

    const text = await readFile(FILE, 'utf8')
    expect(text).not.toContain(ada.username)
    expect(text).not.toContain(ada.id)
    expect(text.trim().split('\n').at(-1)).toMatch(/^[0-9a-f]{64} [0-9a-f]{64} 20\S+Z$/)
    expect((await stat(FILE)).mode & 0o777).toBe(0o600)
  })

  it('repeat the erasure of accounts that come back with a backup, without a mail', async () => {
    const { db } = app.ctx()
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const backup = async (table: string, key: string) => db(table).where({ [key]: ada.id })
    const stored = {
      users: await backup('users', 'id'),
      user_contacts: await backup('user_contacts', 'owner'),
      identities: await backup('identities', 'user_id'),
    }
    await remove(ada)
    await runDue()
    const mails = await app.mailsTo(ada.email)
    // The backup is older than the erasure: it has the account and not the tombstone.
    await db('erasures').delete()
    for (const [table, rows] of Object.entries(stored)) await db(table).insert(rows)

    const found = await erasureService.replay(app.ctx())
    const whileMarked = await existing(ada)
    await runWaitingJobs(app.ctx(), app.databaseUrl())

    expect([found, whileMarked]).toEqual([1, { status: 'erasing' }])
    expect(await existing(ada)).toBeUndefined()
    expect(await existing(ben)).toEqual({ status: 'active' })
    expect(await app.mailsTo(ada.email)).toEqual(mails)
    expect(await erasureService.replay(app.ctx())).toBe(0)
    const body = { username: ada.username, email: 'x@example.org', password: PASSWORD }
    expectRefusal(await app.visitor().call(authApi.register, { body }), 'CONFLICT')
  })
})
