import { createHmac, constants, sign, type KeyObject } from 'node:crypto'

import type { SigningKey } from '../../src/utils/keyRing.ts'
import type { NaiveReader } from './naiveReaders.ts'

/** A forger's knowledge, and our own private keys, which make a forgery wrong in a single point. */
export interface World {
  readonly keys: Record<'signing' | 'next' | 'retired' | 'evil', SigningKey>
  /** The forger's key on an elliptic curve. */
  readonly curve: { readonly privateKey: KeyObject; readonly jwk: object }
  readonly evilJwk: object
  /** The forger's server on loopback. */
  readonly url: string
  /** Unix time in seconds. */
  readonly now: number
  readonly sub: string
  readonly sid: string
  readonly othersSid: string
  readonly endedSid: string
}

/** The reader in `fools` accepts the forgery, which shows that it is wrong in a single point. */
type Forgery = readonly [name: string, fools: NaiveReader, forge: (world: World) => string]

type Part = Record<string, unknown>
type Sign = (body: string, world: World) => string

const encode = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')

export const rsa =
  (key: keyof World['keys'], hash = 'sha256'): Sign =>
  (body, { keys }) =>
    sign(hash, Buffer.from(body), keys[key].privateKey).toString('base64url')

const hmac =
  (hash: string, secret: (world: World) => string): Sign =>
  (body, world) =>
    createHmac(hash, secret(world)).update(body).digest('base64url')

const pss =
  (hash: string): Sign =>
  (body, { keys }) => {
    const padding = constants.RSA_PKCS1_PSS_PADDING
    const key = { key: keys.signing.privateKey, padding, saltLength: 32 }
    return sign(hash, Buffer.from(body), key).toString('base64url')
  }

const onCurve: Sign = (body, { curve }) =>
  sign('sha256', Buffer.from(body), {
    key: curve.privateKey,
    dsaEncoding: 'ieee-p1363',
  }).toString('base64url')

const unsigned: Sign = () => ''
const header = ({ keys }: World): Part => ({ alg: 'RS256', typ: 'at+jwt', kid: keys.signing.kid })
const payload = ({ now, sub, sid }: World): Part => ({
  sid,
  iss: 'fitvibe',
  aud: 'fitvibe',
  sub,
  iat: now,
  exp: now + 900,
})

/** Makes a valid token with these changes, by default signed with our own key. */
export const token =
  (
    changes: (world: World) => { header?: Part | string; payload?: Part | string } = () => ({}),
    signature: Sign = rsa('signing'),
  ) =>
  (world: World) => {
    const change = changes(world)
    const [head, body] = [
      typeof change.header === 'string' ? change.header : { ...header(world), ...change.header },
      typeof change.payload === 'string'
        ? change.payload
        : { ...payload(world), ...change.payload },
    ]
    const signed = `${encode(head)}.${encode(body)}`
    return `${signed}.${signature(signed, world)}`
  }

const good = token()
const algorithm = (alg: unknown, signature: Sign) => token(() => ({ header: { alg } }), signature)
const head = (part: Part | ((world: World) => Part), signature?: Sign) =>
  token((world) => ({ header: typeof part === 'function' ? part(world) : part }), signature)
const says = (part: Part | ((world: World) => Part)) =>
  token((world) => ({ payload: typeof part === 'function' ? part(world) : part }))
const parts = (change: (head: string, body: string, signature: string) => string) => (w: World) => {
  const [first = '', second = '', third = ''] = good(w).split('.')
  return change(first, second, third)
}

const pem = ({ keys }: World) => keys.signing.publicKey
const modulus = ({ keys }: World) => keys.signing.publicKey.trim()

export const forgeries: readonly Forgery[] = [
  ['alg none', 'obeysAlgorithm', algorithm('none', unsigned)],
  ['alg None', 'obeysAlgorithm', algorithm('None', unsigned)],
  ['alg nOnE', 'obeysAlgorithm', algorithm('nOnE', unsigned)],
  ['alg none, with a signature', 'obeysAlgorithm', algorithm('none', rsa('evil'))],
  ['alg HS256 with the public key', 'obeysAlgorithm', algorithm('HS256', hmac('sha256', pem))],
  ['alg HS384 with the public key', 'obeysAlgorithm', algorithm('HS384', hmac('sha384', pem))],
  ['alg HS512 with the public key', 'obeysAlgorithm', algorithm('HS512', hmac('sha512', pem))],
  ['alg HS256, trimmed key', 'obeysAlgorithm', algorithm('HS256', hmac('sha256', modulus))],
  [
    'alg HS256 with nothing',
    'obeysAlgorithm',
    algorithm(
      'HS256',
      hmac('sha256', () => ''),
    ),
  ],
  ['alg RS384', 'obeysAlgorithm', algorithm('RS384', rsa('signing', 'sha384'))],
  ['alg RS512', 'obeysAlgorithm', algorithm('RS512', rsa('signing', 'sha512'))],
  ['alg PS256', 'obeysAlgorithm', algorithm('PS256', pss('sha256'))],
  ['alg RS1', 'obeysAlgorithm', algorithm('RS1', rsa('signing', 'sha1'))],
  ['alg rs256', 'knowsOurKeys', algorithm('rs256', rsa('signing'))],
  ['alg missing', 'knowsOurKeys', algorithm(undefined, rsa('signing'))],
  ['alg a list', 'knowsOurKeys', algorithm(['RS256', 'none'], rsa('signing'))],
  [
    'alg ES256, key along',
    'trustsHeader',
    head((w) => ({ alg: 'ES256', jwk: w.curve.jwk }), onCurve),
  ],

  ['jwk', 'trustsHeader', head((w) => ({ jwk: w.evilJwk }), rsa('evil'))],
  [
    'jwk, kid of its own',
    'trustsHeader',
    head((w) => ({ jwk: w.evilJwk, kid: w.keys.evil.kid }), rsa('evil')),
  ],
  ['jku', 'trustsHeader', head((w) => ({ jku: `${w.url}/jwks.json` }), rsa('evil'))],
  [
    'jku, kid of its own',
    'trustsHeader',
    head((w) => ({ jku: `${w.url}/jwks.json`, kid: w.keys.evil.kid }), rsa('evil')),
  ],
  ['x5u', 'trustsHeader', head((w) => ({ x5u: `${w.url}/key.pem` }), rsa('evil'))],
  ['x5c', 'trustsHeader', head((w) => ({ x5c: [derOf(w.keys.evil)] }), rsa('evil'))],
  ['kid an address', 'trustsHeader', head((w) => ({ kid: `${w.url}/key.pem` }), rsa('evil'))],
  ['jwk beside our signature', 'knowsOurKeys', head((w) => ({ jwk: w.evilJwk }))],
  ['jku beside our signature', 'knowsOurKeys', head((w) => ({ jku: `${w.url}/jwks.json` }))],
  ['x5u beside our signature', 'knowsOurKeys', head((w) => ({ x5u: `${w.url}/key.pem` }))],
  ['x5c beside our signature', 'knowsOurKeys', head((w) => ({ x5c: [derOf(w.keys.evil)] }))],
  ['x5t beside our signature', 'knowsOurKeys', head({ x5t: 'AAAA' })],

  ['kid missing', 'knowsOurKeys', head({ kid: undefined })],
  ['kid empty', 'knowsOurKeys', head({ kid: '' })],
  ['kid null', 'knowsOurKeys', head({ kid: null })],
  ['kid a number', 'knowsOurKeys', head({ kid: 0 })],
  ['kid a list', 'knowsOurKeys', head((w) => ({ kid: [w.keys.signing.kid] }))],
  ['kid an object', 'knowsOurKeys', head({ kid: { $ne: null } })],
  ['kid unknown', 'knowsOurKeys', head({ kid: 'unknown' })],
  ['kid of another of our keys', 'knowsOurKeys', head((w) => ({ kid: w.keys.next.kid }))],
  [
    'kid in other letters',
    'knowsOurKeys',
    head((w) => ({ kid: w.keys.signing.kid.toUpperCase() })),
  ],
  ['kid and a space', 'knowsOurKeys', head((w) => ({ kid: `${w.keys.signing.kid} ` }))],
  ['kid and a NUL', 'knowsOurKeys', head((w) => ({ kid: `${w.keys.signing.kid}\0` }))],
  ['kid a path', 'knowsOurKeys', head({ kid: '../../../../etc/passwd' })],
  [
    'kid an empty file',
    'reads',
    head(
      { alg: 'HS256', kid: '/dev/null' },
      hmac('sha256', () => ''),
    ),
  ],
  ['kid SQL', 'knowsOurKeys', head({ kid: "' union select 'key' --" })],
  ['kid a shell’s', 'knowsOurKeys', head({ kid: '$(id)' })],
  ['kid __proto__', 'knowsOurKeys', head({ kid: '__proto__' })],
  ['kid constructor', 'knowsOurKeys', head({ kid: 'constructor' })],
  [
    'kid twice, by another key',
    'reads',
    token(
      ({ keys }) => ({
        header: `{"alg":"RS256","typ":"at+jwt","kid":"${keys.evil.kid}","kid":"${keys.signing.kid}"}`,
      }),
      rsa('evil'),
    ),
  ],
  ['a retired key', 'knowsOurKeys', head((w) => ({ kid: w.keys.retired.kid }), rsa('retired'))],
  ['a retired key under a new name', 'knowsOurKeys', head({}, rsa('retired'))],
  ['another key under our name', 'reads', head({}, rsa('evil'))],
  ['another key', 'reads', head((w) => ({ kid: w.keys.evil.kid }), rsa('evil'))],

  ['typ missing', 'knowsOurKeys', head({ typ: undefined })],
  ['typ JWT', 'knowsOurKeys', head({ typ: 'JWT' })],
  ['typ of an id token', 'knowsOurKeys', head({ typ: 'id+jwt' })],
  ['typ of a logout token', 'knowsOurKeys', head({ typ: 'logout+jwt' })],
  ['typ in other letters', 'knowsOurKeys', head({ typ: 'AT+JWT' })],
  ['typ a list', 'knowsOurKeys', head({ typ: ['at+jwt'] })],
  ['crit unknown', 'knowsOurKeys', head({ crit: ['x'], x: 1 })],
  ['crit empty', 'knowsOurKeys', head({ crit: [] })],
  ['crit b64', 'knowsOurKeys', head({ crit: ['b64'], b64: false })],
  ['b64 without crit', 'knowsOurKeys', head({ b64: false })],
  ['zip', 'knowsOurKeys', head({ zip: 'DEF' })],
  ['cty of a nested token', 'knowsOurKeys', head({ cty: 'JWT' })],

  ['exp missing', 'knowsOurKeys', says({ exp: undefined })],
  ['exp null', 'knowsOurKeys', says({ exp: null })],
  ['exp a string', 'knowsOurKeys', says((w) => ({ exp: String(w.now + 900) }))],
  ['exp a list', 'knowsOurKeys', says((w) => ({ exp: [w.now + 900] }))],
  ['exp in milliseconds', 'knowsOurKeys', says((w) => ({ exp: (w.now + 900) * 1_000 }))],
  ['exp beyond all numbers', 'knowsOurKeys', endless],
  ['exp in two hours', 'knowsOurKeys', says((w) => ({ exp: w.now + 7_200 }))],
  ['exp a second ago', 'knowsOurKeys', says((w) => ({ iat: w.now - 900, exp: w.now - 1 }))],
  ['exp now', 'knowsOurKeys', says((w) => ({ iat: w.now - 900, exp: w.now }))],
  ['exp in 1970', 'knowsOurKeys', says({ iat: 0, exp: 900 })],
  ['exp negative', 'knowsOurKeys', says({ iat: -900, exp: -1 })],
  ['nbf in an hour', 'knowsOurKeys', says((w) => ({ nbf: w.now + 3_600 }))],
  ['nbf a string', 'knowsOurKeys', says({ nbf: '0' })],
  ['iat missing', 'knowsOurKeys', says({ iat: undefined })],
  ['iat a string', 'knowsOurKeys', says((w) => ({ iat: String(w.now) }))],
  ['iat in a day', 'knowsOurKeys', says((w) => ({ iat: w.now + 86_400, exp: w.now + 87_300 }))],

  ['iss missing', 'knowsOurKeys', says({ iss: undefined })],
  ['iss another', 'knowsOurKeys', says({ iss: 'https://evil.example' })],
  ['iss a list', 'knowsOurKeys', says({ iss: ['fitvibe'] })],
  ['iss longer', 'knowsOurKeys', says({ iss: 'fitvibe.evil.example' })],
  ['aud missing', 'knowsOurKeys', says({ aud: undefined })],
  ['aud another', 'knowsOurKeys', says({ aud: 'other' })],
  ['aud a list with ours', 'knowsOurKeys', says({ aud: ['other', 'fitvibe'] })],
  ['aud empty', 'knowsOurKeys', says({ aud: [] })],

  ['sub missing', 'knowsOurKeys', says({ sub: undefined })],
  ['sub empty', 'knowsOurKeys', says({ sub: '' })],
  ['sub a name', 'knowsOurKeys', says({ sub: 'admin' })],
  ['sub SQL', 'knowsOurKeys', says({ sub: "' or 1=1 --" })],
  ['sub a number', 'knowsOurKeys', says({ sub: 1 })],
  ['sub nobody', 'knowsOurKeys', says({ sub: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77' })],
  ['sid missing', 'knowsOurKeys', says({ sid: undefined })],
  ['sid a list', 'knowsOurKeys', says((w) => ({ sid: [w.sid] }))],
  ['sid a name', 'knowsOurKeys', says({ sid: 'login' })],
  ['sid nobody’s', 'knowsOurKeys', says({ sid: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77' })],
  ['sid another’s', 'knowsOurKeys', says((w) => ({ sid: w.othersSid }))],
  ['sid ended', 'knowsOurKeys', says((w) => ({ sid: w.endedSid }))],

  ['signature missing', 'reads', parts((a, b) => `${a}.${b}.`)],
  ['signature missing, dot too', 'reads', parts((a, b) => `${a}.${b}`)],
  ['signature short of a letter', 'reads', parts((a, b, c) => `${a}.${b}.${c.slice(0, -1)}`)],
  ['signature short of half', 'reads', parts((a, b, c) => `${a}.${b}.${c.slice(256)}`)],
  ['signature all zeroes', 'reads', parts((a, b) => `${a}.${b}.${'A'.repeat(512)}`)],
  ['signature of one letter changed', 'reads', parts((a, b, c) => `${a}.${b}.${changed(c)}`)],
  [
    'payload of another token',
    'reads',
    (w) =>
      swapped(
        w,
        says((w) => ({ sub: w.othersSid })),
      ),
  ],
  ['header of another token', 'reads', (w) => swapped(w, head({ kid: w.keys.next.kid }), 0)],
  ['a segment more', 'knowsOurKeys', (w) => `${good(w)}.${encode('more')}`],
  ['a segment before', 'reads', (w) => `${encode({ alg: 'none' })}.${good(w)}`],
  ['five segments, as if encrypted', 'knowsOurKeys', (w) => `${good(w)}.AAAA.AAAA`],
  ['space after', 'knowsOurKeys', (w) => `${good(w)} `],
  ['space before', 'knowsOurKeys', (w) => ` ${good(w)}`],
  ['line break in the signature', 'knowsOurKeys', (w) => good(w).replace(/.{9}$/, '\n$&')],
  ['padding', 'knowsOurKeys', (w) => `${good(w)}==`],
  ['letters of plain base64', 'knowsOurKeys', plainLetters],
  ['a letter that looks alike', 'knowsOurKeys', (w) => good(w).replace(/$/, 'е')],
  ['a mark that cannot be seen', 'knowsOurKeys', (w) => good(w).replace(/$/, '\u{200B}')],
  ['as JSON', 'reads', (w) => asJson(good(w))],
  ['as a cookie of JSON', 'reads', (w) => `j:${JSON.stringify([good(w)])}`],
  ['of 10 kB, signed', 'knowsOurKeys', says({ filling: 'x'.repeat(10_000) })],
  ['of 100 kB, signed', 'knowsOurKeys', says({ filling: 'x'.repeat(100_000) })],
  ['a payload that is a list', 'knowsOurKeys', token(() => ({ payload: '["sub","sid"]' }))],
  ['a payload that is no JSON', 'knowsOurKeys', token(() => ({ payload: '{' }))],
  ['a header that is no JSON', 'knowsOurKeys', token(() => ({ header: '{' }))],
]

/** A token with an `exp` that JSON can write and no clock can reach. */
function endless(world: World) {
  const text = JSON.stringify({ ...payload(world), exp: 0 }).replace('"exp":0', '"exp":1e999')
  return token(() => ({ payload: text }))(world)
}

function swapped(world: World, other: (world: World) => string, index = 1): string {
  const segments = other(world).split('.')
  return good(world)
    .split('.')
    .map((part, at) => (at === index ? segments[at] : part))
    .join('.')
}

/** The good token in the plain base64 alphabet. Tries tokens until the two alphabets differ. */
function plainLetters(world: World): string {
  for (let turn = 0; ; turn += 1) {
    const [head, body, signature = ''] = says({ turn })(world).split('.')
    const plain = signature.replaceAll('-', '+').replaceAll('_', '/')
    if (plain !== signature) return `${head}.${body}.${plain}`
  }
}

function asJson(compact: string): string {
  const [head, body, signature] = compact.split('.')
  return JSON.stringify({ protected: head, payload: body, signature })
}

const changed = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
const derOf = (key: SigningKey) => key.publicKey.replaceAll(/-----.*-----|\n/g, '')
