import { toRequest, usersApi, type CatalogueEntry, type Endpoint } from '@fitvibe/contract'
import cookieParser from 'cookie-parser'
import express from 'express'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { createCsrf } from '../../src/middlewares/csrf.ts'
import { errorHandler } from '../../src/middlewares/errorHandler.ts'
import { readLogin } from '../../src/middlewares/readLogin.ts'
import { requestId } from '../../src/middlewares/requestId.ts'
import { serve } from '../../src/middlewares/serve.ts'
import type { Client } from '../client.ts'
import { useTestApp } from '../testApp.ts'
import { codeOf } from './answers.ts'
import { digest } from './digest.ts'
import { objectFields } from './generate.ts'
import { reportOf } from './torture.ts'
import { bodyFor, callerFor, makerFor, newAdmin, newOwner, writes, type Person } from './world.ts'

const app = useTestApp()
const { say, control } = reportOf('mass assignment')

/** Members that a caller must not set unless the endpoint declares them. */
const FORBIDDEN: Readonly<Record<string, unknown>> = {
  id: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77',
  owner: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77',
  ownerId: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77',
  userId: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77',
  user_id: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77',
  sid: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77',
  role: 'admin',
  isAdmin: true,
  is_admin: true,
  isVerified: true,
  status: 'active',
  points: 150,
  pointsAwarded: 150,
  award: { points: 150 },
  totals: { volume: 1 },
  adherence: 100,
  createdAt: '2020-01-01T00:00:00Z',
  created_at: '2020-01-01T00:00:00Z',
  archivedAt: null,
  completedAt: '2026-09-01T00:00:00Z',
  visibility: 'public',
  isPublic: true,
  source: 'library',
  password: 'Deadlift-220-kg!',
  passwordHash: 'p1:x',
  password_hash: 'p1:x',
  email: 'eve@example.org',
  username: 'eve',
  attribution: { name: 'Eve' },
  revision: 7,
  $where: '1',
  constructor: { prototype: { role: 'admin' } },
  prototype: { role: 'admin' },
}

let client: Client
let owner: Person
let tried = 0
let accepted = 0

beforeAll(async () => {
  client = await app.connect()
  owner = await newOwner(app, client, newAdmin)
})

/** Finds forbidden members that an endpoint accepts. */
async function breaches(entry: CatalogueEntry, via = client): Promise<string[]> {
  const { body: schema } = entry.endpoint
  if (!schema) return []
  const found: string[] = []
  const params = await makerFor(entry)?.make(owner.athlete, app)
  const { method, url } = toRequest<Endpoint>(entry.endpoint, { params })
  const before = await digest(app.ctx())
  for (const { path, shape, put } of objectFields(schema)) {
    if (!schema.safeParse(put({})).success)
      found.push(`${entry.name} ${path}: no good body to spoil`)
    const undeclared = Object.entries(FORBIDDEN).filter(([key]) => !Object.hasOwn(shape, key))
    for (const [key, value] of [...undeclared, ['__proto__', { role: 'admin' }] as const]) {
      const where = path ? `${path}.${key}` : key
      // Planted in the text, because `__proto__` in an object literal would set its prototype.
      const body = JSON.stringify(put({ planted: value })).replace('"planted"', `"${key}"`)

      const answer = await via.raw(owner.caller, method, url, body)

      tried += 1
      if (codeOf(answer) !== 'VALIDATION_ERROR')
        found.push(`${entry.name} ${where}: ${answer.text}`)
    }
  }
  const after = await digest(app.ctx())
  for (const [index, line] of before.entries())
    if (line !== after[index]) found.push(`${entry.name} changed ${line}`)
  return found
}

describe('every endpoint with a body', () => {
  it.each(writes.map((entry) => [entry.name, entry] as const))(
    '%s refuses undeclared members, and writes nothing',
    async (_name, entry) => {
      const found = await breaches(entry)

      accepted += found.length
      expect(found).toEqual([])
    },
  )

  it.each(writes.map((entry) => [entry.name, entry] as const))(
    '%s accepts the schema of the same body without them',
    async (_name, entry) => {
      const caller = await callerFor(app, client, owner, entry)
      const params = await makerFor(entry)?.make(owner.athlete, app)
      const body = bodyFor(entry)

      const answer = await client.call(caller, entry.endpoint, { params, body })

      expect(codeOf(answer)).not.toBe('VALIDATION_ERROR')
    },
  )

  it('has been sent all of them', () => {
    const sent = `${writes.length} endpoints, ${tried} bodies with a forbidden member`
    say(`${sent}: ${accepted} accepted or leaving traces`)
    expect(tried).toBeGreaterThan(writes.length * 25)
  })
})

describe('power', () => {
  control('strict bodies', async () => {
    const ctx = app.ctx()
    const { shape } = usersApi.updateMe.body
    const endpoint = { ...usersApi.updateMe, body: z.looseObject(shape).partial() }
    const probe = express().use(requestId(ctx.newId), cookieParser(), readLogin(ctx))
    probe.use(createCsrf(ctx.config).protect, express.json())
    serve(ctx, probe, endpoint, async ({ user, body }) => {
      const { role } = body as { role?: string }
      if (role) await ctx.db('users').where({ id: user.id }).update({ alias: role })
      return app.ctx() as never
    })
    probe.use(errorHandler(ctx))

    const found = await breaches(
      { module: 'users', name: 'updateMe', endpoint: usersApi.updateMe },
      await app.connect(probe),
    )

    expect(found.join('\n')).toMatch(/updateMe role: .*updateMe changed users/s)
    expect(found.join('\n')).toMatch(/updateMe constructor: .*updateMe __proto__: /s)
  })
})
