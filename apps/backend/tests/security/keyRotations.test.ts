import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { systemApi } from '@fitvibe/contract'
import type { Express } from 'express'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { createApp } from '../../src/app.ts'
import { changeKeys, openKeyFile, type KeySource } from '../../src/config/keyFile.ts'
import { onlyNew, withNext } from '../../src/utils/keyRing.ts'
import { useTestApp, type Athlete } from '../testApp.ts'
import { rotateUnderLoad, type Rotate } from './rotateUnderLoad.ts'
import { newTestKey } from './testKeys.ts'

vi.setConfig({ testTimeout: 180_000 })

const ACCESS_TTL = 900
const KEY_CACHE = 600
const times = { keyCacheSeconds: KEY_CACHE, accessTtlSeconds: ACCESS_TTL }

let keys: KeySource
let dataDir: string
let instances: Express[]
let athletes: Athlete[]

const app = useTestApp({ keyRing: (now) => keys(now), accessTtlSeconds: ACCESS_TTL })

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fitvibe-rotations-'))
  keys = await openKeyFile(dataDir)
  instances = await Promise.all([newInstance(), newInstance()])
  athletes = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
})

afterAll(() => rm(dataDir, { recursive: true }))

/** One more instance on the same data folder: it sees changes of the keys when it looks. */
async function newInstance(): Promise<Express> {
  const ctx = app.ctx()
  return createApp({ ...ctx, config: { ...ctx.config, keyRing: await openKeyFile(dataDir) } })
}

const rotateOnce = (rotate: Rotate) =>
  rotateUnderLoad(app, athletes, {
    rotations: 1,
    dataDir,
    instances,
    newKey: newTestKey,
    rotate,
    secondsEach: 1_600,
    stepSeconds: 100,
  })

describe('twenty rotations under load', () => {
  it('refuse no token that has not ended', async () => {
    const figures = await rotateUnderLoad(app, athletes, {
      rotations: 20,
      dataDir,
      instances,
      newKey: newTestKey,
      rotate: (known, made, now) => withNext(known, made, now, times),
      secondsEach: KEY_CACHE + ACCESS_TTL + 160,
      stepSeconds: 151,
    })
    process.stdout.write(
      `key rotations: ${figures.rotations}, ${figures.requests} requests and ` +
        `${figures.refreshes} refreshes on 2 instances, ${figures.signers} signing keys, ` +
        `${figures.false401} false 401\n`,
    )

    expect(figures).toMatchObject({ rotations: 20, false401: 0, others: 0 })
    expect(figures.signers).toBeGreaterThanOrEqual(20)
  })

  it.each<[string, Rotate]>([
    [
      'an old key that goes before its tokens',
      (known, made, now) => withNext(known, made, now, { ...times, accessTtlSeconds: -60 }),
    ],
    ['a new key that takes the place of all others', (_, made, now) => onlyNew(made, now)],
  ])('would show %s', async (_, rotate) => {
    expect((await rotateOnce(rotate)).false401).toBeGreaterThan(0)
  })

  it('would show a new key that signs before others have heard of it', async () => {
    let sleeping = true
    const before = (await openKeyFile(dataDir))(app.now())
    const behind: KeySource = (now) => (sleeping ? before : keys(now))
    const ctx = app.ctx()
    const late = createApp({ ...ctx, config: { ...ctx.config, keyRing: behind } })
    const hasty: Rotate = (known, made, now) => {
      return withNext(known, made, now, { ...times, keyCacheSeconds: 0 })
    }

    const { false401 } = await rotateUnderLoad(app, athletes, {
      rotations: 1,
      dataDir,
      instances: [...instances, late],
      newKey: newTestKey,
      rotate: hasty,
      secondsEach: 1_000,
      stepSeconds: 100,
    })
    sleeping = false

    expect(false401).toBeGreaterThan(0)
  })
})

describe('GET /.well-known/jwks.json', () => {
  const published = async () => {
    const { body } = await app.visitor().call(systemApi.jwks, {})
    return body.keys.map(({ kid }: { kid: string }) => kid)
  }

  it('lists the new key before it signs and the old one until its tokens have ended', async () => {
    const made = await newTestKey()
    app.passSeconds(3_600)
    const [old] = await published()

    await changeKeys(dataDir, (known) => withNext(known, made, app.now(), times))
    app.passSeconds(5)
    const waiting = await published()
    const signsThen = keys(app.now()).signing.kid
    app.passSeconds(KEY_CACHE)
    const signing = await published()
    app.passSeconds(ACCESS_TTL + 60)

    expect(signsThen).toBe(old)
    expect(waiting).toEqual([made.kid, old])
    expect(signing).toEqual([made.kid, old])
    expect(await published()).toEqual([made.kid])
  })
})
