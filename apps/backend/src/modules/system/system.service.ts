import type { Context } from '../../context.ts'
import type { Db } from '../../db/knex.ts'
import { isCurrent } from '../../db/migrate.ts'
import { unavailable } from '../../errors.ts'
import type { PublicKey } from '../../utils/keyRing.ts'
import { publicJwk } from '../../utils/tokens.ts'

/** The databases of servers that are stopping. */
const draining = new WeakSet<Db>()

/** Makes `checkReady` fail from now on, so that load balancers send no new requests. */
export function drain({ db }: Context): void {
  draining.add(db)
}

/** How long a good answer of the database counts: probes of load balancers come seconds apart. */
const FRESH_MS = 1_000

/** The latest good answer of each database, and the check that runs. */
const checks = new WeakMap<Db, { goodAt: number; running: Promise<boolean> | undefined }>()

/**
 * Asks the database one question at a time, and none for a second after a good answer: the endpoint
 * needs no login and has no limit.
 * @throws AppError UNAVAILABLE while draining, without a database or with pending migrations
 */
export async function checkReady(ctx: Context): Promise<void> {
  if (draining.has(ctx.db) || !(await isReady(ctx))) throw unavailable(2)
}

async function isReady({ db, clock }: Context): Promise<boolean> {
  const check = checks.get(db) ?? { goodAt: Number.NEGATIVE_INFINITY, running: undefined }
  checks.set(db, check)
  // The clock can also be set back.
  if (Math.abs(clock().getTime() - check.goodAt) < FRESH_MS) return true
  check.running ??= isCurrent(db).finally(() => (check.running = undefined))
  const isGood = await check.running
  if (isGood) check.goodAt = clock().getTime()
  return isGood
}

/** Lists all published keys: the signing key, the next one, and recently retired ones. */
export async function listPublicKeys(ctx: Context) {
  const { published } = ctx.config.keyRing(ctx.clock())
  const keys = await Promise.all(published.map(knownJwk))
  return keys.map(
    ({ kid, n = '', e = '' }) => ({ kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e }) as const,
  )
}

/** Published keys do not change, and anybody may ask for them. */
const jwks = new WeakMap<PublicKey, ReturnType<typeof publicJwk>>()

function knownJwk(key: PublicKey): ReturnType<typeof publicJwk> {
  const known = jwks.get(key) ?? publicJwk(key)
  jwks.set(key, known)
  return known
}
