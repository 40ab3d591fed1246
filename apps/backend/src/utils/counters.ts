import { createHmac } from 'node:crypto'

/** The name something is counted under: it tells nobody whose account or address it is. */
export function counterKey(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url')
}
