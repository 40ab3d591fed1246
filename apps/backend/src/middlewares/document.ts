import type { TextAnswer } from '@fitvibe/contract'
import type { Request, Response } from 'express'

/**
 * Sends a text that is not JSON, or 304 if the client's `If-None-Match` shows that it has the same
 * version already (RFC 9110, 13.1.2): then the text is not even written. Shared caches must not
 * store it.
 */
export async function sendDocument(
  req: Request,
  res: Response,
  mediaType: string,
  { version, write }: TextAnswer,
): Promise<void> {
  const etag = `"${version}"`
  res.setHeader('etag', etag)
  res.setHeader('cache-control', 'private, no-cache')
  const known = (req.get('if-none-match') ?? '').split(',').map((tag) => tag.trim())
  if (known.some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag)) {
    res.status(304).end()
    return
  }
  const body = Buffer.from(await write())
  res.setHeader('content-type', `${mediaType}; charset=utf-8`)
  res.setHeader('content-length', body.length)
  res.status(200).end(body)
}
