import { createHmac, randomBytes } from 'node:crypto'

import { compare, getRounds, hash } from 'bcrypt'

import { passwordHashes } from './metrics.ts'
import { createTurns } from './turns.ts'

export interface PasswordSettings {
  readonly passwordPepper: string
  /** Id of the pepper, stored as a prefix of each hash. */
  readonly passwordPepperId: string
  /** Peppers of older hashes, by id. */
  readonly oldPasswordPeppers: Readonly<Record<string, string>>
  /** bcrypt cost: each step doubles the work. */
  readonly passwordCost: number
}

/** More hashes at once would starve file access, which shares the thread pool. */
const takeTurns = createTurns({ atOnce: 2, waiting: 50 })

function inTurn<T>(hashing: () => Promise<T>): Promise<T> {
  return takeTurns(() => {
    passwordHashes.inc()
    return hashing()
  })
}

/**
 * Hashes a password. The pepper (HMAC) makes a stolen database useless for guessing, and turns any
 * password into 64 bytes, because bcrypt ignores everything after 72.
 * @throws AppError UNAVAILABLE if too many hashes are waiting
 */
export async function hashPassword(settings: PasswordSettings, password: string): Promise<string> {
  const { passwordPepper, passwordPepperId, passwordCost } = settings
  const hashed = await inTurn(() => hash(pepper(passwordPepper, password), passwordCost))
  return `${passwordPepperId}:${hashed}`
}

/**
 * Compares a password with a stored hash. A mismatch takes equally long with no hash, a hash of an
 * older cost, or a current one, so the time does not reveal whether an account exists.
 * @throws AppError UNAVAILABLE as `hashPassword`
 */
export async function checkPassword(
  settings: PasswordSettings,
  password: string,
  stored: string | undefined,
): Promise<boolean> {
  const found = stored === undefined ? undefined : read(settings, stored)
  const hashed = found?.hashed ?? (await decoy(settings.passwordCost))
  const peppered = pepper(found?.secret ?? settings.passwordPepper, password)
  return inTurn(async () => {
    const matches = await compare(peppered, hashed)
    if (matches) return found !== undefined
    // 2^c + 2^c + 2^(c+1) + … + 2^(C-1) = 2^C: adds the work missing to the current cost.
    for (let cost = getRounds(hashed); cost < settings.passwordCost; cost += 1)
      await compare(peppered, await decoy(cost))
    return false
  })
}

/** Returns whether a hash has another pepper or cost than the current ones. */
export function isOutdated(settings: PasswordSettings, stored: string): boolean {
  const { id, hashed } = split(stored)
  return id !== settings.passwordPepperId || getRounds(hashed) !== settings.passwordCost
}

/** Returns a stored hash and its pepper; undefined if the pepper is unknown. */
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

/** Returns the hash of a random password, which never matches. */
function decoy(cost: number): Promise<string> {
  const cached = decoys.get(cost)
  if (cached) return cached
  const created = hash(randomBytes(32).toString('base64'), cost)
  decoys.set(cost, created)
  return created
}
