import { once } from 'node:events'

import type { Endpoint } from '@fitvibe/contract'
import { raw, type Request, type Response } from 'express'

import { AppError } from '../errors.ts'
import { codingOf, gzipPieces } from './compress.ts'

/**
 * Reads a file sent as the request body, unchanged; returns no bytes if there is no body.
 * @throws AppError VALIDATION_ERROR for another media type; the parser's own error if too large
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
  if (!req.is(types))
    throw new AppError('VALIDATION_ERROR', 'errors.fileType', {
      params: { types: types.join(', ') },
    })
  const read = raw({ limit: upload.bytes, type: types })
  await new Promise<void>((resolve, reject) => {
    read(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error)))
  })
  return req.body as Uint8Array
}

/** Returns a signal that aborts if the client disconnects before its answer. */
export function signalOf(res: Response): AbortSignal {
  const controller = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) controller.abort()
  })
  return controller.signal
}

/**
 * Streams a file while it is generated and waits for slow clients. An error before the first piece
 * becomes a normal error answer. A later one cuts the connection, so that no client takes a part for
 * the whole file.
 */
export async function sendFile(
  req: Request,
  res: Response,
  endpoint: Endpoint,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const coding = codingOf(req, res, endpoint, Infinity)
  const coded = coding === 'gzip' ? gzipPieces(pieces) : pieces
  const reading: AsyncIterator<string | Uint8Array> = coded[Symbol.asyncIterator]()
  let piece = await reading.next()
  if (coding === 'gzip') res.setHeader('content-encoding', coding)
  const { type = '' } = endpoint.download ?? {}
  res.setHeader('content-type', type === 'application/zip' ? type : `${type}; charset=utf-8`)
  res.setHeader('content-disposition', `attachment; filename="${endpoint.download?.fileName}"`)
  res.req.bytesSent = 0
  try {
    for (; !piece.done && !res.destroyed; piece = await reading.next()) {
      const bytes = Buffer.from(piece.value)
      res.req.bytesSent += bytes.length
      if (!res.write(bytes)) await drained(res)
    }
    res.end()
  } catch (error) {
    res.destroy()
    throw error
  } finally {
    await reading.return?.()
  }
}

/** Waits until the client can take more or has disconnected; removes its listeners. */
async function drained(res: Response): Promise<void> {
  const done = new AbortController()
  const { signal } = done
  try {
    await Promise.race([once(res, 'drain', { signal }), once(res, 'close', { signal })])
  } finally {
    done.abort()
  }
}
