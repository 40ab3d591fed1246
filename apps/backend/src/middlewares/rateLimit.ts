import type { Request, RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit as expressRateLimit } from 'express-rate-limit'

import { AppError } from '../errors.ts'

const AUTH_SHARE = 10

/**
 * A coarse limit by address (IPv6 by /64) and minute, in this process: it keeps one caller from
 * taking the whole server. Unsafe requests to `/auth` are counted apart and have a tenth of it.
 */
export function rateLimit(perMinute: number): RequestHandler {
  return expressRateLimit({
    windowMs: 60_000,
    limit: (req) => (isAuth(req) ? Math.ceil(perMinute / AUTH_SHARE) : perMinute),
    keyGenerator: (req) => `${isAuth(req) ? 'auth' : 'all'} ${network(req.ip ?? '')}`,
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

const MAPPED = '::ffff:'

/** Whom an address stands for; IPv4 on an IPv6 socket is IPv4, and need not be parsed. */
function network(ip: string): string {
  const plain = ip.startsWith(MAPPED) ? ip.slice(MAPPED.length) : ip
  return plain.includes(':') ? ipKeyGenerator(plain, 64) : plain
}
