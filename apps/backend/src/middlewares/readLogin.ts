import type { RequestHandler } from 'express'

import type { Context } from '../context.ts'
import { readAccessToken } from '../utils/tokens.ts'
import { ACCESS_COOKIE } from './cookies.ts'

/** Reads the access cookie, even if its token has expired; `authenticate` checks the expiry. */
export function readLogin(ctx: Context): RequestHandler {
  return async (req, _res, next) => {
    const token: unknown = req.cookies[ACCESS_COOKIE]
    const now = ctx.clock()
    if (typeof token === 'string')
      req.claims = await readAccessToken(ctx.config.keyRing(now), token, now)
    next()
  }
}
