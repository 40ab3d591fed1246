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

export async function listPublicKeys(ctx: Context) {
  const { signingKey } = ctx.config
  const { n = '', e = '' } = await publicJwk(signingKey)
  return [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: signingKey.kid, n, e } as const]
}
