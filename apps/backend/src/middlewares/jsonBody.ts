import { json, type RequestHandler } from 'express'

import { AppError } from '../errors.ts'
import { checkValue } from '../utils/hostile.ts'

const METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Reads a JSON body of 64 KB at most and refuses what must not reach a schema or the database. */
export const jsonBody: RequestHandler[] = [
  (req, _res, next) => {
    const hasBody =
      req.headers['transfer-encoding'] !== undefined || Number(req.get('content-length') ?? 0) > 0
    if (METHODS.has(req.method) && hasBody && !req.is('application/json'))
      throw new AppError('VALIDATION_ERROR', 'errors.mediaType')
    next()
  },
  json({ limit: '64kb', type: 'application/json', strict: false, verify: refuseBareMark }),
  (req, _res, next) => {
    checkValue(req.body)
    next()
  },
]

const BYTE_ORDER_MARKS = new Set(['efbbbf', 'fffe', 'feff'])

/** The parser takes a byte order mark alone for an empty object; it is no JSON. */
function refuseBareMark(_req: unknown, _res: unknown, bytes: Buffer): void {
  if (bytes.length <= 3 && BYTE_ORDER_MARKS.has(bytes.toString('hex')))
    throw new AppError('VALIDATION_ERROR', 'errors.malformedJson')
}
