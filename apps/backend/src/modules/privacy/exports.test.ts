import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { privacyApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { authenticator } from '../../../tests/authenticator.ts'
import {
  download,
  exportOf,
  exportUrl,
  openExport,
  requestExport,
  tableOf,
  tokenOf,
} from '../../../tests/exporting.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import * as exportsService from './exports.service.ts'

const app = useTestApp()

const DAY = 86_400
const stateOf = async (athlete: Athlete) =>
  (await athlete.call(privacyApi.getExport, {})).body as privacyApi.ExportState
const idOf = async ({ id: owner }: Athlete) =>
  (await app.ctx().db('data_exports').where({ owner }).first<{ id: string }>('id')).id
const folder = () => app.ctx().config.uploadsDir
const parts = async () =>
  (await readdir(folder()).catch(() => [])).filter((name) => name.startsWith('export-'))
async function partsOf({ id: owner }: Athlete): Promise<string[]> {
  const [key] = await app.ctx().db('data_exports').where({ owner }).pluck<string[]>('file_key')
  return (await parts()).filter((name) => name.includes(key ?? '-'))
}

describe('POST /privacy/export', () => {
  it('asks for the password', async () => {
    const ada = await app.newAthlete()

    const answer = await ada.call(privacyApi.requestExport, { body: { password: 'Wrong-220-kg!' } })

    expectRefusal(answer, 'AUTH_INVALID_CREDENTIALS')
    expect(await stateOf(ada)).toEqual({
      status: 'none',
      requestedAt: null,
      expiresAt: null,
      bytes: null,
    })
  })

  it('asks for a code too if two-factor login is on', async () => {
    const { protectedAthlete, codeOf } = authenticator(app)
    const { ada, secret } = await protectedAthlete()

    expectRefusal(await requestExport(ada), 'TOTP_REQUIRED')
    expect((await requestExport(ada, codeOf(secret))).status).toBe(202)
  })

  it('prepares one export at a time, and then replaces it', async () => {
    const ada = await app.newAthlete()

    const answers = await Promise.all([1, 2, 3].map(() => requestExport(ada)))
    const preparing = await stateOf(ada)
    const former = await tokenOf(app, ada)
    const ready = await stateOf(ada)
    const stored = await partsOf(ada)
    const next = await requestExport(ada)
    const token = await tokenOf(app, ada)

    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409])
    const requestedAt = app.now().toISOString()
    expect(preparing).toEqual({ status: 'preparing', requestedAt, expiresAt: null, bytes: null })
    const expiresAt = new Date(app.now().getTime() + DAY * 1_000).toISOString()
    expect(ready).toEqual({ status: 'ready', requestedAt, expiresAt, bytes: expect.any(Number) })
    expect(next.body).toEqual(preparing)
    expectRefusal(await openExport(app, former), 'UNPROCESSABLE')
    expect((await openExport(app, token)).status).toBe(200)
    expect((await parts()).filter((name) => stored.includes(name))).toEqual([])
    expect((await partsOf(ada)).length).toBe(1)
  })

  it('can be repeated an hour after the server that prepared it was killed', async () => {
    const ada = await app.newAthlete()
    await requestExport(ada)

    app.passSeconds(3_600)
    await app.setTimeFor(ada, app.now().toISOString())
    const early = await requestExport(ada)
    app.passSeconds(1)
    const state = await stateOf(ada)
    const again = await requestExport(ada)

    expectRefusal(early, 'CONFLICT')
    expect(state.status).toBe('failed')
    expect(again.body).toMatchObject({ status: 'preparing' })
  })

  it('writes the file again after an attempt that was killed', async () => {
    const ada = await app.newAthlete()
    await requestExport(ada)
    const id = await idOf(ada)
    const { storage } = app.ctx()
    const full = { ...storage, write: () => Promise.reject(new Error('disk full')) }

    await expect(
      exportsService.prepare({ ...app.ctx(), storage: full }, { owner: ada.id, id }),
    ).rejects.toThrow('disk full')
    const url = (await openExport(app, await tokenOf(app, ada))).body.url as string

    expect((await download(app, url)).status).toBe(200)
  })
})

describe('the link in the mail', () => {
  it('works once, and the download can be begun again for 15 minutes', async () => {
    const ada = await app.newAthlete()
    await requestExport(ada)
    const token = await tokenOf(app, ada)
    const [mail] = await app.mailsTo(ada.email)

    const answers = await Promise.all([1, 2, 3].map(() => openExport(app, token)))
    const opened = answers.find(({ status }) => status === 200)
    const url = opened?.body.url as string
    const first = await download(app, url)
    app.passSeconds(899)
    const second = await download(app, url)
    app.passSeconds(1)
    const late = await app.http().get(url)

    expect(mail?.subject).toBe('Your data is ready')
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422, 422])
    expect(first.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="fitvibe-data.zip"',
      'content-length': String(opened?.body.bytes),
      'cache-control': 'no-store',
    })
    expect(second.body).toEqual(first.body)
    expectRefusal(late, 'NOT_FOUND')
    await app.setTimeFor(ada, app.now().toISOString())
    expect((await stateOf(ada)).status).toBe('opened')
    const events = await app.ctx().db('audit_log').where({ owner: ada.id }).pluck('event')
    expect(events.filter((event) => String(event).startsWith('export.')).toSorted()).toEqual([
      'export.opened',
      'export.requested',
    ])
  })

  it('ends after a day, and the file is deleted', async () => {
    const ada = await app.newAthlete()
    await requestExport(ada)
    const token = await tokenOf(app, ada)

    app.passSeconds(DAY - 1)
    await exportsService.sweep(app.ctx())
    const kept = await partsOf(ada)
    app.passSeconds(1)
    const late = await openExport(app, token)
    await exportsService.sweep(app.ctx())

    expect(kept.length).toBe(1)
    expectRefusal(late, 'UNPROCESSABLE')
    expect((await parts()).filter((name) => kept.includes(name))).toEqual([])
    expect(await app.ctx().db('data_exports').where({ owner: ada.id })).toEqual([])
  })

  it('is mailed again if the mail server did not take it, and the first one ends', async () => {
    const ada = await app.newAthlete()
    await requestExport(ada)
    const first = await tokenOf(app, ada)
    const id = await idOf(ada)

    await exportsService.mailLink(app.ctx(), { owner: ada.id, id })
    const second = await tokenOf(app, ada)

    expectRefusal(await openExport(app, first), 'UNPROCESSABLE')
    expect((await openExport(app, second)).status).toBe(200)
    await exportsService.mailLink(app.ctx(), { owner: ada.id, id })
    expect(await tokenOf(app, ada)).toBe(second)
  })

  it.each(['x'.repeat(64), 'A'.repeat(64)])('is refused if it is not ours: %s', async (secret) => {
    expectRefusal(await openExport(app, secret), 'UNPROCESSABLE')
    expectRefusal(await app.http().get(`/api/v1/privacy/exports/${secret}`), 'NOT_FOUND')
  })
})

describe('the sweep', () => {
  it('deletes parts that a killed server has left, a day later', async () => {
    await exportUrl(app, await app.newAthlete())
    const key = 'ab'.repeat(16)
    const names = [`export-${key}-00000`, `export-${key}-00001.${app.ctx().newId()}`]
    const ages = { [`export-${key}-00002`]: DAY + 3_599, 'notes.txt': 10 * DAY }
    for (const [name, seconds] of [
      ...names.map((name) => [name, DAY + 3_601] as const),
      ...Object.entries(ages),
    ]) {
      const writtenAt = new Date(app.now().getTime() - seconds * 1_000)
      await writeFile(join(folder(), name), 'x')
      await utimes(join(folder(), name), writtenAt, writtenAt)
    }

    await exportsService.sweep(app.ctx())

    const left = await readdir(folder())
    expect(left).toEqual(expect.arrayContaining(Object.keys(ages)))
    expect(left.filter((name) => names.includes(name))).toEqual([])
  })
})

describe('an export of several parts', () => {
  it('is stored in parts of 4 MB and read as one file', async () => {
    const ada = await app.newAthlete()
    await app.ctx().db.raw(
      `insert into audit_log (owner, id, event, details, created_at)
       select ?, gen_random_uuid(), 'login.refused',
         jsonb_build_object('noise', (select string_agg(md5(random()::text || h), '')
           from generate_series(1, 40) h where g > 0)), now()
       from generate_series(1, 6000) g`,
      [ada.id],
    )

    const files = await exportOf(app, ada)

    expect((await partsOf(ada)).length).toBeGreaterThan(1)
    expect(tableOf(files, 'audit_log').rows.length).toBeGreaterThan(6_000)
  })
})
