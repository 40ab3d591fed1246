import { createHash } from 'node:crypto'

import { mediaApi, usersApi } from '@fitvibe/contract'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it, vi } from 'vitest'

import { exportOf, tableOf, type Files } from '../../../tests/exporting.ts'
import { historyOf, importFile } from '../../../tests/importing.ts'
import { peopleFor } from '../../../tests/security/erasureWorld.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { columns, ownerColumnOf, tables } from '../../db/columns.ts'
import { seen, sources, UNSEEN } from './exportSources.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

const app = useTestApp()

let people: Record<'ada' | 'ben' | 'cem', Athlete>
let files: Files

beforeAll(async () => {
  people = await peopleFor(app)
  files = await exportOf(app, people.ada)
})

const owned = [...tables.keys()].filter((table) => ownerColumnOf(table) !== undefined)

/** Returns what is wrong with an export: columns without a value or a reason, and without a text. */
function faultsOf(files: Files) {
  const faults: string[] = []
  for (const { table, column } of columns.filter((each) => owned.includes(each.table))) {
    const exported = tableOf(files, table)
    const isThere = exported.rows[0] ? column in exported.rows[0] : column in exported.columns
    if (!isThere && !exported.leftOut[column]) faults.push(`${table}.${column} is missing`)
    if (isThere && !exported.columns[column]) faults.push(`${table}.${column} has no text`)
  }
  return faults
}

const textOf = (name: string) => files.get(name)?.toString() ?? ''

describe('the export of an athlete with a row in each table', () => {
  it('has a file with rows for each table of the catalogue', () => {
    const empty = owned.filter((table) => tableOf(files, table).rows.length === 0)

    // An account that is being deleted; all others have rows.
    expect(empty).toEqual(['account_deletions'])
  })

  it('has each column of the catalogue, or says why not', () => {
    expect(faultsOf(files)).toEqual([])
  })

  it('fails that check if a column is left out without a reason', () => {
    const users = tableOf(files, 'users')
    const rows = users.rows.map(({ alias: _, ...row }) => row)
    const table = Buffer.from(JSON.stringify({ ...users, rows }))

    expect(faultsOf(new Map([...files, ['tables/users.json', table]]))).toEqual([
      'users.alias is missing',
    ])
  })

  it('has the rows of others about the athlete, or the rules say why not', () => {
    const others = [...tables].flatMap(([table, { others }]) =>
      Object.keys(others).map((column) => `${table}.${column}`),
    )

    expect([...seen, ...Object.keys(UNSEEN)].toSorted()).toEqual(others.toSorted())
    const views = sources.filter(({ name }) => !owned.includes(name))
    expect(views.filter(({ name }) => tableOf(files, name).rows.length === 0)).toEqual([])
  })

  it('has as many rows as the database, and the same in CSV', async () => {
    // Blocks by others are left out, and the export itself is noted when it is opened.
    const counted = owned.filter((table) => !['blocked_people', 'audit_log'].includes(table))
    for (const name of counted) {
      const stored = await app
        .ctx()
        .db(name)
        .where({ [ownerColumnOf(name) ?? '']: people.ada.id })
        .count<{ count: string }[]>()
      const table = files.get(`tables/${name}.csv`) ?? ''
      const cells = parse<Record<string, string>>(table, { columns: true })
      const count = Number(stored[0]?.count)
      expect([name, tableOf(files, name).rows.length, cells.length]).toEqual([name, count, count])
    }
  })

  it('names the people she follows and blocks, and who follow her, as the app does', () => {
    const names = (table: string) => tableOf(files, table).rows.map(({ username }) => username)

    expect(names('followers')).toContain(people.ben.username)
    expect(names('followers_of_you')).toEqual([people.ben.username])
    expect(names('blocked_people')).not.toContain(people.cem.username)
  })

  it('does not say who has reported or blocked her, and holds no id of another user', () => {
    const all = [...files].map(([name, bytes]) => [name, bytes.toString('latin1')] as const)
    const about = tableOf(files, 'reports_about_you').rows
    const found = (text: string) =>
      all.filter(([, each]) => each.includes(text)).map(([name]) => name)

    expect(about).toEqual([expect.objectContaining({ kind: 'person', reason: 'spam' })])
    expect(JSON.stringify(about)).not.toMatch(/Ads|"owner"/)
    expect(found(people.ben.id)).toEqual([])
    expect(found(people.cem.id)).toEqual([])
    expect(found(people.cem.username)).toEqual([])
  })

  it('holds no secret', async () => {
    const { db } = app.ctx()
    const secrets = await Promise.all([
      db('users').where({ id: people.ada.id }).pluck<string[]>('password_hash'),
      db('auth_sessions').where({ owner: people.ada.id }).pluck<Buffer[]>('token_hash'),
      db('user_totp').where({ owner: people.ada.id }).pluck<Buffer[]>('secret'),
    ])
    const forms = secrets.flat().flatMap((secret) => {
      const bytes = Buffer.from(secret)
      return [String(secret), bytes.toString('hex'), bytes.toString('base64')]
    })

    const all = [...files.values()].map((bytes) => bytes.toString('latin1')).join('\n')
    expect(forms.length).toBeGreaterThan(5)
    expect(forms.filter((form) => all.includes(form))).toEqual([])
  })

  it('has logins with network and browser, and her audit entries', () => {
    const [login] = tableOf(files, 'auth_sessions').rows
    const events = tableOf(files, 'audit_log').rows.map(({ event }) => event)

    expect(login).toMatchObject({ ip: '127.0.0.0/24' })
    expect(login).toHaveProperty('user_agent')
    expect(events).toEqual(expect.arrayContaining(['login.opened', 'account.suspended']))
    expect(tableOf(files, 'waiting_jobs').rows).toContainEqual(
      expect.objectContaining({ task: 'recountBests' }),
    )
  })

  it('has the check sum of each file', () => {
    const sums = new Map(
      textOf('SHA256SUMS')
        .trimEnd()
        .split('\n')
        .map((line) => line.split('  ').toReversed() as [string, string]),
    )
    const actual = [...files]
      .filter(([name]) => name !== 'SHA256SUMS')
      .map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')] as const)

    expect(new Map(actual)).toEqual(sums)
  })

  it('has her pictures', () => {
    const pictures = [...files].filter(([name]) => name.startsWith('media/'))

    expect(pictures.length).toBe(Object.keys(mediaApi.AVATAR_SIZES).length)
    for (const [, bytes] of pictures) expect(bytes.toString('latin1', 8, 12)).toBe('WEBP')
  })

  it('has a history that another account imports', async () => {
    const eve = await app.newAthlete()

    await importFile(eve, textOf('history/fitvibe-history.json'))

    const titles = async (athlete: Athlete) =>
      (await historyOf(athlete)).map(({ title }) => title).toSorted()
    expect((await titles(eve)).length).toBeGreaterThan(2)
    expect(await titles(eve)).toEqual(await titles(people.ada))
    expect(textOf('history/fitvibe-history.csv')).toContain('"Workout Name"')
  })
})

describe('the page of an export', () => {
  it('names all tables with their rows, runs no script and loads nothing', () => {
    const page = textOf('index.html')

    expect(page).toContain('<html lang="en">')
    expect(page).toContain(`Everything that FitVibe has stored about ${people.ada.username}.`)
    expect(page).not.toMatch(/<script|javascript:|https?:|\son\w+=/)
    const targets = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path ?? '')
    expect(targets.filter((path) => !files.has(path))).toEqual([])
    expect(targets.length).toBe(sources.length * 2 + 2 + 2)
  })

  it('and the texts of the tables are in the language of the athlete', async () => {
    const uwe = await app.newAthlete()
    await uwe.call(usersApi.updateMe, { body: { preferredLang: 'de', alias: '<b>Uwe</b>' } })

    const german = await exportOf(app, uwe)

    const page = german.get('index.html')?.toString() ?? ''
    expect(page).toContain('<html lang="de">')
    expect(page).toContain('30 Tage nach dem Ende einer Anmeldung')
    expect(tableOf(german, 'auth_sessions')).toMatchObject({
      title: 'Anmeldungen',
      purpose: 'Um Konten und den Server zu schützen',
      columns: { ip: 'Netz, nie die ganze Adresse' },
      leftOut: { token_hash: expect.stringMatching(/^Geheimnisse/) },
    })
  })
})
