import { authApi, translationsApi } from '@fitvibe/contract'
import type { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { hasRedis, startRedis } from '../../../tests/redisServer.ts'
import { share } from '../../../tests/sharing.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { update } from '../../../tests/training.ts'
import { read, translateWaiting } from '../../../tests/translating.ts'
import { startTranslationPeer } from '../../../tests/translationPeer.ts'
import { visitorOn } from '../../../tests/visitor.ts'
import { createApp } from '../../app.ts'
import { connectRedis } from '../../utils/redis.ts'
import * as erasureService from '../privacy/erasure.service.ts'
import * as translationsService from './translations.service.ts'

const peer = await startTranslationPeer()
const app = useTestApp({ translation: peer.config() })
afterAll(() => peer.stop())

describe.skipIf(!hasRedis)('translations with REDIS_URL', () => {
  let server: Awaited<ReturnType<typeof startRedis>>
  let redis: Redis
  beforeAll(async () => {
    server = await startRedis()
    redis = connectRedis(server.url, pino({ level: 'silent' }))
  })
  afterAll(async () => {
    redis.disconnect()
    await server.stop()
  })

  /** An athlete with a translated session, and a reader of an instance with Redis. */
  async function translated() {
    const ctx = { ...app.ctx(), redis }
    const reader = visitorOn(await app.connect(createApp(ctx)), app.now)
    const ada = await app.newAthlete()
    const id = await share(ada, { title: 'Jambes pour ada@example.org' })
    await read(reader, id)
    await translateWaiting(app)
    await read(reader, id)
    return { ctx, reader, ada, id }
  }

  const copies = ({ id }: Athlete) => redis.hgetall(`translations:${id}`)

  it('come from Redis, without a look into the table', async () => {
    const { reader, ada, id } = await translated()
    await app.ctx().db('translation_cache').where({ owner: ada.id }).update({ translated: 'x' })

    const { title } = await read(reader, id)

    expect(title).toBe('de: Jambes pour ada@example.org')
    expect(JSON.stringify(await copies(ada))).not.toContain('ada@')
    expect(await redis.ttl(`translations:${ada.id}`)).toBeGreaterThan(500)
  })

  it('leave Redis when the author deletes them', async () => {
    const { ctx, ada } = await translated()
    const author = visitorOn(await app.connect(createApp(ctx)), app.now)
    await author.call(authApi.login, { body: { login: ada.username, password: PASSWORD } })

    await author.call(translationsApi.deleteTranslations, {})

    expect(await copies(ada)).toEqual({})
  })

  it('leave Redis when their session turns private', async () => {
    const { ctx, ada, id } = await translated()
    const author = visitorOn(await app.connect(createApp(ctx)), app.now)
    await author.call(authApi.login, { body: { login: ada.username, password: PASSWORD } })

    await update({ ...ada, ...author }, id, { visibility: 'private' })

    expect(await copies(ada)).toEqual({})
  })

  it('leave Redis with the erasure of the account', async () => {
    const { ctx, ada } = await translated()

    await erasureService.STEPS['rows']?.(ctx, ada.id)

    expect(await copies(ada)).toEqual({})
  })

  it('come from the table while Redis is away', async () => {
    const { ada, id } = await translated()
    const away = connectRedis('redis://127.0.0.1:9', pino({ level: 'silent' }))
    const text = 'Jambes pour ada@example.org'
    const texts = [{ owner: ada.id, sessionId: id, text }]

    const found = await translationsService.find(
      { ...app.ctx(), redis: away },
      { readerId: null, lang: 'de' },
      texts,
    )
    away.disconnect()

    expect(found.textOf(ada.id, text)?.text).toBe(`de: ${text}`)
  })
})
