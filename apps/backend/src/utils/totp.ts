import { createHmac, randomBytes } from 'node:crypto'

import { generateURI, verifySync } from 'otplib'

import { unixSeconds } from './clock.ts'

const ISSUER = 'FitVibe'
/** Accepts the codes of the time steps before and after, because clocks differ. */
const TOLERANCE_SECONDS = 30

/** Returns the link for authenticator apps (Key Uri Format). */
export const totpUri = (username: string, secret: string) =>
  generateURI({ issuer: ISSUER, label: username, secret })

/**
 * Returns the time step (RFC 6238, 30 s) of a code; undefined if it is wrong. Ignores spaces and
 * hyphens, because apps show the six digits in two groups.
 */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/[ -]/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const epoch = unixSeconds(now)
  const result = verifySync({ secret, token, epoch, epochTolerance: TOLERANCE_SECONDS })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** Omits 0, 1, 8, 9, B, I, L and O, which are easily confused when read aloud or from paper. */
const ALPHABET = '234567ACDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 10

/** Creates a recovery code for a lost device: 48 bits, in two groups. */
export function newRecoveryCode(): string {
  const letters: string[] = []
  // Skips bytes above a multiple of the alphabet, so that every letter is equally likely.
  const limit = 256 - (256 % ALPHABET.length)
  while (letters.length < LENGTH)
    for (const byte of randomBytes(LENGTH))
      if (byte < limit && letters.length < LENGTH)
        letters.push(ALPHABET.charAt(byte % ALPHABET.length))
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
}

/** Hashes with a key, so that a stolen table is useless for guessing. Ignores case and hyphens. */
export function hashRecoveryCode(key: string, owner: string, code: string): Buffer {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return createHmac('sha256', key).update(`${owner}:${plain}`).digest()
}
