import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { systemApi } from '@fitvibe/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { createApp } from '../../src/app.ts'
import { changeKeys, openKeyFile, type KeySource } from '../../src/config/keyFile.ts'
import { onlyNew, withNext } from '../../src/utils/keyRing.ts'
import type { Client } from '../client.ts'
import { useTestApp, type Athlete } from '../testApp.ts'
import { rotateUnderLoad, type Rotate } from './rotateUnderLoad.ts'
import { newTestKey } from './testKeys.ts'
import { isLong, reportOf, times } from './torture.ts'

vi.setConfig({ testTimeout: 600_000 })

const ROTATIONS = times(20, 40)

const ACCESS_TTL = 900
const KEY_CACHE = 600
const lifetimes = { keyCacheSeconds: KEY_CACHE, accessTtlSeconds: ACCESS_TTL }

let keys: KeySource
let dataDir: string
let instances: [Client, Client]
let athletes: Athlete[]

const app = useTestApp({ keyRing: (now) => keys(now), accessTtlSeconds: ACCESS_TTL })

const { say, control } = reportOf('key rotations')

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fitvibe-rotations-'))
  keys = await openKeyFile(dataDir)
  instances = await Promise.all([newInstance(), newInstance()])
  athletes = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
})

afterAll(() => rm(dataDir, { recursive: true }))

/** Making keys would take most of the time, so keys return long after they were dropped. */
const deck = await Promise.all([newTestKey(), newTestKey(), newTestKey()])
let deals = 0
const dealt = async () => deck.at((deals += 1) % deck.length) ?? newTestKey()

/** Creates another instance on the same data folder, which re-reads the keys now and then. */
async function newInstance(): Promise<Client> {
  return instanceWith(await openKeyFile(dataDir))
}

function instanceWith(keyRing: KeySource): Promise<Client> {
  const ctx = app.ctx()
  return app.connect(createApp({ ...ctx, config: { ...ctx.config, keyRing } }))
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

describe('rotations under load', () => {
  it('refuse no token before it expires', async () => {
    const figures = await rotateUnderLoad(app, athletes, {
      rotations: ROTATIONS,
      dataDir,
      instances,
      newKey: isLong ? newTestKey : dealt,
      rotate: (known, made, now) => withNext(known, made, now, lifetimes),
      secondsEach: KEY_CACHE + ACCESS_TTL + 160,
      stepSeconds: 151,
    })
    const { requests, refreshes, signers, false401 } = figures
    const load = `${requests} requests and ${refreshes} refreshes on 2 instances`
    say(
      `${ROTATIONS} rotations under load, ${load}, ${signers} keys signing in turn: ${false401} false 401`,
    )

    expect(figures).toMatchObject({ rotations: ROTATIONS, false401: 0, others: 0 })
    expect(signers).toBeGreaterThanOrEqual(ROTATIONS)
  })
})

describe('power', () => {
  control('the time that an old key outlives its tokens', async () => {
    const short = { ...lifetimes, accessTtlSeconds: -60 }
    const { false401 } = await rotateOnce((known, made, now) => withNext(known, made, now, short))

    expect(false401).toBeGreaterThan(0)
  })

  control('the old keys beside a new one', async () => {
    const { false401 } = await rotateOnce((_, made, now) => onlyNew(made, now))

    expect(false401).toBeGreaterThan(0)
  })

  control('the time in which other instances learn of a new key', async () => {
    let sleeping = true
    const before = (await openKeyFile(dataDir))(app.now())
    const late = await instanceWith((now) => (sleeping ? before : keys(now)))

    const { false401 } = await rotateUnderLoad(app, athletes, {
      rotations: 1,
      dataDir,
      instances: [...instances, late],
      newKey: newTestKey,
      rotate: (known, made, now) =>
        withNext(known, made, now, { ...lifetimes, keyCacheSeconds: 0 }),
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

  it('lists the new key before it signs and the old one until its tokens have expired', async () => {
    const made = await newTestKey()
    app.passSeconds(3_600)
    const [old] = await published()

    await changeKeys(dataDir, (known) => withNext(known, made, app.now(), lifetimes))
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
