import { createHmac, randomBytes } from 'node:crypto'

import { compare, hash } from 'bcrypt'

import { unavailable } from '../errors.ts'
import { passwordHashes } from './metrics.ts'

export interface PasswordSettings {
  readonly passwordPepper: string
  /** bcrypt's cost: each step doubles the work. */
  readonly passwordCost: number
}

const PEPPER_ID = 'p1'
const AT_ONCE = 2
const QUEUED = 50

/**
 * Hashes a password. The pepper keeps a stolen database from being guessed at, and makes of any
 * length the 64 bytes that bcrypt reads whole (it ignores all past 72).
 * @throws AppError UNAVAILABLE when more are waiting than can be served in time
 */
export async function hashPassword(settings: PasswordSettings, password: string): Promise<string> {
  const hashed = await inTurn(() => hash(pepper(settings, password), settings.passwordCost))
  return `${PEPPER_ID}:${hashed}`
}

/**
 * Compares a password with a stored hash. Without a hash it takes as long and answers false, so
 * that the time does not tell whether there is an account.
 * @throws AppError UNAVAILABLE as `hashPassword`
 */
export async function checkPassword(
  settings: PasswordSettings,
  password: string,
  stored: string | undefined,
): Promise<boolean> {
  const hashed = stored?.slice(PEPPER_ID.length + 1) ?? (await decoy(settings))
  const matches = await inTurn(() => compare(pepper(settings, password), hashed))
  return matches && stored !== undefined
}

function pepper(settings: PasswordSettings, password: string): string {
  return createHmac('sha384', settings.passwordPepper)
    .update(password.normalize('NFC'))
    .digest('base64')
}

const decoys = new Map<number, Promise<string>>()

/** The hash of a password nobody has, of the same cost as everybody's. */
function decoy({ passwordCost }: PasswordSettings): Promise<string> {
  const known = decoys.get(passwordCost)
  if (known) return known
  const made = hash(randomBytes(32).toString('base64'), passwordCost)
  decoys.set(passwordCost, made)
  return made
}

let running = 0
const waiting: (() => void)[] = []

/** Lets two hashes run at a time: more would starve file access, which shares their threads. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= QUEUED) throw unavailable(5)
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running += 1
  }
  passwordHashes.inc()
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
