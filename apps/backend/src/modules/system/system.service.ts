import type { Context } from '../../context.ts'
import { isCurrent } from '../../db/migrate.ts'
import { unavailable } from '../../errors.ts'
import { publicJwk } from '../../utils/tokens.ts'

let isDraining = false

/** From now on this process says that it is not ready, so that no new requests are sent to it. */
export function drain(): void {
  isDraining = true
}

/** @throws AppError UNAVAILABLE while draining, without the database or with migrations to run */
export async function checkReady(ctx: Context): Promise<void> {
  if (isDraining || !(await isCurrent(ctx.db))) throw unavailable(2)
}

/** Every key that verifies: the one that signs, its successor in waiting, those just retired. */
export async function listPublicKeys(ctx: Context) {
  const { published } = ctx.config.keyRing(ctx.clock())
  const keys = await Promise.all(published.map(publicJwk))
  return keys.map(
    ({ kid, n = '', e = '' }) => ({ kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e }) as const,
  )
}
