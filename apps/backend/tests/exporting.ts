import { crc32, inflateRawSync } from 'node:zlib'

import { privacyApi } from '@fitvibe/contract'
import { expect } from 'vitest'

import { PASSWORD, type Athlete, type TestApp } from './testApp.ts'

/** Files of a ZIP by their names. */
export type Files = ReadonlyMap<string, Buffer>

export const requestExport = (athlete: Pick<Athlete, 'call'>, code?: string) =>
  athlete.call(privacyApi.requestExport, { body: { password: PASSWORD, ...(code && { code }) } })

/** Runs the waiting jobs and returns the token of the last mail with a link to an export. */
export async function tokenOf(app: TestApp, { email }: Athlete): Promise<string> {
  const mails = await app.mailsTo(email)
  const links = mails.flatMap(({ text }) => /\/export\?token=([\w-]+)/.exec(text)?.[1] ?? [])
  return links[0] ?? ''
}

export const openExport = (app: TestApp, token: string) =>
  app.visitor().call(privacyApi.openExport, { body: { token } })

export const download = (app: TestApp, url: string) => app.http().get(url).responseType('blob')

/** Requests an export, follows the link in the mail and returns the address of the file. */
export async function exportUrl(app: TestApp, athlete: Athlete): Promise<string> {
  expect((await requestExport(athlete)).status).toBe(202)
  const { body } = await openExport(app, await tokenOf(app, athlete))
  return body.url as string
}

/** Requests an export and returns its files. */
export async function exportOf(app: TestApp, athlete: Athlete): Promise<Files> {
  const { body } = await download(app, await exportUrl(app, athlete))
  return unzip(body as Buffer)
}

/** Reads a ZIP by its directory, and checks the CRC-32 of each entry (APPNOTE.TXT, 4.3). */
export function unzip(bytes: Buffer): Files {
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o))
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0))
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    const content = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed
    expect([name, crc32(content)]).toEqual([name, bytes.readUInt32LE(at + 16)])
    files.set(name, content)
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

export interface ExportedTable {
  readonly title: string
  readonly purpose: string
  readonly retention: string
  readonly columns: Readonly<Record<string, string>>
  readonly leftOut: Readonly<Record<string, string>>
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

export const tableOf = (files: Files, name: string) =>
  JSON.parse(files.get(`tables/${name}.json`)?.toString() ?? 'null') as ExportedTable
