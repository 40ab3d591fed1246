import { usersApi, type CatalogueEntry } from '@fitvibe/contract'
import cookieParser from 'cookie-parser'
import express, { type RequestHandler } from 'express'
import { beforeAll, describe, expect, it } from 'vitest'

import { errorHandler } from '../../src/middlewares/errorHandler.ts'
import { jsonBody } from '../../src/middlewares/jsonBody.ts'
import { readLogin } from '../../src/middlewares/readLogin.ts'
import { requestId } from '../../src/middlewares/requestId.ts'
import { usersRouter } from '../../src/modules/users/users.router.ts'
import type { Answer, Caller, Client } from '../client.ts'
import { PASSWORD, useTestApp } from '../testApp.ts'
import { codeOf } from './answers.ts'
import { digest } from './digest.ts'
import { reportOf } from './torture.ts'
import { bodyFor, callerFor, makerFor, newAdmin, newOwner, unsafe, type Person } from './world.ts'

const app = useTestApp()
const { say, control } = reportOf('csrf')

const NO_TOKEN = 'The request has no valid CSRF token: get one and try again.'
const CROSS_SITE = 'Requests from other sites are not allowed.'

let client: Client
let owner: Person
let attacks: readonly Attack[]
let tried = 0
let accepted = 0

interface Attack {
  readonly name: string
  readonly caller: Caller
  readonly headers: Record<string, string>
  readonly message: string
}

beforeAll(async () => {
  client = await app.connect()
  owner = await newOwner(app, client, newAdmin)
  const visitor = await client.callerOf()
  const elsewhere = await client.logIn(owner.athlete.username, PASSWORD)
  const stranger = await client.logIn((await app.newAthlete()).username, PASSWORD)
  const { caller } = owner
  const made = `${'0'.repeat(64)}.${'0'.repeat(64)}`
  attacks = [
    { name: 'no token', token: '', headers: {} },
    { name: 'no cookie', token: caller.token, csrf: '', headers: {} },
    { name: 'a wrong token', token: made, headers: {} },
    { name: 'a wrong token, cookie and all', token: made, csrf: made, headers: {} },
    { name: 'the token of a stranger', token: stranger.token, csrf: stranger.token, headers: {} },
    {
      name: 'the token of another login of the user',
      token: elsewhere.token,
      csrf: elsewhere.token,
      headers: {},
    },
    {
      name: 'the token from before the login',
      token: visitor.token,
      csrf: visitor.token,
      visitor: visitor.cookies['visitor'],
      headers: {},
    },
    { name: 'another origin', headers: { origin: 'https://evil.example' } },
    { name: 'another site', headers: { 'sec-fetch-site': 'cross-site' } },
    { name: 'a neighbour', headers: { 'sec-fetch-site': 'same-site' } },
  ].map(({ name, token, csrf, visitor: name2, headers }) => ({
    name,
    headers,
    message: Object.keys(headers).length > 0 ? CROSS_SITE : NO_TOKEN,
    caller: {
      token: token ?? caller.token,
      cookies: {
        ...caller.cookies,
        ...(csrf !== undefined && { csrf }),
        ...(name2 && { visitor: name2 }),
      },
    },
  }))
})

async function request(entry: CatalogueEntry) {
  const params = await makerFor(entry)?.make(owner.athlete, app)
  const body = bodyFor(entry)
  return { params, body }
}

/** Finds forged requests that an endpoint does not refuse as forged, or that leave traces. */
async function breaches(entry: CatalogueEntry, via = client): Promise<string[]> {
  const found: string[] = []
  const parts = await request(entry)
  const before = await digest(app.ctx())
  for (const { name, caller, headers, message } of attacks) {
    const answer = await via.call(caller, entry.endpoint, parts, headers)
    tried += 1
    if (!isRefused(answer, message)) found.push(`${entry.name} with ${name}: ${answer.status}`)
  }
  const after = await digest(app.ctx())
  for (const [index, line] of before.entries())
    if (line !== after[index]) found.push(`${entry.name} changed ${line}`)
  return found
}

const isRefused = (answer: Answer, message: string) =>
  answer.status === 403 && codeOf(answer) === 'FORBIDDEN' && answer.text.includes(message)

describe('every unsafe endpoint', () => {
  it.each(unsafe.map((entry) => [entry.name, entry] as const))(
    '%s refuses forged requests of another site, and writes nothing',
    async (_name, entry) => {
      const found = await breaches(entry)

      accepted += found.length
      expect(found).toEqual([])
    },
  )

  it.each(unsafe.map((entry) => [entry.name, entry] as const))(
    '%s accepts the same request from our page',
    async (_name, entry) => {
      const caller = await callerFor(app, client, owner, entry)
      const headers = { 'sec-fetch-site': 'same-origin' }

      const answer = await client.call(caller, entry.endpoint, await request(entry), headers)

      expect(codeOf(answer)).not.toBe('FORBIDDEN')
    },
  )

  it('has been attacked in every way', () => {
    say(
      `${unsafe.length} endpoints, ${tried} forged requests: ${accepted} accepted or leaving traces`,
    )
    expect(tried).toBe(unsafe.length * attacks.length)
  })
})

describe('power', () => {
  const entry = { module: 'users', name: 'updateMe', endpoint: usersApi.updateMe }
  const isCrossSite = ({ headers }: Attack) => Object.keys(headers).length > 0
  const acceptedOf = (some: readonly Attack[]) =>
    some.map(({ name }) => `updateMe with ${name}: 200`)

  /** The application behind a handler that falsifies the request for its guard. */
  const behind = async (handler: RequestHandler) =>
    app.connect(express().use(cookieParser(), handler, app.app()))

  control('the guard', async () => {
    const ctx = app.ctx()
    const bare = express()
      .use(requestId(ctx.newId), cookieParser(), readLogin(ctx), jsonBody)
      .use(usersRouter(ctx), errorHandler(ctx))

    expect(await breaches(entry, await app.connect(bare))).toEqual(acceptedOf(attacks))
  })

  control('the check of the origin', async () => {
    const via = await behind((req, _res, next) => {
      delete req.headers['origin']
      delete req.headers['sec-fetch-site']
      next()
    })

    expect(await breaches(entry, via)).toEqual(acceptedOf(attacks.filter(isCrossSite)))
  })

  control('the check of the token', async () => {
    const { token, cookies } = owner.caller
    const via = await behind((req, _res, next) => {
      req.headers['x-csrf-token'] = token
      req.cookies = { ...req.cookies, csrf: cookies['csrf'] }
      next()
    })

    const found = await breaches(entry, via)

    expect(found).toEqual(acceptedOf(attacks.filter((attack) => !isCrossSite(attack))))
  })

  control('the end of a refused request', async () => {
    const via = await behind(async (_req, _res, next) => {
      const { id } = owner.athlete
      await app.ctx().db('users').where({ id }).update({ alias: 'changed' })
      next()
    })

    expect((await breaches(entry, via)).join('\n')).toContain('updateMe changed users')
  })
})
