import { createHmac, timingSafeEqual } from 'node:crypto'

import { packToken, unpackToken } from './tokens.ts'

/** A browser that has logged in to an account before. */
export interface KnownDevice {
  readonly owner: string
  readonly id: string
}

/** Returns the cookie of a device, signed. */
export function signDevice(secret: string, device: KnownDevice): string {
  return packToken([device.owner, device.id], signature(secret, device))
}

/** Verifies the cookie of a device; undefined if it is not ours. */
export function readDevice(secret: string, token: string | undefined): KnownDevice | undefined {
  const unpacked = token === undefined ? undefined : unpackToken(token, 2)
  const [owner, id] = unpacked?.ids ?? []
  if (!unpacked || !owner || !id) return undefined
  return timingSafeEqual(unpacked.secret, signature(secret, { owner, id }))
    ? { owner, id }
    : undefined
}

function signature(secret: string, { owner, id }: KnownDevice): Buffer {
  return createHmac('sha256', secret).update(`${owner} ${id}`).digest()
}
