import { createHash, createHmac, randomBytes } from 'node:crypto'

import {
  decodeProtectedHeader,
  exportJWK,
  importPKCS8,
  importSPKI,
  jwtVerify,
  SignJWT,
  type JWK,
  type JWTPayload,
} from 'jose'
import { validate as isUuid, parse as parseUuid, stringify as stringifyUuid } from 'uuid'

import { createCache } from './cache.ts'
import { unixSeconds } from './clock.ts'
import { CLOCK_SKEW_SECONDS, type KeyRing, type PublicKey, type SigningKey } from './keyRing.ts'

export interface AccessClaims {
  readonly userId: string
  /** The login (refresh family) it belongs to. */
  readonly sid: string
  /** Unix time in seconds. */
  readonly expiresAt: number
}

const ALGORITHM = 'RS256'
const TYPE = 'at+jwt'
const NAME = 'fitvibe'

/** Access tokens after RFC 9068, without mail or role: whoever reads one learns nothing. */
export async function signAccessToken(key: SigningKey, claims: AccessClaims, issuedAt: number) {
  return new SignJWT({ sid: claims.sid })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: key.kid })
    .setIssuer(NAME)
    .setAudience(NAME)
    .setSubject(claims.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(claims.expiresAt)
    .sign(await importPKCS8(key.privateKey, ALGORITHM))
}

/** Far more than a token of ours takes, with the largest of keys. */
const MAX_LENGTH = 4_096
/** No token of ours lives longer, whatever it says. */
const MAX_LIFETIME_SECONDS = 3_600

const verified = createCache<{ kid: string; claims: AccessClaims }>({
  size: 10_000,
  ttlSeconds: 900,
})
const importedKeys = createCache<Awaited<ReturnType<typeof importSPKI>>>({
  size: 10,
  ttlSeconds: 86_400,
})

/**
 * Reads an access token of ours, signed by any key that is published. An expired one is still read,
 * so that a request can be told to refresh: the caller compares `expiresAt`. Anything forged or
 * foreign is undefined. Nothing but the name of the key is taken from the token's header.
 */
export async function readAccessToken(
  ring: KeyRing,
  token: string,
  now: Date,
): Promise<AccessClaims | undefined> {
  const known = verified.get(token, now)
  if (known && keyNamed(ring, known.kid)) return known.claims
  if (token.length > MAX_LENGTH || !isCanonical(token)) return undefined
  try {
    const key = keyOf(ring, token)
    if (!key) return undefined
    const { payload } = await jwtVerify(token, await imported(key, now), {
      algorithms: [ALGORITHM],
      issuer: NAME,
      requiredClaims: ['sub', 'sid', 'exp', 'iat'],
      clockTolerance: '90 days',
      currentDate: now,
    })
    const claims = claimsOf(payload, unixSeconds(now) + CLOCK_SKEW_SECONDS)
    if (claims) verified.set(token, { kid: key.kid, claims }, now)
    return claims
  } catch {
    return undefined
  }
}

const keyNamed = (ring: KeyRing, kid: unknown) => ring.published.find((key) => key.kid === kid)

/** The key a token names, if its header is one we write: three members and not one more. */
function keyOf(ring: KeyRing, token: string): PublicKey | undefined {
  const { alg, typ, kid, ...others } = decodeProtectedHeader(token)
  if (alg !== ALGORITHM || typ !== TYPE || Object.keys(others).length > 0) return undefined
  return keyNamed(ring, kid)
}

/** Whether there is no other way to write the same signature, as with white space or padding. */
function isCanonical(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1)
  return Buffer.from(signature, 'base64url').toString('base64url') === signature
}

/** What a signed payload says, if it is one we write; `latest` is the latest it may begin. */
function claimsOf(payload: JWTPayload, latest: number): AccessClaims | undefined {
  const { aud, sub, sid, iat = Infinity, nbf = iat, exp = Infinity } = payload
  if (aud !== NAME || !sub || !isUuid(sub) || typeof sid !== 'string' || !isUuid(sid))
    return undefined
  if (iat > latest || nbf > latest || exp - iat > MAX_LIFETIME_SECONDS) return undefined
  return { userId: sub, sid, expiresAt: exp }
}

async function imported(key: PublicKey, now: Date) {
  const known = importedKeys.get(key.kid, now)
  if (known) return known
  const made = await importSPKI(key.publicKey, ALGORITHM)
  importedKeys.set(key.kid, made, now)
  return made
}

/** The public half as a JSON Web Key (RFC 7517). */
export async function publicJwk(key: PublicKey): Promise<JWK & { kid: string }> {
  const jwk = await exportJWK(await importSPKI(key.publicKey, ALGORITHM))
  return { ...jwk, kid: key.kid, use: 'sig', alg: ALGORITHM }
}

/** SHA-256: enough for secrets of 256 random bits, which nobody can guess. */
export function hashToken(secret: Buffer): Buffer {
  return createHash('sha256').update(secret).digest()
}

export const newSecret = () => randomBytes(32)

/** The secret that follows `secret` in a chain: whoever holds one and the key can make the next. */
export function nextSecret(key: string, secret: Buffer): Buffer {
  return createHmac('sha256', key).update(secret).digest()
}

/** Joins ids and a secret into one opaque word, base64url. */
export function packToken(ids: readonly string[], secret: Buffer): string {
  return Buffer.concat([...ids.map((id) => parseUuid(id)), secret]).toString('base64url')
}

/** Takes apart what `packToken` joined; undefined if it is not that. */
export function unpackToken(
  token: string,
  idCount: number,
): { ids: string[]; secret: Buffer } | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== idCount * 16 + 32 || bytes.toString('base64url') !== token) return undefined
  try {
    const ids = Array.from({ length: idCount }, (_, index) =>
      stringifyUuid(bytes.subarray(index * 16, index * 16 + 16)),
    )
    return { ids, secret: bytes.subarray(idCount * 16) }
  } catch {
    return undefined
  }
}
