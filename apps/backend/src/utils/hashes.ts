import { createHash } from 'node:crypto'

/** Returns the SHA-256 of a value as JSON, in URL-safe Base64. Stored: must stay the same. */
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value, withoutNoSide)).digest('base64url')

/** Sets had no sides once: without one, their digest stays as it was stored then. */
const withoutNoSide = (key: string, value: unknown) =>
  key === 'side' && value === null ? undefined : value
