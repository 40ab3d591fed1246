import { createHash } from 'node:crypto'

import type { Request, Response } from 'express'

/**
 * Sends a text that is not JSON, or 304 if the client's `If-None-Match` shows that it has the same
 * text already (RFC 9110, 13.1.2). Shared caches must not store it.
 */
export function sendDocument(req: Request, res: Response, mediaType: string, text: string): void {
  const body = Buffer.from(text)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`
  res.setHeader('etag', etag)
  res.setHeader('cache-control', 'private, no-cache')
  const known = (req.get('if-none-match') ?? '').split(',').map((tag) => tag.trim())
  if (known.some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag)) {
    res.status(304).end()
    return
  }
  res.setHeader('content-type', `${mediaType}; charset=utf-8`)
  res.setHeader('content-length', body.length)
  res.status(200).end(body)
}
