import type { Request } from 'express'
import { ipKeyGenerator } from 'express-rate-limit'

import type { Caller } from '../modules/limits/guesses.service.ts'
import { DEVICE_COOKIE } from './cookies.ts'

/** Returns the origin of a request, for counting guesses. */
export function callerOf(req: Request): Caller {
  const cookie: unknown = req.cookies[DEVICE_COOKIE]
  return {
    address: addressOf(req.ip ?? ''),
    deviceCookie: typeof cookie === 'string' ? cookie : undefined,
  }
}

const MAPPED = '::ffff:'

/** Cuts an IPv6 address to its /64 and returns an IPv4-mapped one as IPv4. */
export function addressOf(ip: string): string {
  const plain = ip.startsWith(MAPPED) ? ip.slice(MAPPED.length) : ip
  return plain.includes(':') ? ipKeyGenerator(ip, 64) : plain
}
