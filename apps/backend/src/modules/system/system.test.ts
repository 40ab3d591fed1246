import { systemApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp } from '../../../tests/testApp.ts'
import { publicJwk } from '../../utils/tokens.ts'
import { drain } from './system.service.ts'

const app = useTestApp()

const ready = () => app.visitor().call(systemApi.ready, {})

describe('GET /health', () => {
  it('returns ok', async () => {
    const answer = await app.visitor().call(systemApi.health, {})

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ status: 'ok', timestamp: app.now().toISOString() })
  })
})

describe('GET /.well-known/jwks.json', () => {
  it('publishes the public keys, cacheable', async () => {
    const { kid, n, e } = await publicJwk(app.ctx().config.keyRing(app.now()).signing)

    const answer = await app.visitor().call(systemApi.jwks, {})

    expect(answer.body).toEqual({ keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e }] })
    expect(answer.headers['cache-control']).toBe('public, max-age=600')
  })
})

describe('GET /health/ready', () => {
  // A good answer of the database counts for a second.
  beforeEach(() => app.passSeconds(1))

  it('asks the database once for many requests, and again a second later', async () => {
    const statements: string[] = []
    const listen = ({ sql }: { sql: string }) => void statements.push(sql)
    app.ctx().db.on('query', listen)

    const answers = await Promise.all(Array.from({ length: 50 }, () => ready()))
    const first = statements.length
    await ready()
    const later = statements.length
    app.passSeconds(1)
    await ready()

    app.ctx().db.off('query', listen)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(first).toBeGreaterThan(0)
    expect([later, statements.length]).toEqual([first, 2 * first])
  })

  it('returns 200 if requests can be served', async () => {
    const answer = await ready()

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ status: 'ready', timestamp: app.now().toISOString() })
  })

  it('returns 503 with a pending migration', async () => {
    const { db } = app.ctx()
    const [newest] = await db('knex_migrations').orderBy('name', 'desc').limit(1)
    await db('knex_migrations').where({ name: newest.name }).delete()

    const outstanding = await ready()
    await db('knex_migrations').insert(newest)
    const current = await ready()

    expectRefusal(outstanding, 'UNAVAILABLE')
    expect(outstanding.headers['retry-after']).toBe('2')
    expect(current.status).toBe(200)
  })

  it('returns 503 after the stop signal while requests are still served', async () => {
    drain(app.ctx())

    expectRefusal(await ready(), 'UNAVAILABLE')
    expect((await app.visitor().call(systemApi.health, {})).status).toBe(200)
  })
})
