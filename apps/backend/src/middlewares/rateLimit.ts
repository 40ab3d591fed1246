import type { Request, RequestHandler } from 'express'
import { rateLimit as expressRateLimit } from 'express-rate-limit'

import { AppError } from '../errors.ts'
import { addressOf } from './caller.ts'

const AUTH_SHARE = 10

/**
 * A coarse limit per address (IPv6 by /64) and minute, counted in this process and checked before
 * anything is parsed, to keep a single client from occupying the whole server. Unsafe requests to `/auth`
 * have their own counter and a tenth of the limit. Limits per class of endpoints: `budgets.ts`.
 */
export function rateLimit(perMinute: number): RequestHandler {
  return expressRateLimit({
    windowMs: 60_000,
    limit: (req) => (isAuth(req) ? Math.ceil(perMinute / AUTH_SHARE) : perMinute),
    keyGenerator: (req) => `${isAuth(req) ? 'auth' : 'all'} ${addressOf(req.ip ?? '')}`,
    standardHeaders: 'draft-6',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false, keyGeneratorIpFallback: false },
    handler: (_req, res, next) => {
      const retryAfterSeconds = Number(res.getHeader('retry-after') ?? 60)
      next(new AppError('RATE_LIMITED', 'errors.rateLimited', { retryAfterSeconds }))
    },
  })
}

const isAuth = (req: Request) => req.method !== 'GET' && req.path.startsWith('/api/v1/auth/')
