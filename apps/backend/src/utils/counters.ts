import { createHmac } from 'node:crypto'

/** Returns the key of a counter, hashed so that it reveals neither account nor address. */
export function counterKey(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url')
}
