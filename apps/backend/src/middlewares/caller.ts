import type { Request } from 'express'
import { ipKeyGenerator } from 'express-rate-limit'

import type { Caller } from '../modules/auth/guesses.service.ts'
import { DEVICE_COOKIE } from './cookies.ts'

/** Who a request comes from, as far as counting goes. */
export function callerOf(req: Request): Caller {
  const device: unknown = req.cookies[DEVICE_COOKIE]
  return {
    address: addressOf(req.ip ?? ''),
    device: typeof device === 'string' ? device : undefined,
  }
}

const MAPPED = '::ffff:'

/** Whom an address stands for: IPv6 by /64; IPv4 on an IPv6 socket is IPv4. */
export function addressOf(ip: string): string {
  const plain = ip.startsWith(MAPPED) ? ip.slice(MAPPED.length) : ip
  return plain.includes(':') ? ipKeyGenerator(ip, 64) : plain
}
