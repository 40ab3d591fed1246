import {
  catalogue,
  feedApi,
  toRequest,
  type CatalogueEntry,
  type Endpoint,
} from '@fitvibe/contract'
import cookieParser from 'cookie-parser'
import express, { type RequestHandler } from 'express'
import { beforeAll, describe, expect, it } from 'vitest'

import { errorHandler } from '../../src/middlewares/errorHandler.ts'
import { readLogin } from '../../src/middlewares/readLogin.ts'
import { requestId } from '../../src/middlewares/requestId.ts'
import { serve } from '../../src/middlewares/serve.ts'
import type { Answer, Caller, Client } from '../client.ts'
import { useTestApp } from '../testApp.ts'
import { log, plan } from '../training.ts'
import { codeOf } from './answers.ts'
import { digest } from './digest.ts'
import { reportOf } from './torture.ts'
import {
  bodyFor,
  CANARY,
  callerFor,
  endsLogin,
  makerFor,
  newAdmin,
  newOwner,
  newPerson,
  queryFor,
  type Person,
} from './world.ts'

const app = useTestApp()
const { say, control } = reportOf('ownership')

const ACTORS = ['anonymous', 'other', 'owner', 'admin'] as const
type Actor = (typeof ACTORS)[number]

let client: Client
let owner: Person
let callers: Record<Actor, Caller>
let sent = 0
let successes = 0
let wrong = 0

beforeAll(async () => {
  client = await app.connect()
  owner = await newOwner(app, client)
  callers = {
    anonymous: await client.callerOf(),
    other: (await newPerson(app, client)).caller,
    owner: owner.caller,
    admin: (await newAdmin(app, client)).caller,
  }
})

/** Faults when each of the four actors calls an endpoint for something that the owner owns. */
async function breaches(entry: CatalogueEntry, via = client): Promise<string[]> {
  const bystanders = ACTORS.filter((actor) => actor !== 'owner' && !mayChange(actor, entry))
  const others = ACTORS.filter((actor) => !bystanders.includes(actor))
  const { found, changed } = await leavingNoTrace(bystanders, entry, via)
  const callOthers = await prepare(others, entry, via)
  found.push(...(await callOthers()))
  // All bystanders share one pair of hashes. Calls one at a time show whose call changed the rows.
  const culprits: string[] = []
  for (const actor of changed.length > 0 ? bystanders : []) {
    const alone = await leavingNoTrace([actor], entry, via)
    culprits.push(...alone.changed.map((line) => `${entry.name} as ${actor}: changed ${line}`))
  }
  const unclear = changed.map((line) => `${entry.name} as one of them: changed ${line}`)
  return [...found, ...(culprits.length > 0 ? culprits : unclear)]
}

/** Calls as these actors and compares the owner's rows before and after, whatever the answers. */
async function leavingNoTrace(actors: readonly Actor[], entry: CatalogueEntry, via: Client) {
  const call = await prepare(actors, entry, via)
  const before = await digest(app.ctx(), owner.athlete.id)
  const found = await call()
  const after = await digest(app.ctx(), owner.athlete.id)
  return { found, changed: before.filter((line, index) => line !== after[index]) }
}

/** Makes all that the calls need, so that the calls themselves can run between two hashes. */
async function prepare(actors: readonly Actor[], entry: CatalogueEntry, via: Client) {
  const make = async () => makerFor(entry)?.make(owner.athlete, app)
  const common = await make()
  const calls: { actor: Actor; caller: Caller; params: Record<string, string> | undefined }[] = []
  for (const actor of actors) {
    // Refused calls and reads change nothing, so they can share a thing.
    const mayUseUp = expectedFor(actor, entry) === 'let in' && entry.endpoint.method !== 'GET'
    const params = mayUseUp ? await make() : common
    calls.push({ actor, caller: await callerAs(actor, entry), params })
  }

  return async () => {
    const found: string[] = []
    for (const { actor, caller, params } of calls) {
      const parts = { params, query: queryFor(entry), body: bodyFor(entry) }
      const answer = await via.call(caller, entry.endpoint, parts)
      sent += 1
      if (answer.status < 300) successes += 1
      const fault = faultFor(actor, entry, answer)
      if (fault) found.push(`${entry.name} as ${actor}: ${fault}`)
      if (actor !== 'owner' && answer.text.includes(CANARY))
        found.push(`${entry.name} as ${actor}: reveals private data`)
    }
    return found
  }
}

/** Administrators are there to change accounts. */
const mayChange = (actor: Actor, { endpoint }: CatalogueEntry) =>
  actor === 'admin' && endpoint.access === 'admin'

/** An endpoint that may end the login it is called with gets a new user for each call. */
async function callerAs(actor: Actor, entry: CatalogueEntry): Promise<Caller> {
  if (actor === 'other' && endsLogin(entry)) return (await newPerson(app, client)).caller
  if (actor === 'admin' && endsLogin(entry)) return (await newAdmin(app, client)).caller
  if (actor === 'owner') return callerFor(app, client, owner, entry)
  return callers[actor]
}

function faultFor(actor: Actor, entry: CatalogueEntry, answer: Answer): string | undefined {
  const expected = expectedFor(actor, entry)
  const code = codeOf(answer)
  const outcome = code ?? answer.status
  if (answer.status >= 500) return `answers ${answer.text}`
  if (expected !== 'let in') return code === expected ? undefined : `answers ${outcome}`
  const isDeclared = code !== undefined && entry.endpoint.errors.includes(code)
  if (code === 'VALIDATION_ERROR') return `refuses a good request: ${answer.text}`
  if (code === 'NOT_FOUND' && (makerFor(entry) || !isDeclared))
    return 'does not find an existing thing'
  if (code === 'AUTH_REQUIRED' || code === 'FORBIDDEN')
    return isDeclared ? undefined : `answers ${outcome}`
  return undefined
}

function expectedFor(actor: Actor, entry: CatalogueEntry) {
  const { access } = entry.endpoint
  const maker = makerFor(entry)
  if (access === 'public')
    return maker && !maker.isPublic && actor !== 'owner' ? 'NOT_FOUND' : 'let in'
  if (actor === 'anonymous') return 'AUTH_REQUIRED'
  if (access === 'admin') return actor === 'admin' ? 'let in' : 'FORBIDDEN'
  return maker && !maker.isPublic && actor !== 'owner' ? 'NOT_FOUND' : 'let in'
}

describe('every endpoint', () => {
  it.each(catalogue.map((entry) => [entry.name, entry] as const))(
    '%s serves only its audience, and changes no rows of another user',
    async (_name, entry) => {
      const found = await breaches(entry)

      wrong += found.length
      expect(found).toEqual([])
    },
  )

  it('has been called by all four actors and has let the owner in', () => {
    const calls = `${catalogue.length} endpoints x ${ACTORS.length} callers, ${successes} let in`
    say(`${calls}: ${wrong} wrongly served or changed`)
    expect(sent).toBe(catalogue.length * ACTORS.length)
    expect(successes).toBeGreaterThan(sent / 4)
  })
})

describe('a session that is not both public and completed', () => {
  it.each([
    ['private and completed', () => log(owner.athlete, {}, { title: CANARY })],
    ['public and planned', () => plan(owner.athlete, { title: CANARY, visibility: 'public' })],
  ])('is in no feed: %s', async (_, make) => {
    const id = await make()

    for (const actor of ACTORS) {
      const shown = await client.call(callers[actor], feedApi.getFeedSession, { params: { id } })
      const cloned = await client.call(callers[actor], feedApi.cloneSession, {
        params: { id },
        body: {},
      })

      expect(codeOf(shown)).toBe('NOT_FOUND')
      expect(codeOf(cloned)).toBe(actor === 'anonymous' ? 'AUTH_REQUIRED' : 'NOT_FOUND')
    }
  })
})

/** Represents endpoints for administrators: the drill tests their guard even if the catalogue has none. */
const forAdmins = {
  method: 'GET',
  path: '/probe',
  access: 'admin',
  errors: [],
  summary: 'Do nothing',
} as const satisfies Endpoint

const probeEntry = { module: 'probe', name: 'probe', endpoint: forAdmins }

function serving(endpoint: Endpoint) {
  const ctx = app.ctx()
  const probe = express().use(requestId(ctx.newId), cookieParser(), readLogin(ctx))
  serve(ctx, probe, endpoint, () => undefined as never)
  return app.connect(probe.use(errorHandler(ctx)).use(app.app()))
}

describe('an endpoint for administrators', () => {
  it('refuses other users', async () => {
    expect(await breaches(probeEntry, await serving(forAdmins))).toEqual([])
  })
})

describe('power', () => {
  const entryOf = (name: string) => catalogue.find((entry) => entry.name === name) as CatalogueEntry

  /** Drills the application with an unguarded copy of one endpoint in front of it. */
  async function breachesWith(name: string, handler: RequestHandler) {
    const entry = entryOf(name)
    const { url } = toRequest<Endpoint>(entry.endpoint, { params: { id: ':id' } })
    const probe = express().use(cookieParser(), express.json())
    const verb = entry.endpoint.method.toLowerCase() as 'get' | 'put' | 'delete'
    probe[verb](decodeURIComponent(url), handler)
    probe.use(app.app())
    return breaches(entry, await app.connect(probe))
  }

  control('the check of the owner before a read', async () => {
    const found = await breachesWith('getSession', async (req, res) => {
      res.json(await app.ctx().db('sessions').where({ id: req.params['id'] }).first())
    })

    expect(found).toContain('getSession as anonymous: answers 200')
    expect(found).toContain('getSession as other: reveals private data')
  })

  control('the check of the owner before a write', async () => {
    const found = await breachesWith('archiveExercise', async (req, res, next) => {
      const archived = { archived_at: app.now() }
      await app.ctx().db('exercises').where({ id: req.params['id'] }).update(archived)
      next()
    })

    expect(found.join('\n')).toContain('archiveExercise as other: changed exercises')
  })

  control('the check of the role', async () => {
    const found = await breaches(probeEntry, await serving({ ...forAdmins, access: 'user' }))

    expect(found).toEqual(['probe as other: answers 204', 'probe as owner: answers 204'])
  })

  control('a line for a new kind of parameter', () => {
    const endpoint = { ...entryOf('getSession').endpoint, path: '/things/:id' } as const

    expect(() => makerFor({ module: 'things', name: 'getThing', endpoint })).toThrow(
      "add a line '/things/:id' to `makers`",
    )
  })
})
