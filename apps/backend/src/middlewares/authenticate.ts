import type { Request } from 'express'

import type { Context, User } from '../context.ts'
import { authRequired } from '../errors.ts'
import { findLiveLogin } from '../modules/auth/logins.service.ts'
import { unixSeconds } from '../utils/clock.ts'

/**
 * The user behind a request.
 * @throws AppError AUTH_REQUIRED without an access token, with an expired one, or when its login
 * has ended
 */
export async function authenticate(ctx: Context, req: Request): Promise<User> {
  const { claims } = req
  if (!claims || claims.expiresAt <= unixSeconds(ctx.clock())) throw authRequired()
  const user = await findLiveLogin(ctx, claims.userId, claims.sid)
  if (!user) throw authRequired()
  return user
}
