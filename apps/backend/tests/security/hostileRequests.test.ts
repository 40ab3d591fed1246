import { catalogue, usersApi, type CatalogueEntry } from '@fitvibe/contract'
import cookieParser from 'cookie-parser'
import express, { type Express, type RequestHandler } from 'express'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'

import { errorHandler } from '../../src/middlewares/errorHandler.ts'
import { jsonBody } from '../../src/middlewares/jsonBody.ts'
import { readLogin } from '../../src/middlewares/readLogin.ts'
import { requestId } from '../../src/middlewares/requestId.ts'
import { usersRouter } from '../../src/modules/users/users.router.ts'
import type { Client } from '../client.ts'
import { useTestApp } from '../testApp.ts'
import { codeOf, faultOf } from './answers.ts'
import { requestsFor, textFields } from './generate.ts'
import { bodies } from './hostile/bodies.ts'
import { allBodies, allNaughty, hasCorpora } from './hostile/corpora.ts'
import { naughty } from './hostile/naughty.ts'
import { sendBodies, sendRandom, sendStrings, type Attack } from './hostileDrills.ts'
import { budgetMs, isLong, reportOf, rounds, TIMEOUT_MS, timeLimit } from './torture.ts'
import { endsLogin, makerFor, newAdmin, newOwner, newPerson, writes, type Person } from './world.ts'

vi.setConfig({ testTimeout: TIMEOUT_MS })

const app = useTestApp()
const { say, control } = reportOf('hostile input')

const SEED = 20_260_907 + rounds - 1
const RUNS = 250 * rounds

/**
 * In `npm test` each target gets another twentieth of the strings and bodies; in the long run each
 * target gets all of them.
 */
const STRIDE = isLong ? 1 : 20
const shareOf = <T>(all: readonly T[], target: number) =>
  all.filter((_, index) => (index + target) % STRIDE === 0)

let client: Client
let owner: Person

beforeAll(async () => {
  client = await app.connect()
  owner = await newOwner(app, client, newAdmin)
})

async function attackOn(entry: CatalogueEntry, isOver: () => boolean): Promise<Attack> {
  // The requests of the long run would exceed one user's quotas.
  const { athlete, caller } = isLong ? await newOwner(app, client, newAdmin) : owner
  const params = await makerFor(entry)?.make(athlete, app)
  const beforeEach = () => clearGuesses(entry)
  return { entry, params, caller, client, isOver, beforeEach }
}

/** Wrong input counts as guesses: without this, the guard would soon refuse every request. */
async function clearGuesses({ endpoint }: CatalogueEntry) {
  if (endpoint.limit === 'credentials') await app.ctx().db('guess_counters').delete()
}

/** Adds up the requests of several tests. */
function tally() {
  const sums = { sent: 0, accepted: 0, skipped: 0, faults: 0, failures: 0 }
  return {
    sums,
    add: ({ found, ...counts }: Awaited<ReturnType<typeof sendBodies>>) => {
      for (const key of ['sent', 'accepted', 'skipped'] as const) sums[key] += counts[key]
      sums.faults += found.length
      sums.failures += found.filter((fault) => /answers 5\d\d/.test(fault)).length
      return found
    },
    line: () =>
      `${sums.sent} requests, ${sums.accepted} accepted, ${sums.skipped} skipped for lack of time, ` +
      `${sums.failures} x 5xx, ${sums.faults} wrong answers`,
  }
}

describe.skipIf(!hasCorpora)('the public collections of hostile input', () => {
  it('are on this machine', () => {
    expect(allBodies().length).toBeGreaterThan(350)
    expect(allNaughty().length).toBeGreaterThan(500)
  })
})

describe('every endpoint with a body', () => {
  const all = allBodies()
  const isOver = timeLimit()
  const { sums, add, line } = tally()

  it.each(writes.map((entry, index) => [entry.name, entry, index] as const))(
    '%s reads JSON by its grammar and never breaks',
    async (_name, entry, index) => {
      const outcome = await sendBodies(await attackOn(entry, isOver), shareOf(all, index))

      expect(add(outcome)).toEqual([])
    },
  )

  it('has been sent its share of them', () => {
    say(`${writes.length} endpoints, ${all.length} bodies: ${line()}`)
    expect(sums.sent + sums.skipped).toBeGreaterThanOrEqual(
      Math.floor(all.length / STRIDE) * writes.length,
    )
  })
})

describe('every text field of every write', () => {
  const strings = allNaughty()
  const fields = writes.flatMap((entry) =>
    entry.endpoint.body ? textFields(entry.endpoint.body).map((field) => ({ entry, field })) : [],
  )
  const isOver = timeLimit()
  const { sums, add, line } = tally()

  it.each(
    fields.map((target, at) => [`${target.entry.name} ${target.field.path}`, target, at] as const),
  )(
    '%s accepts or refuses naughty strings, and never breaks',
    async (_name, { entry, field }, at) => {
      const outcome = await sendStrings(await attackOn(entry, isOver), field, shareOf(strings, at))

      expect(add(outcome)).toEqual([])
    },
  )

  it('has been sent its share of them', () => {
    say(`${fields.length} text fields, ${strings.length} strings: ${line()}`)
    expect(sums.sent + sums.skipped).toBeGreaterThan(fields.length)
    // Accepted strings come late.
    expect(sums.accepted).toBeGreaterThanOrEqual(sums.skipped > 0 ? 0 : sums.sent / 20)
  })
})

/** Sends random requests until one gets a wrong answer, and counts the answers by class. */
async function drillRandom(entries: readonly CatalogueEntry[], via: Client, runs: number) {
  const answers = new Map<string, number>()
  const people = { visitor: await client.callerOf(), user: owner.caller, admin: owner.caller }
  people.admin = (await newAdmin(app, client)).caller
  const known = await knownIds()
  const request = fc.constantFrom(...entries).chain((entry) =>
    fc.record({
      entry: fc.constant(entry),
      who: fc.constantFrom('visitor', 'user', 'user', 'user', 'admin'),
      parts: requestsFor(entry.endpoint, known),
    }),
  )
  const property = fc.asyncProperty(request, async ({ entry, who, parts }) => {
    const isOneOff = endsLogin(entry) && who !== 'visitor'
    const caller = isOneOff ? (await newPerson(app, client)).caller : people[who]
    await clearGuesses(entry)
    const answer = await sendRandom(via, caller, entry, parts)
    const group = `${Math.floor(answer.status / 100)}xx`
    answers.set(group, (answers.get(group) ?? 0) + 1)
    if (codeOf(answer) === 'AUTH_REQUIRED' && who === 'user' && !isOneOff)
      people.user = (await newPerson(app, client)).caller
    if (codeOf(answer) === 'AUTH_REQUIRED' && who === 'admin' && !isOneOff)
      people.admin = (await newAdmin(app, client)).caller
    const fault = faultOf(entry.endpoint, answer)
    if (fault) throw new Error(fault)
  })
  const limits = { seed: SEED, numRuns: runs, interruptAfterTimeLimit: budgetMs }
  const result = await fc.check(property, limits)
  return { answers, result }
}

async function knownIds(): Promise<string[]> {
  const { db } = app.ctx()
  const tables = ['sessions', 'exercises', 'session_exercises', 'users', 'library_exercises']
  const found = await Promise.all(tables.map((table) => db(table).limit(20).pluck<string[]>('id')))
  return found.flat()
}

describe('random requests from the contract', () => {
  it('are answered by the contract', async () => {
    const { answers, result } = await drillRandom(catalogue, client, RUNS)

    const shares = [...answers].toSorted().map(([group, count]) => `${count} x ${group}`)
    const failures = answers.get('5xx') ?? 0
    say(`random requests, seed ${SEED}: ${shares.join(', ')}, ${failures} x 5xx`)
    expect(fc.defaultReportMessage(result)).toBeUndefined()
    const total = [...answers.values()].reduce((sum, count) => sum + count, 0)
    expect(answers.get('2xx')).toBeGreaterThan(total / 20)
  })
})

describe('power', () => {
  const entry = { module: 'users', name: 'updateMe', endpoint: usersApi.updateMe }
  const url = `/api/v1${usersApi.updateMe.path}`

  const bare = () => express().use(requestId(app.ctx().newId), cookieParser(), readLogin(app.ctx()))
  const served = () => [usersRouter(app.ctx()), errorHandler(app.ctx())] as const

  async function attackOn(probe: Express): Promise<Attack> {
    const via = await app.connect(probe)
    return { entry, params: undefined, caller: owner.caller, client: via, isOver: () => false }
  }

  async function faultWith(probe: Express, body: string): Promise<string | undefined> {
    const { found } = await sendBodies(await attackOn(probe), [
      { name: 'it', bytes: Buffer.from(body), isJson: undefined },
    ])
    return found[0]
  }

  /** An application that answers this request with `handler`. */
  const answering = (handler: RequestHandler) =>
    bare()
      .use(jsonBody)
      .put(url, handler)
      .use(...served())

  control('an error handler', async () => {
    const probe = bare().use(jsonBody, usersRouter(app.ctx()))

    expect(await faultWith(probe, '{')).toMatch('answers 400 without the envelope')
    expect(await faultWith(probe, '{"weight":"x"}')).toMatch('answers 500')
  })

  control('the grammar of JSON', async () => {
    const lenient: RequestHandler = (req, _res, next) => {
      req.body = {}
      next()
    }

    const { found } = await sendBodies(await attackOn(bare().use(lenient, ...served())), bodies)

    expect(found.join('\n')).toContain('accepted it')
  })

  control('a schema for the answer', async () => {
    const probe = answering((_req, res) => void res.json({ id: 7 }))

    expect(await faultWith(probe, '{}')).toMatch('answers against its schema')
  })

  control('a check of declared errors', async () => {
    const error = { code: 'NOT_FOUND', message: 'x', requestId: app.ctx().newId() }
    const probe = answering((_req, res) => void res.status(404).json({ error }))

    expect(await faultWith(probe, '{}')).toMatch('answers NOT_FOUND, which it does not declare')
  })

  control('care for every text that a field may contain', async () => {
    const probe = bare()
      .use(express.json())
      .put(url, (req, _res, next) => {
        encodeURIComponent((req.body as { alias?: string }).alias ?? '')
        next()
      })
      .use(...served())
    const [alias] = textFields(entry.endpoint.body).filter(({ path }) => path === 'alias')
    if (!alias) throw new Error('updateMe no longer has an alias')

    const { found } = await sendStrings(await attackOn(probe), alias, naughty)

    expect(found.join('\n')).toContain('answers 500')
  })

  control('care for every value that a number may have', async () => {
    const probe = answering((req, _res, next) => {
      if ((req.body as { weight?: number }).weight === 0.1) throw new Error('rounded to nothing')
      next()
    })

    const { result } = await drillRandom([entry], await app.connect(probe), 2_000)

    expect(result.failed).toBe(true)
  })
})
