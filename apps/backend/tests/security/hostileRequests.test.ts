import {
  catalogue,
  toRequest,
  usersApi,
  type CatalogueEntry,
  type Endpoint,
} from '@fitvibe/contract'
import cookieParser from 'cookie-parser'
import express, { type Express } from 'express'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import { jsonBody } from '../../src/middlewares/jsonBody.ts'
import { readLogin } from '../../src/middlewares/readLogin.ts'
import { requestId } from '../../src/middlewares/requestId.ts'
import { usersRouter } from '../../src/modules/users/users.router.ts'
import { useTestApp } from '../testApp.ts'
import { codeOf, faultOf } from './answers.ts'
import { connectTo, type Answer, type Caller, type Client } from './client.ts'
import { requestsFor, textPlaces } from './generate.ts'
import { allBodies, allNaughty, hasCorpora } from './hostile/corpora.ts'
import { budgetMs, figure, rounds, TIMEOUT_MS } from './torture.ts'
import { endsLogin, makerFor, newAdmin, newOwner, newPerson, writes, type Person } from './world.ts'

const app = useTestApp()

const MALFORMED = 'The body is not valid JSON.'
const SEED = 20_260_907
const RUNS = 250

/**
 * In `npm test` every string and body goes to some of the places, another some for each; in the
 * long run every one goes to every place.
 */
const STRIDE = rounds > 1 ? 1 : 20
const shareOf = <T>(all: readonly T[], place: number) =>
  all.filter((_, index) => (index + place) % STRIDE === 0)

let client: Client
let owner: Person

beforeAll(async () => {
  client = await connectTo(app.app())
  owner = await newOwner(app, client, newAdmin)
})

const lineOf = (endpoint: Endpoint, params?: Record<string, string>) =>
  toRequest<Endpoint>(endpoint, { params })

describe.skipIf(!hasCorpora)('the public collections of hostile input', () => {
  it('are on this machine', () => {
    expect(allBodies().length).toBeGreaterThan(350)
    expect(allNaughty().length).toBeGreaterThan(500)
  })
})

describe('every endpoint with a body', () => {
  const all = allBodies()
  let sent = 0

  it.each(writes.map((entry, index) => [entry.name, entry, index] as const))(
    '%s reads JSON as its grammar says and breaks on nothing',
    async (_name, entry, index) => {
      expect(await faultsOfBodies(entry, shareOf(all, index))).toEqual([])
    },
    TIMEOUT_MS,
  )

  it('has been sent its share of them', () => {
    figure('hostileRequests', `${writes.length} endpoints, ${all.length} bodies: ${sent} requests`)
    expect(sent).toBeGreaterThanOrEqual(Math.floor(all.length / STRIDE) * writes.length)
  })

  async function faultsOfBodies(entry: CatalogueEntry, share: typeof all): Promise<string[]> {
    const found: string[] = []
    const { method, url } = lineOf(entry.endpoint, await makerFor(entry)?.make(owner.athlete, app))
    for (const { name, bytes, isJson } of share) {
      const answer = await client.raw(owner.caller, method, url, bytes)
      sent += 1
      const fault = faultOf(entry.endpoint, answer) ?? misread(answer, isJson)
      if (fault) found.push(`${entry.name} ${name}: ${fault}`)
    }
    return found
  }

  function misread(answer: Answer, isJson: boolean | undefined): string | undefined {
    if (isJson === true && answer.text.includes(MALFORMED)) return 'refused as malformed'
    if (isJson === false && codeOf(answer) !== 'VALIDATION_ERROR') return `took it: ${answer.text}`
    return undefined
  }
})

describe('every text field of every write', () => {
  const strings = allNaughty()
  const fields = writes.flatMap((entry) =>
    entry.endpoint.body ? textPlaces(entry.endpoint.body).map((place) => ({ entry, place })) : [],
  )
  let started = 0
  const counts = { sent: 0, taken: 0, left: 0 }

  it.each(
    fields.map((field, at) => [`${field.entry.name} ${field.place.path}`, field, at] as const),
  )(
    '%s takes or refuses naughty strings, and breaks on none',
    async (_name, { entry, place }, at) => {
      started ||= Date.now()
      const found: string[] = []
      const params = await makerFor(entry)?.make(owner.athlete, app)
      const { method, url } = lineOf(entry.endpoint, params)
      for (const text of shareOf(strings, at)) {
        if (Date.now() - started > budgetMs) {
          counts.left += 1
          continue
        }
        const body = JSON.stringify(place.put(text))
        const answer = await client.raw(owner.caller, method, url, body)
        counts.sent += 1
        if (answer.status < 300) counts.taken += 1
        const fault = faultOf(entry.endpoint, answer)
        if (fault) found.push(`${JSON.stringify(text).slice(0, 80)}: ${fault}`)
      }
      expect(found).toEqual([])
    },
    TIMEOUT_MS,
  )

  it('has been sent its share of them', () => {
    const { sent, taken, left } = counts
    const what = `${fields.length} text fields, ${strings.length} strings`
    figure('hostileRequests', `${what}: ${sent} requests, ${taken} taken, ${left} left out of time`)
    expect(sent).toBeGreaterThan(fields.length)
    expect(taken).toBeGreaterThan(sent / 20)
  })
})

describe('random requests from the contract', () => {
  it(
    'are answered by the contract',
    async () => {
      const tally = new Map<string, number>()
      const people = { visitor: await client.callerOf(), user: owner.caller, admin: owner.caller }
      people.admin = (await newAdmin(app, client)).caller
      const known = await knownIds()
      const request = fc.constantFrom(...catalogue).chain((entry) =>
        fc.record({
          entry: fc.constant(entry),
          who: fc.constantFrom('visitor', 'user', 'user', 'user', 'admin'),
          parts: requestsFor(entry.endpoint, known),
        }),
      )

      const property = fc.asyncProperty(request, async ({ entry, who, parts }) => {
        const isOneOff = endsLogin(entry) && who !== 'visitor'
        const caller = isOneOff ? (await newPerson(app, client)).caller : people[who]
        const answer = await ask(caller, entry, parts)
        const group = `${Math.floor(answer.status / 100)}xx`
        tally.set(group, (tally.get(group) ?? 0) + 1)
        if (codeOf(answer) === 'AUTH_REQUIRED' && who === 'user' && !isOneOff)
          people.user = (await newPerson(app, client)).caller
        if (codeOf(answer) === 'AUTH_REQUIRED' && who === 'admin' && !isOneOff)
          people.admin = (await newAdmin(app, client)).caller
        expect(faultOf(entry.endpoint, answer)).toBeUndefined()
      })
      await fc.assert(property, {
        seed: SEED + rounds - 1,
        numRuns: RUNS * rounds,
        interruptAfterTimeLimit: budgetMs,
      })

      const shares = [...tally].toSorted().map(([group, count]) => `${count} × ${group}`)
      figure('hostileRequests', `seed ${SEED + rounds - 1}: random requests, ${shares.join(', ')}`)
      const total = [...tally.values()].reduce((sum, count) => sum + count, 0)
      expect(tally.get('2xx')).toBeGreaterThan(total / 20)
    },
    TIMEOUT_MS,
  )

  async function knownIds(): Promise<string[]> {
    const { db } = app.ctx()
    const tables = ['sessions', 'exercises', 'session_exercises', 'users', 'library_exercises']
    const found = await Promise.all(
      tables.map((table) => db(table).limit(20).pluck<string[]>('id')),
    )
    return found.flat()
  }

  function ask(caller: Caller, { endpoint }: CatalogueEntry, parts: Parts): Promise<Answer> {
    const params = Object.fromEntries(
      [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [
        name,
        wellFormed(membersOf(parts.params)[name]) || 'x',
      ]),
    )
    const query = Object.fromEntries(
      Object.entries(membersOf(parts.query))
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [encodeURIComponent(wellFormed(name)), wellFormed(value)]),
    )
    const { method, url } = toRequest<Endpoint>(endpoint, { params, query })
    const body = endpoint.body && parts.body !== undefined ? JSON.stringify(parts.body) : undefined
    return client.raw(caller, method, url, body)
  }
})

interface Parts {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

const membersOf = (value: unknown) =>
  (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>

/** An address can hold no half of a surrogate pair. */
const wellFormed = (value: unknown) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()

describe('the suite notices', () => {
  const updateMe = usersApi.updateMe

  async function faultWith(probe: Express, body: string): Promise<string | undefined> {
    const via = await connectTo(probe)
    return faultOf(updateMe, await via.raw(owner.caller, 'PUT', '/api/v1/users/me', body))
  }

  const bare = () => express().use(requestId(app.ctx().newId), cookieParser(), readLogin(app.ctx()))

  it('an application without its error handler', async () => {
    const probe = bare().use(jsonBody, usersRouter(app.ctx()))

    expect(await faultWith(probe, '{')).toMatch('answers 400 without the envelope')
    expect(await faultWith(probe, '{"weight":"x"}')).toMatch('answers 500')
  })

  it('an answer that has not gone through its schema', async () => {
    const probe = bare().put('/api/v1/users/me', (_req, res) => void res.json({ id: 7 }))

    expect(await faultWith(probe, '{}')).toMatch('answers against its schema')
  })

  it('a refusal that the endpoint does not declare', async () => {
    const error = { code: 'NOT_FOUND', message: 'x', requestId: app.ctx().newId() }
    const probe = bare().put(
      '/api/v1/users/me',
      (_req, res) => void res.status(404).json({ error }),
    )

    expect(await faultWith(probe, '{}')).toBe('answers NOT_FOUND, which it does not declare')
  })
})
