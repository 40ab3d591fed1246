import type { Response } from 'express'

/**
 * Sends a WebP that never changes at its address. Only the browser of the reader stores it, because
 * others may not be allowed to see it. As a page of its own it can do nothing.
 */
export function sendPicture(res: Response, bytes: Uint8Array): void {
  res.setHeader('content-type', 'image/webp')
  res.setHeader('content-length', bytes.length)
  res.setHeader('cache-control', 'private, max-age=31536000, immutable')
  res.setHeader('content-security-policy', "default-src 'none'; sandbox")
  res.end(bytes)
}
