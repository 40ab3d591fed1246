import { BASE_PATH, catalogue } from '@fitvibe/contract'
import { json, type Request, type RequestHandler } from 'express'

import { AppError } from '../errors.ts'
import { checkValue } from '../utils/hostile.ts'

const METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Endpoints that take a file: `serve` reads those bodies, once it knows the user. */
const uploads = new Set(
  catalogue.flatMap(({ endpoint: { method, path, upload } }) =>
    upload ? [`${method} ${BASE_PATH}${path}`] : [],
  ),
)

const isUpload = (req: Request) => uploads.has(`${req.method} ${req.path.replace(/\/$/, '')}`)

/** Reads a JSON body of up to 64 KB and rejects values that must not reach a schema or the database. */
export const jsonBody: RequestHandler[] = [
  (req, _res, next) => {
    const hasBody =
      req.headers['transfer-encoding'] !== undefined || Number(req.get('content-length') ?? 0) > 0
    if (METHODS.has(req.method) && hasBody && !isUpload(req) && !req.is('application/json'))
      throw new AppError('VALIDATION_ERROR', 'errors.mediaType')
    next()
  },
  (req, res, next) => {
    if (isUpload(req)) next()
    else readJson(req, res, next)
  },
  (req, _res, next) => {
    checkValue(req.body)
    next()
  },
]

const readJson = json({
  limit: '64kb',
  type: 'application/json',
  strict: false,
  verify: refuseBareMark,
})

const BYTE_ORDER_MARKS = new Set(['efbbbf', 'fffe', 'feff'])

/** Rejects a lone byte order mark: it is not JSON, but the parser turns it into an empty object. */
function refuseBareMark(_req: unknown, _res: unknown, bytes: Buffer): void {
  if (bytes.length <= 3 && BYTE_ORDER_MARKS.has(bytes.toString('hex')))
    throw new AppError('VALIDATION_ERROR', 'errors.malformedJson')
}
