import type { Endpoint, TextAnswer } from '@fitvibe/contract'
import type { Request, Response } from 'express'

import { codingOf, sendCoded } from './compress.ts'

/**
 * Sends a text with an `ETag`, or 304 if the client's `If-None-Match` shows that it has the same
 * version already (RFC 9110, 13.1.2): then the text is not even written. Shared caches must not
 * store it.
 */
export async function sendDocument(
  req: Request,
  res: Response,
  endpoint: Endpoint,
  { version, write }: TextAnswer,
): Promise<void> {
  // A strong validator differs by content coding (RFC 9110, 8.8.3.3).
  const etags = { identity: `"${version}"`, gzip: `"${version}-gzip"` }
  res.setHeader('cache-control', 'private, no-cache')
  const tags = (req.get('if-none-match') ?? '').split(',')
  const wanted = tags.map((tag) => tag.trim().replace(/^W\//, ''))
  const known = wanted.find((tag) => tag === '*' || Object.values(etags).includes(tag))
  if (known !== undefined) {
    res.setHeader('etag', known === '*' ? etags.identity : known)
    res.vary('Accept-Encoding')
    res.status(304).end()
    return
  }
  const body = Buffer.from(await write())
  const coding = codingOf(req, res, endpoint, body.length)
  res.setHeader('etag', etags[coding])
  res.setHeader('content-type', `${endpoint.mediaType ?? 'application/json'}; charset=utf-8`)
  await sendCoded(res.status(200), body, coding)
}
