import type { RequestHandler } from 'express'
import { rateLimit as expressRateLimit } from 'express-rate-limit'

import { AppError } from '../errors.ts'

const AUTH_SHARE = 10

/**
 * A coarse limit by address (IPv6 by /64) and minute, in this process: it keeps one caller from
 * taking the whole server. Unsafe requests to `/auth` have a tenth of it.
 */
export function rateLimit(perMinute: number): RequestHandler[] {
  return [
    limiter(perMinute, () => false),
    limiter(
      Math.ceil(perMinute / AUTH_SHARE),
      (req) => req.method === 'GET' || !req.path.startsWith('/api/v1/auth/'),
    ),
  ]
}

function limiter(limit: number, skip: (req: { method: string; path: string }) => boolean) {
  return expressRateLimit({
    windowMs: 60_000,
    limit,
    skip,
    ipv6Subnet: 64,
    standardHeaders: 'draft-6',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    handler: (_req, res, next) => {
      const retryAfterSeconds = Number(res.getHeader('retry-after') ?? 60)
      next(new AppError('RATE_LIMITED', 'errors.rateLimited', { retryAfterSeconds }))
    },
  })
}
