import type { Context } from '../../context.ts'
import { isCurrent } from '../../db/migrate.ts'
import { unavailable } from '../../errors.ts'
import { publicJwk } from '../../utils/tokens.ts'

let isDraining = false

/** Makes `checkReady` fail from now on, so that load balancers send no new requests. */
export function drain(): void {
  isDraining = true
}

/** @throws AppError UNAVAILABLE while draining, without a database or with pending migrations */
export async function checkReady(ctx: Context): Promise<void> {
  if (isDraining || !(await isCurrent(ctx.db))) throw unavailable(2)
}

/** Lists all published keys: the signing key, the next one, and recently retired ones. */
export async function listPublicKeys(ctx: Context) {
  const { published } = ctx.config.keyRing(ctx.clock())
  const keys = await Promise.all(published.map(publicJwk))
  return keys.map(
    ({ kid, n = '', e = '' }) => ({ kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e }) as const,
  )
}
