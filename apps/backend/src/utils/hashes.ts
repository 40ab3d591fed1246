import { createHash } from 'node:crypto'

/**
 * Returns the SHA-256 of a value as JSON, in URL-safe Base64. `leftOut` names properties that are
 * hashed only if they are not null. Stored: must stay the same.
 */
export const hashOf = (value: unknown, leftOut: readonly string[] = []): string =>
  createHash('sha256')
    .update(
      JSON.stringify(value, (key, value: unknown) =>
        value === null && leftOut.includes(key) ? undefined : value,
      ),
    )
    .digest('base64url')
