import { createHmac } from 'node:crypto'

import { stringify as stringifyUuid } from 'uuid'

/*
 * Keyed hashes of erased accounts. Nobody can read an account from them, but with the key the server
 * recognises one that comes back.
 */

/** Replaces the id of an erased user in the rows of other users. */
export const ERASED = '00000000-0000-0000-0000-000000000000'

const hash = (key: string, purpose: string, value: string): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify([purpose, value]))
    .digest()

/** Hashes the id of an erased account. */
export const hashId = (key: string, id: string) => hash(key, 'id', id)

/** Hashes the username of an erased account; usernames ignore case. */
export const hashName = (key: string, username: string) =>
  hash(key, 'name', username.normalize('NFC').toLowerCase())

/** Returns the id under which the audit log keeps old events, and those of an erased account. */
export function pseudonymOf(key: string, id: string): string {
  const bytes = hash(key, 'pseudonym', id).subarray(0, 16)
  // A UUID of version 8 (RFC 9562), whose other bits are free.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return stringifyUuid(bytes)
}

/** Returns whether an id is a pseudonym, which ids of accounts (version 7) never are. */
export const isPseudonym = (id: string): boolean => id.charAt(14) === '8'
