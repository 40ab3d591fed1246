import type { Request } from 'express'

import type { Context, User } from '../context.ts'
import { authRequired } from '../errors.ts'
import * as loginsService from '../modules/auth/logins.service.ts'
import { unixSeconds } from '../utils/clock.ts'

/**
 * Returns the user of a request.
 * @throws AppError AUTH_REQUIRED without an access token, if it has expired, or if its login has
 * ended
 */
export async function authenticate(ctx: Context, req: Request): Promise<User> {
  const { claims } = req
  if (!claims || claims.expiresAt <= unixSeconds(ctx.clock())) throw authRequired()
  const user = await loginsService.findUser(ctx, { owner: claims.userId, sid: claims.sid })
  if (!user) throw authRequired()
  return user
}
