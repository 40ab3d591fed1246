import { request, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

import {
  BASE_PATH,
  calendarApi,
  catalogue,
  exercisesApi,
  historyApi,
  toRequest,
  totpApi,
  type Endpoint,
} from '@fitvibe/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { PASSWORD, useTestApp, type Athlete } from '../../tests/testApp.ts'
import { plan } from '../../tests/training.ts'
import { listen } from '../server/listen.ts'

const app = useTestApp()

let server: Server

beforeAll(async () => {
  server = await listen(app.app(), 0, '127.0.0.1')
})
afterAll(() => void server.close())

/** Fetches an answer as it goes over the wire: supertest would decompress it. */
async function fetchRaw(path: string, encodings: string, athlete?: Athlete) {
  const { port } = server.address() as AddressInfo
  const caller = athlete && (await (await app.connect()).logIn(athlete.username, PASSWORD))
  const cookie = Object.entries(caller?.cookies ?? {}).map((pair) => pair.join('='))
  const headers = { 'accept-encoding': encodings, cookie: cookie.join('; ') }
  return new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => resolve({ headers: incoming.headers, body: Buffer.concat(chunks) }))
    })
      .on('error', reject)
      .end()
  })
}

const exercises = `${BASE_PATH}${exercisesApi.listExercises.path}?pageSize=50`

describe('a JSON answer', () => {
  it('is compressed for a client that takes gzip', async () => {
    const ada = await app.newAthlete()
    const plain = await fetchRaw(exercises, 'identity', ada)

    const { headers, body } = await fetchRaw(exercises, 'br, gzip', ada)

    expect(headers).not.toHaveProperty('transfer-encoding')
    expect(headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-length': String(body.length),
      vary: expect.stringContaining('Accept-Encoding') as unknown,
    })
    expect(plain.body.length).toBeGreaterThan(2 * body.length)
  })

  it.each([
    ['that wants it plain', 'identity'],
    ['that refuses gzip', 'gzip;q=0, br'],
    ['that takes Brotli alone', 'br'],
  ])('is sent as it is to a client %s', async (_, accepted) => {
    const ada = await app.newAthlete()

    const { headers, body } = await fetchRaw(exercises, accepted, ada)

    expect(headers).not.toHaveProperty('content-encoding')
    expect(headers['vary']).toContain('Accept-Encoding')
    expect(JSON.parse(body.toString())).toHaveProperty('items')
  })

  it('is sent as it is if it is short', async () => {
    const ada = await app.newAthlete()

    const { headers } = await fetchRaw(`${BASE_PATH}/points`, 'gzip', ada)

    expect(headers).not.toHaveProperty('content-encoding')
  })
})

describe('a calendar', () => {
  it('is compressed, and known by the tag of either form', async () => {
    const ada = await app.newAthlete()
    for (let index = 0; index < 5; index += 1) await plan(ada)
    const renewed = await ada.call(calendarApi.renewCalendar, {})
    const { pathname } = new URL(renewed.body.url as string)

    const zipped = await fetchRaw(pathname, 'gzip')
    const plain = await fetchRaw(pathname, 'identity')
    const known = await app
      .http()
      .get(pathname)
      .set({ 'accept-encoding': 'gzip', 'if-none-match': zipped.headers['etag'] ?? '' })

    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(zipped.body).toString()).toBe(plain.body.toString())
    expect(zipped.headers['etag']).not.toBe(plain.headers['etag'])
    expect(known.status).toBe(304)
  })
})

describe('an export', () => {
  it('is compressed while it is written', async () => {
    const ada = await app.newAthlete()
    for (let index = 0; index < 5; index += 1) await plan(ada)
    const { url } = toRequest(historyApi.exportHistoryJson, {})

    const zipped = await fetchRaw(url, 'gzip', ada)
    const plain = await fetchRaw(url, 'identity', ada)

    const parse = (bytes: Buffer) =>
      ({ ...JSON.parse(bytes.toString()), exportedAt: null }) as unknown
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(parse(gunzipSync(zipped.body))).toEqual(parse(plain.body))
  })
})

/** Names of fields that hold something to be kept secret. */
const SECRET = /token|secret|challenge|recoveryCodes$|password|^(?:url|uri|qr|email)$/i

/** The names of all texts in a schema. */
function namesOfTexts(schema: z.core.JSONSchema.BaseSchema, name = ''): string[] {
  const parts = [
    ...Object.entries(schema.properties ?? {}),
    ...[schema.items, ...(schema.anyOf ?? []), ...(schema.allOf ?? [])].map((part) => [name, part]),
  ] as [string, z.core.JSONSchema.BaseSchema | boolean | undefined][]
  const inner = parts.flatMap(([part, member]) =>
    typeof member === 'object' ? namesOfTexts(member, part) : [],
  )
  return schema.type === 'string' ? [name, ...inner] : inner
}

/** Addresses that are masked, or that the server does not send to the person they belong to. */
const MASKED = new Set(['listAccounts', 'getAccount', 'suspendAccount', 'reinstateAccount'])

describe('an answer with a secret', () => {
  const answering = catalogue.filter(({ endpoint }) => endpoint.response !== undefined)

  it.each(
    answering
      .filter(({ name }) => !MASKED.has(name))
      .map(({ name, endpoint }) => [name, endpoint] as [string, Endpoint]),
  )('is marked in the contract: %s', (_, endpoint) => {
    const schema = z.toJSONSchema(endpoint.response as z.ZodType, {
      io: 'output',
      unrepresentable: 'any',
      reused: 'inline',
    })
    const secrets = namesOfTexts(schema).filter((field) => SECRET.test(field))

    expect(secrets.length > 0 && !endpoint.holdsSecret ? secrets : []).toEqual([])
  })

  it('is never compressed, however long', async () => {
    const ada = await app.newAthlete()
    const { headers, text } = await ada.call(
      totpApi.enrolTotp,
      { body: { password: PASSWORD } },
      { 'accept-encoding': 'gzip' },
    )

    expect(text.length).toBeGreaterThan(1_024)
    expect(headers).not.toHaveProperty('content-encoding')
  })
})
