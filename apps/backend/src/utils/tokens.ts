import { createHash, createHmac, randomBytes } from 'node:crypto'

import { exportJWK, importPKCS8, importSPKI, jwtVerify, SignJWT, type JWK } from 'jose'
import { parse as parseUuid, stringify as stringifyUuid } from 'uuid'

import { createCache } from './cache.ts'

/** An RSA key pair in PEM, named by `kid`. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: string
  readonly publicKey: string
}

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

const verified = createCache<AccessClaims>({ size: 10_000, ttlSeconds: 900 })
const publicKeys = createCache<Awaited<ReturnType<typeof importSPKI>>>({
  size: 10,
  ttlSeconds: 86_400,
})

/**
 * Reads an access token of ours. An expired one is still read, so that a request can be told to
 * refresh: the caller compares `expiresAt`. Anything forged or foreign is undefined.
 */
export async function readAccessToken(
  key: SigningKey,
  token: string,
  now: Date,
): Promise<AccessClaims | undefined> {
  const cacheKey = `${key.kid}:${token}`
  const known = verified.get(cacheKey, now)
  if (known) return known
  try {
    const { payload, protectedHeader } = await jwtVerify(token, await publicKey(key, now), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: NAME,
      audience: NAME,
      requiredClaims: ['sub', 'sid', 'exp', 'iat'],
      clockTolerance: '90 days',
      currentDate: now,
    })
    const { sub, sid, exp } = payload
    if (protectedHeader.kid !== key.kid || !sub || typeof sid !== 'string' || !exp) return undefined
    const claims = { userId: sub, sid, expiresAt: exp }
    verified.set(cacheKey, claims, now)
    return claims
  } catch {
    return undefined
  }
}

async function publicKey(key: SigningKey, now: Date) {
  const known = publicKeys.get(key.kid, now)
  if (known) return known
  const imported = await importSPKI(key.publicKey, ALGORITHM)
  publicKeys.set(key.kid, imported, now)
  return imported
}

/** The public half as a JSON Web Key (RFC 7517). */
export async function publicJwk(key: SigningKey): Promise<JWK> {
  const jwk = await exportJWK(await importSPKI(key.publicKey, ALGORITHM))
  return { ...jwk, kid: key.kid, use: 'sig', alg: ALGORITHM }
}

/** A key's name: the start of its fingerprint, so that the same key has the same name anywhere. */
export function kidOf(publicKeyPem: string): string {
  return createHash('sha256').update(publicKeyPem.trim()).digest('base64url').slice(0, 16)
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
