import { once } from 'node:events'

import type { Endpoint } from '@fitvibe/contract'
import { raw, type Request, type Response } from 'express'

import { AppError } from '../errors.ts'

/**
 * The bytes of a file sent as the body, as they are; none for no body at all.
 * @throws AppError VALIDATION_ERROR for another type, and what the parser marks as too large
 */
export async function readUpload(
  upload: NonNullable<Endpoint['upload']>,
  req: Request,
  res: Response,
): Promise<Uint8Array> {
  const hasBody =
    req.headers['transfer-encoding'] !== undefined || Number(req.get('content-length') ?? 0) > 0
  if (!hasBody) return new Uint8Array()
  const types = [...upload.types]
  if (!req.is(types)) throw new AppError('VALIDATION_ERROR', 'errors.fileType')
  const read = raw({ limit: upload.bytes, type: types })
  await new Promise<void>((resolve, reject) => {
    read(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error)))
  })
  return req.body as Uint8Array
}

/**
 * Sends a file as it is made, waiting where the caller reads slowly. What fails before the first
 * piece is an answer like any other; later the connection is cut, so that no part passes for the whole.
 */
export async function sendFile(
  res: Response,
  download: NonNullable<Endpoint['download']>,
  pieces: AsyncIterable<string>,
): Promise<void> {
  const reading = pieces[Symbol.asyncIterator]()
  let piece = await reading.next()
  res.setHeader('content-type', `${download.type}; charset=utf-8`)
  res.setHeader('content-disposition', `attachment; filename="${download.fileName}"`)
  res.req.bytesSent = 0
  try {
    for (; !piece.done && !res.destroyed; piece = await reading.next()) {
      const bytes = Buffer.from(piece.value)
      res.req.bytesSent += bytes.length
      if (!res.write(bytes)) await roomIn(res)
    }
    res.end()
  } catch (error) {
    res.destroy()
    throw error
  } finally {
    await reading.return?.()
  }
}

/** Waits until more can be sent or nobody listens any more, and leaves no listener of its own. */
async function roomIn(res: Response): Promise<void> {
  const over = new AbortController()
  const { signal } = over
  try {
    await Promise.race([once(res, 'drain', { signal }), once(res, 'close', { signal })])
  } finally {
    over.abort()
  }
}
