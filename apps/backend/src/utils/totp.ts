import { createHmac, randomBytes } from 'node:crypto'

import { generateURI, verifySync } from 'otplib'

import { unixSeconds } from './clock.ts'

const ISSUER = 'FitVibe'
/** A code works in its half minute and in those beside it: clocks differ. */
const TOLERANCE_SECONDS = 30

/** What an authenticator app is given, as a link (Key Uri Format). */
export const totpUri = (username: string, secret: string) =>
  generateURI({ issuer: ISSUER, label: username, secret })

/**
 * The half minute (RFC 6238 time step) a code belongs to; undefined if it is wrong. Apps show its six
 * digits in two groups: what parts them does not matter.
 */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/[ -]/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const epoch = unixSeconds(now)
  const result = verifySync({ secret, token, epoch, epochTolerance: TOLERANCE_SECONDS })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** Without 0, 1, 8, 9, B, I, L, O: read aloud or from paper, none is taken for another. */
const ALPHABET = '234567ACDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 10

/** A code for the day the device is lost: 48 bits, in two groups. */
export function newRecoveryCode(): string {
  const letters: string[] = []
  // Bytes past the last whole alphabet are thrown away: every letter is equally likely.
  const limit = 256 - (256 % ALPHABET.length)
  while (letters.length < LENGTH)
    for (const byte of randomBytes(LENGTH))
      if (byte < limit && letters.length < LENGTH)
        letters.push(ALPHABET.charAt(byte % ALPHABET.length))
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
}

/** Keyed, so that a stolen table cannot be guessed at; case and hyphens do not matter. */
export function hashRecoveryCode(key: string, owner: string, code: string): Buffer {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return createHmac('sha256', key).update(`${owner}:${plain}`).digest()
}
