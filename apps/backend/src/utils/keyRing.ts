import { createHash, createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'

import { secondsAfter } from './clock.ts'

/** An RSA public key in PEM, named by `kid`. */
export interface PublicKey {
  readonly kid: string
  readonly publicKey: string
}

export interface SigningKey extends PublicKey {
  readonly privateKey: string
}

/** The keys of one moment: one signs, all of `published` verify. */
export interface KeyRing {
  readonly signing: SigningKey
  readonly published: readonly PublicKey[]
}

/** A key with its plan: it is published from the beginning, signs later and is dropped in the end. */
export interface PlannedKey extends SigningKey {
  readonly publishedAt: Date
  readonly signsAt: Date
  /** Not set as long as no successor has been made. */
  readonly dropsAt?: Date
}

export interface RotationTimes {
  /** How long others may keep the published keys, so how long a new one waits before it signs. */
  readonly keyCacheSeconds: number
  readonly accessTtlSeconds: number
}

/** How far the clocks of two instances may be apart. */
export const CLOCK_SKEW_SECONDS = 60

/** The bits of the keys made here. */
const MODULUS_LENGTH = 3_072

/** The ring that a plan makes at a time. There is always a key that signs, whatever the clock says. */
export function ringAt(keys: readonly PlannedKey[], now: Date): KeyRing {
  const published = stillThere(keys, now).toSorted(byBeginning)
  const signing = published.find(({ signsAt }) => signsAt <= now) ?? published.at(-1)
  if (!signing) throw new Error('There is no key that signs')
  return { signing, published }
}

/**
 * The plan with one more key: it signs once every cache has heard of it, and its predecessor goes
 * when the last token it signed has ended.
 * @throws Error while the last rotation is not through
 */
export function withNext(
  keys: readonly PlannedKey[],
  made: SigningKey,
  now: Date,
  times: RotationTimes,
): PlannedKey[] {
  const kept = stillThere(keys, now)
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
    { ...made, publishedAt: now, signsAt },
  ]
}

/** The plan in which a new key takes the place of all others at once: for one that has leaked. */
export function onlyNew(made: SigningKey, now: Date): PlannedKey[] {
  return [{ ...made, publishedAt: now, signsAt: now }]
}

export async function newSigningKey(): Promise<SigningKey> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: MODULUS_LENGTH,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { kid: kidOf(pair.publicKey), ...pair }
}

/** A key's name: the start of its fingerprint, so that the same key has the same name anywhere. */
function kidOf(publicKeyPem: string): string {
  return createHash('sha256').update(publicKeyPem.trim()).digest('base64url').slice(0, 16)
}

/** A public key however its PEM was wrapped, named. */
export function namedKey(pem: string): PublicKey {
  const publicKey = createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString()
  return { kid: kidOf(publicKey), publicKey }
}

const stillThere = (keys: readonly PlannedKey[], now: Date) =>
  keys.filter(({ dropsAt }) => !dropsAt || dropsAt > now)

const byBeginning = (one: PlannedKey, other: PlannedKey) => +other.signsAt - +one.signsAt
