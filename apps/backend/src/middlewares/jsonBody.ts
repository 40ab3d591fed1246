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
  json({ limit: '64kb', type: 'application/json', strict: false }),
  (req, _res, next) => {
    checkValue(req.body)
    next()
  },
]
