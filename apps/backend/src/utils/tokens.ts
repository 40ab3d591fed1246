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
  /** The login (family of refresh tokens). */
  readonly sid: string
  /** Unix time in seconds. */
  readonly expiresAt: number
}

const ALGORITHM = 'RS256'
const TYPE = 'at+jwt'
const NAME = 'fitvibe'

/** Signs an access token (RFC 9068) without mail or role, so that it holds no personal data. */
export async function signAccessToken(key: SigningKey, claims: AccessClaims, issuedAt: number) {
  return new SignJWT({ sid: claims.sid })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: key.kid })
    .setIssuer(NAME)
    .setAudience(NAME)
    .setSubject(claims.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(claims.expiresAt)
    .sign(await importSigningKey(key))
}

/** Importing a key takes as long as signing with it. A key leaves the map with the ring that holds it. */
const signingKeys = new WeakMap<SigningKey, ReturnType<typeof importPKCS8>>()

function importSigningKey(key: SigningKey): ReturnType<typeof importPKCS8> {
  const imported = signingKeys.get(key) ?? importPKCS8(key.privateKey, ALGORITHM)
  signingKeys.set(key, imported)
  return imported
}

/** Far longer than any of our tokens, even with the largest key. */
const MAX_LENGTH = 4_096
/** Rejects tokens with a longer lifetime, even with a valid signature. */
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
 * Verifies an access token signed by any published key. Also returns the claims of an expired token,
 * so that the client can be asked to refresh: callers compare `expiresAt`. Returns undefined for a
 * forged or foreign token. Trusts nothing in the token's header except the key id.
 */
export async function readAccessToken(
  ring: KeyRing,
  token: string,
  now: Date,
): Promise<AccessClaims | undefined> {
  const cached = verified.get(token, now)
  if (cached && findKey(ring, cached.kid)) return cached.claims
  if (token.length > MAX_LENGTH || !isCanonical(token)) return undefined
  try {
    const key = keyOf(ring, token)
    if (!key) return undefined
    const { payload } = await jwtVerify(token, await importKey(key, now), {
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

const findKey = (ring: KeyRing, kid: unknown) => ring.published.find((key) => key.kid === kid)

/** Finds the key of a token. Its header must have exactly the three members that we write. */
function keyOf(ring: KeyRing, token: string): PublicKey | undefined {
  const { alg, typ, kid, ...others } = decodeProtectedHeader(token)
  if (alg !== ALGORITHM || typ !== TYPE || Object.keys(others).length > 0) return undefined
  return findKey(ring, kid)
}

/** Returns whether the signature has its canonical encoding, without white space or padding. */
function isCanonical(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1)
  return Buffer.from(signature, 'base64url').toString('base64url') === signature
}

/** Reads a verified payload, if it has our format; `latest` is the latest valid start time. */
function claimsOf(payload: JWTPayload, latest: number): AccessClaims | undefined {
  const { aud, sub, sid, iat = Infinity, nbf = iat, exp = Infinity } = payload
  if (aud !== NAME || !sub || !isUuid(sub) || typeof sid !== 'string' || !isUuid(sid))
    return undefined
  if (iat > latest || nbf > latest || exp - iat > MAX_LIFETIME_SECONDS) return undefined
  return { userId: sub, sid, expiresAt: exp }
}

async function importKey(key: PublicKey, now: Date) {
  const cached = importedKeys.get(key.kid, now)
  if (cached) return cached
  const imported = await importSPKI(key.publicKey, ALGORITHM)
  importedKeys.set(key.kid, imported, now)
  return imported
}

/** Exports the public key as a JSON Web Key (RFC 7517). */
export async function publicJwk(key: PublicKey): Promise<JWK & { kid: string }> {
  const jwk = await exportJWK(await importSPKI(key.publicKey, ALGORITHM))
  return { ...jwk, kid: key.kid, use: 'sig', alg: ALGORITHM }
}

/** Hashes with SHA-256, which is enough for secrets of 256 random bits. */
export function hashToken(secret: Buffer): Buffer {
  return createHash('sha256').update(secret).digest()
}

export const newSecret = () => randomBytes(32)

/** Derives the next secret of a chain; only possible with the key. */
export function nextSecret(key: string, secret: Buffer): Buffer {
  return createHmac('sha256', key).update(secret).digest()
}

/** Packs ids and a secret into one opaque token (base64url). */
export function packToken(ids: readonly string[], secret: Buffer): string {
  return Buffer.concat([...ids.map((id) => parseUuid(id)), secret]).toString('base64url')
}

/** Unpacks a token from `packToken`; undefined for anything else. */
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
