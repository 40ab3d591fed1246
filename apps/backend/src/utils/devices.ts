import { createHmac, timingSafeEqual } from 'node:crypto'

import { packToken, unpackToken } from './tokens.ts'

/** A browser that has logged in to an account before. */
export interface KnownDevice {
  readonly owner: string
  readonly id: string
}

/** Signs a device for its cookie. */
export function signDevice(secret: string, device: KnownDevice): string {
  return packToken([device.owner, device.id], signature(secret, device))
}

/** Reads a device of ours; undefined for anything else. */
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
