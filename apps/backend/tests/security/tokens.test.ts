import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { authApi } from '@fitvibe/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { unixSeconds } from '../../src/utils/clock.ts'
import { newSigningKey } from '../../src/utils/keyRing.ts'
import type * as tokens from '../../src/utils/tokens.ts'
import { readAccessToken } from '../../src/utils/tokens.ts'
import { useTestApp, type Athlete } from '../testApp.ts'
import { forgeries, rsa, token, type World } from './forgeries.ts'
import { naiveReaders, type NaiveReader } from './naiveReaders.ts'
import { newTestKey } from './testKeys.ts'
import { reportOf } from './torture.ts'

/** Replaces the application's reader of tokens in a control. */
const naive = vi.hoisted(() => ({ reader: undefined as NaiveReader | undefined }))

vi.mock('../../src/utils/tokens.ts', async (original) => {
  const real = await original<typeof tokens>()
  const readAccessToken: typeof real.readAccessToken = async (ring, token, now) => {
    if (!naive.reader) return real.readAccessToken(ring, token, now)
    const isAccepted = await naiveReaders[naive.reader](token, world).catch(() => false)
    return isAccepted ? claimsIn(token) : undefined
  }
  return { ...real, readAccessToken }
})

const [next, retired, evil] = await Promise.all([newTestKey(), newTestKey(), newTestKey()])
const keys = { signing: await newSigningKey(), next, retired, evil }
const ring = { signing: keys.signing, published: [keys.next, keys.signing] }
const app = useTestApp({ keyRing: () => ring })

/** The forger's server: hands out the forger's key and counts connections. */
const evilJwk = createPublicKey(keys.evil.publicKey).export({ format: 'jwk' })
const forger = createServer((req, res) =>
  res
    .setHeader('connection', 'close')
    .end(req.url === '/jwks.json' ? JSON.stringify({ keys: [evilJwk] }) : keys.evil.publicKey),
)
let connections = 0
forger.on('connection', () => (connections += 1))

const { say, control } = reportOf('tokens')
const figures = { forgeries: 0, accepted: 0, outbound: 0 }
let world: World

beforeAll(async () => {
  await once(forger.listen(0, '127.0.0.1'), 'listening')
  const [ada, bob, ended] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
  const endedSid = await sidOf(ended)
  await ended.call(authApi.logout, {})
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  world = {
    keys,
    curve: { privateKey: curve.privateKey, jwk: curve.publicKey.export({ format: 'jwk' }) },
    evilJwk,
    url: `http://127.0.0.1:${(forger.address() as AddressInfo).port}`,
    now: unixSeconds(app.now()),
    sub: ada.id,
    sid: await sidOf(ada),
    othersSid: await sidOf(bob),
    endedSid,
  }
})

afterAll(async () => {
  forger.closeAllConnections()
  forger.close()
})

async function sidOf(athlete: Athlete): Promise<string> {
  const [login] = await app.ctx().db('auth_sessions').where({ owner: athlete.id })
  return login.family_id
}

type Claims = { sub: string; sid: string; exp: number }

/** Returns the claims of a token without a check of its signature. */
function claimsIn(token: string): tokens.AccessClaims | undefined {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    const { sub: userId, sid, exp: expiresAt } = JSON.parse(payload) as Claims
    return { userId, sid, expiresAt }
  } catch {
    return undefined
  }
}

/** Sends a request with `token` as the access cookie. */
const requestWith = (token: string) =>
  app
    .http()
    .get('/api/v1/users/me')
    .set('cookie', `access=${encodeURIComponent(token)}`)

/** Forgeries with a valid signature and form: the reader accepts them, the check of the login refuses them. */
const READABLE = [
  'exp a second ago',
  'exp now',
  'sub nobody',
  'sid nobody’s',
  'sid another’s',
  'sid ended',
]

describe('a good token', () => {
  it('is accepted from the signing key and from a key that is only published', async () => {
    const byNext = token(({ keys }) => ({ header: { kid: keys.next.kid } }), rsa('next'))

    expect((await requestWith(token()(world))).status).toBe(200)
    expect((await requestWith(byNext(world))).status).toBe(200)
  })
})

describe('a forged token', () => {
  it('is among at least sixty different forgeries', () => {
    expect(forgeries.length).toBeGreaterThanOrEqual(60)
    expect(new Set(forgeries.map(([name]) => name)).size).toBe(forgeries.length)
  })

  it.each(forgeries)('is refused: %s', async (name, _, forge) => {
    const forged = forge(world)
    const before = connections
    figures.forgeries += 1

    const { status } = await requestWith(forged)
    const read = await readAccessToken(ring, forged, app.now())

    figures.accepted += status < 400 ? 1 : 0
    figures.outbound += connections - before
    expect(status).toBe(name === 'of 100 kB, signed' ? 431 : 401)
    expect(read !== undefined).toBe(READABLE.includes(name))
    expect(connections).toBe(before)
  })

  it.each(forgeries)('would fool a reader that skips a check: %s', async (_, fools, forge) => {
    expect(await naiveReaders[fools](forge(world), world)).toBe(true)
  })

  it('has been tried in every way', () => {
    const { forgeries: tried, accepted, outbound } = figures
    say(`${tried} forgeries: ${accepted} accepted, ${outbound} outbound connections`)
    expect(tried).toBe(forgeries.length)
  })
})

describe('power', () => {
  /** Counts the forgeries that get in with this reader and the calls of the forger’s server. */
  async function drill(reader: NaiveReader) {
    const before = connections
    let accepted = 0
    naive.reader = reader
    for (const [, fools, forge] of forgeries)
      if (fools === reader && (await requestWith(forge(world))).status < 400) accepted += 1
    naive.reader = undefined
    return { accepted, outbound: connections - before }
  }

  control('a check of the signature', async () => {
    expect((await drill('reads')).accepted).toBeGreaterThan(0)
  })

  control('checks beyond the signature', async () => {
    expect((await drill('knowsOurKeys')).accepted).toBeGreaterThan(20)
  })

  control('a fixed algorithm', async () => {
    expect((await drill('obeysAlgorithm')).accepted).toBeGreaterThan(10)
  })

  control('a fixed set of keys', async () => {
    const { accepted, outbound } = await drill('trustsHeader')

    expect(accepted).toBeGreaterThan(3)
    expect(outbound).toBeGreaterThan(0)
  })
})
