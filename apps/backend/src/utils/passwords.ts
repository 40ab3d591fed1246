import { createHmac, randomBytes } from 'node:crypto'

import { compare, getRounds, hash } from 'bcrypt'

import { passwordHashes } from './metrics.ts'
import { createTurns } from './turns.ts'

export interface PasswordSettings {
  readonly passwordPepper: string
  /** What the pepper is called in the hashes made with it. */
  readonly passwordPepperId: string
  /** The peppers of hashes made before, by their ids. */
  readonly oldPasswordPeppers: Readonly<Record<string, string>>
  /** bcrypt's cost: each step doubles the work. */
  readonly passwordCost: number
}

/** More at once would starve file access, which shares their threads. */
const takeTurns = createTurns({ atOnce: 2, waiting: 50 })

function inTurn<T>(hashing: () => Promise<T>): Promise<T> {
  return takeTurns(() => {
    passwordHashes.inc()
    return hashing()
  })
}

/**
 * Hashes a password. The pepper keeps a stolen database from being guessed at, and makes of any
 * length the 64 bytes that bcrypt reads whole (it ignores all past 72).
 * @throws AppError UNAVAILABLE when more are waiting than can be served in time
 */
export async function hashPassword(settings: PasswordSettings, password: string): Promise<string> {
  const { passwordPepper, passwordPepperId, passwordCost } = settings
  const hashed = await inTurn(() => hash(pepper(passwordPepper, password), passwordCost))
  return `${passwordPepperId}:${hashed}`
}

/**
 * Compares a password with a stored hash. A refusal takes as long whether there is no hash, one of
 * an earlier cost or one of today's, so that the time does not tell whether there is an account.
 * @throws AppError UNAVAILABLE as `hashPassword`
 */
export async function checkPassword(
  settings: PasswordSettings,
  password: string,
  stored: string | undefined,
): Promise<boolean> {
  const known = stored === undefined ? undefined : read(settings, stored)
  const hashed = known?.hashed ?? (await decoy(settings.passwordCost))
  const peppered = pepper(known?.secret ?? settings.passwordPepper, password)
  return inTurn(async () => {
    const matches = await compare(peppered, hashed)
    if (matches) return known !== undefined
    // 2^c + 2^c + 2^(c+1) + … + 2^(C-1) = 2^C: the earlier cost, filled up to today's.
    for (let cost = getRounds(hashed); cost < settings.passwordCost; cost += 1)
      await compare(peppered, await decoy(cost))
    return false
  })
}

/** Whether a hash was made with another pepper or at another cost than today's. */
export function isOutdated(settings: PasswordSettings, stored: string): boolean {
  const { id, hashed } = split(stored)
  return id !== settings.passwordPepperId || getRounds(hashed) !== settings.passwordCost
}

/** A stored hash and the pepper it was made with; undefined where that is no longer known. */
function read(settings: PasswordSettings, stored: string) {
  const { id, hashed } = split(stored)
  const isCurrent = id === settings.passwordPepperId
  const secret = isCurrent ? settings.passwordPepper : settings.oldPasswordPeppers[id]
  return secret === undefined ? undefined : { hashed, secret }
}

function split(stored: string): { id: string; hashed: string } {
  const end = stored.indexOf(':')
  return { id: stored.slice(0, end), hashed: stored.slice(end + 1) }
}

function pepper(secret: string, password: string): string {
  return createHmac('sha384', secret).update(password.normalize('NFC')).digest('base64')
}

const decoys = new Map<number, Promise<string>>()

/** The hash of a password nobody has. */
function decoy(cost: number): Promise<string> {
  const known = decoys.get(cost)
  if (known) return known
  const made = hash(randomBytes(32).toString('base64'), cost)
  decoys.set(cost, made)
  return made
}
