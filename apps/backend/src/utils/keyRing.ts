import { createHash, createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'

import { secondsAfter } from './clock.ts'

/** An RSA public key in PEM with its key id. */
export interface PublicKey {
  readonly kid: string
  readonly publicKey: string
}

export interface SigningKey extends PublicKey {
  readonly privateKey: string
}

/** The keys at a point in time: `signing` signs, all of `published` verify. */
export interface KeyRing {
  readonly signing: SigningKey
  readonly published: readonly PublicKey[]
}

/** A key with its schedule: it is published first, then signs, and is dropped at the end. */
export interface PlannedKey extends SigningKey {
  readonly publishedAt: Date
  readonly signsAt: Date
  /** Unset until a successor is created. */
  readonly dropsAt?: Date
}

export interface RotationTimes {
  /** Cache time of the published keys, and so the wait before a new key signs. */
  readonly keyCacheSeconds: number
  readonly accessTtlSeconds: number
}

/** Maximum difference between the clocks of two instances. */
export const CLOCK_SKEW_SECONDS = 60

/** Size of new keys in bits. */
const MODULUS_LENGTH = 3_072

/** Returns the key ring at a time. A key always signs, even if the clock is before every start. */
export function ringAt(keys: readonly PlannedKey[], now: Date): KeyRing {
  const published = notDropped(keys, now).toSorted(newestFirst)
  const signing = published.find(({ signsAt }) => signsAt <= now) ?? published.at(-1)
  if (!signing) throw new Error('There is no signing key')
  return { signing, published }
}

/**
 * Adds a key to the schedule. It signs once every cache has it; its predecessor is dropped when the
 * last token it signed has expired.
 * @throws Error if the previous rotation is not complete
 */
export function withNext(
  keys: readonly PlannedKey[],
  added: SigningKey,
  now: Date,
  times: RotationTimes,
): PlannedKey[] {
  const kept = notDropped(keys, now)
  const { signing } = ringAt(kept, now)
  const waiting = kept.find(({ kid, signsAt }) => kid !== signing.kid && signsAt > now)
  if (waiting)
    throw new Error(
      `Key ${waiting.kid} is published already and signs from ${waiting.signsAt.toISOString()}`,
    )
  const signsAt = secondsAfter(now, times.keyCacheSeconds)
  const dropsAt = secondsAfter(signsAt, times.accessTtlSeconds + CLOCK_SKEW_SECONDS)
  return [
    ...kept.map((key) => ({ ...key, dropsAt: key.dropsAt ?? dropsAt })),
    { ...added, publishedAt: now, signsAt },
  ]
}

/** Replaces all keys with a new one at once, for a key that has leaked. */
export function onlyNew(added: SigningKey, now: Date): PlannedKey[] {
  return [{ ...added, publishedAt: now, signsAt: now }]
}

export async function newSigningKey(): Promise<SigningKey> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: MODULUS_LENGTH,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { kid: kidOf(pair.publicKey), ...pair }
}

/** Returns the key id: the start of the fingerprint, so a key has the same id on every instance. */
function kidOf(publicKeyPem: string): string {
  return createHash('sha256').update(publicKeyPem.trim()).digest('base64url').slice(0, 16)
}

/** Normalises the PEM of a public key and adds its key id. */
export function namedKey(pem: string): PublicKey {
  const publicKey = createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString()
  return { kid: kidOf(publicKey), publicKey }
}

const notDropped = (keys: readonly PlannedKey[], now: Date) =>
  keys.filter(({ dropsAt }) => !dropsAt || dropsAt > now)

const newestFirst = (a: PlannedKey, b: PlannedKey) => +b.signsAt - +a.signsAt
