import { createHmac, generateKeyPairSync, sign } from 'node:crypto'

import { beforeAll, describe, expect, it } from 'vitest'

import { newUuid } from './ids.ts'
import { namedKey } from './keyRing.ts'
import {
  newSecret,
  nextSecret,
  packToken,
  publicJwk,
  readAccessToken,
  signAccessToken,
  unpackToken,
} from './tokens.ts'

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { ...namedKey(publicKey), privateKey }
}

const key = newKey()
const now = new Date('2026-09-07T10:00:00Z')
const iat = now.getTime() / 1_000

const claims = { userId: newUuid(), sid: newUuid(), expiresAt: iat + 900 }

const genuine = {
  header: { alg: 'RS256', typ: 'at+jwt', kid: key.kid } as Record<string, unknown>,
  payload: {
    iss: 'fitvibe',
    aud: 'fitvibe',
    sub: claims.userId,
    sid: claims.sid,
    iat,
    exp: iat + 900,
  } as Record<string, unknown>,
}

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** Signs any header and payload with our key. */
function signed(header: object, payload: object, by = key, hash = 'sha256'): string {
  const body = `${encode({ ...genuine.header, ...header })}.${encode({ ...genuine.payload, ...payload })}`
  return `${body}.${sign(hash, Buffer.from(body), by.privateKey).toString('base64url')}`
}

const ring = { signing: key, published: [key] }
const read = (token: string, at = now) => readAccessToken(ring, token, at)

let token: string

beforeAll(async () => {
  token = await signAccessToken(key, claims, iat)
})

describe('an access token', () => {
  it('names its user and login, every time it is read', async () => {
    expect(await read(token)).toEqual(claims)
    expect(await read(token)).toEqual(claims)
  })

  it('is valid in the form that the forgeries below start from', async () => {
    expect(await read(signed({}, {}))).toEqual(claims)
  })

  it('is accepted as long as its key is published', async () => {
    const next = newKey()

    expect(await readAccessToken({ signing: next, published: [next, key] }, token, now)).toEqual(
      claims,
    )
    expect(await readAccessToken({ signing: next, published: [next] }, token, now)).toBeUndefined()
  })

  it('is still read after its expiry, for callers to check', async () => {
    const later = new Date(now.getTime() + 901_000)

    expect(await read(signed({}, { jti: 'expired' }), later)).toEqual(claims)
  })

  it('is refused long after its login has ended', async () => {
    const later = new Date(now.getTime() + 91 * 86_400_000)

    expect(await read(signed({}, { jti: 'ancient' }), later)).toBeUndefined()
  })

  it('holds neither name nor address nor role', () => {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

    expect(Object.keys(payload).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub'])
  })

  it('can be verified with the published key', async () => {
    expect(await publicJwk(key)).toMatchObject({
      kty: 'RSA',
      use: 'sig',
      alg: 'RS256',
      kid: key.kid,
    })
    expect(await publicJwk(key)).not.toHaveProperty('d')
  })
})

describe('a token that is not ours', () => {
  it.each([
    ['another type', { typ: 'JWT' }, {}],
    ['no type', { typ: undefined }, {}],
    ['another key id', { kid: 'other' }, {}],
    ['no key id', { kid: undefined }, {}],
    ['an unencoded payload', { crit: ['b64'], b64: false }, {}],
    ['an unknown extension', { crit: ['x'], x: 1 }, {}],
    ['another issuer', {}, { iss: 'evil' }],
    ['no issuer', {}, { iss: undefined }],
    ['another audience', {}, { aud: 'evil' }],
    ['no audience', {}, { aud: undefined }],
    ['no subject', {}, { sub: undefined }],
    ['an empty subject', {}, { sub: '' }],
    ['no login', {}, { sid: undefined }],
    ['a login that is no string', {}, { sid: 7 }],
    ['no expiry', {}, { exp: undefined }],
    ['an expiry that is no time', {}, { exp: 'never' }],
    ['no start', {}, { iat: undefined }],
    ['a start far in the future', {}, { nbf: iat + 100 * 86_400 }],
  ])('is refused: %s', async (_, header, payload) => {
    expect(await read(signed(header, payload))).toBeUndefined()
  })

  it('is refused: signed with another key', async () => {
    expect(await read(signed({}, {}, newKey()))).toBeUndefined()
  })

  it('is refused: unsigned', async () => {
    const body = encode(genuine.payload)

    expect(await read(`${encode({ ...genuine.header, alg: 'none' })}.${body}.`)).toBeUndefined()
  })

  it('is refused: signed with our public key as a shared secret', async () => {
    const body = `${encode({ ...genuine.header, alg: 'HS256' })}.${encode(genuine.payload)}`
    const signature = createHmac('sha256', key.publicKey).update(body).digest('base64url')

    expect(await read(`${body}.${signature}`)).toBeUndefined()
  })

  it('is refused: signed with another of the key’s algorithms', async () => {
    expect(await read(signed({ alg: 'RS512' }, {}, key, 'sha512'))).toBeUndefined()
  })

  it('is refused: changed after it was signed', async () => {
    const [header, , signature] = token.split('.')
    const changed = encode({ ...genuine.payload, sub: newUuid() })

    expect(await read(`${header}.${changed}.${signature}`)).toBeUndefined()
  })

  it.each(['', '.', '..', 'a.b.c', 'not a token', `${'a'.repeat(100_000)}.b.c`])(
    'is refused: nonsense',
    async (nonsense) => {
      expect(await read(nonsense)).toBeUndefined()
    },
  )
})

describe('an opaque token', () => {
  const ids = [newUuid(), newUuid()]
  const secret = newSecret()

  it('unpacks to its ids and secret', () => {
    expect(unpackToken(packToken(ids, secret), 2)).toEqual({ ids, secret })
  })

  it.each([
    ['too short', packToken(ids.slice(1), secret)],
    ['too long', packToken([...ids, newUuid()], secret)],
    ['padded', `${packToken(ids, secret)}=`],
    ['with other characters', packToken(ids, secret).replace(/^./, '+')],
    ['with invalid ids', Buffer.alloc(64, 0xff).fill(0x0f, 0, 16).toString('base64url')],
    ['empty', ''],
  ])('is invalid if it is %s', (_, token) => {
    expect(unpackToken(token, 2)).toBeUndefined()
  })

  it('has one successor per key', () => {
    expect(nextSecret('key', secret)).toEqual(nextSecret('key', secret))
    expect(nextSecret('other key', secret)).not.toEqual(nextSecret('key', secret))
  })
})
