import type { RequestHandler } from 'express'
import { validate } from 'uuid'

import type { NewId } from '../utils/ids.ts'

/** Takes the request id from the proxy if it is a UUID, otherwise creates one; sends it back. */
export function requestId(newId: NewId): RequestHandler {
  return (req, res, next) => {
    const given = req.get('x-request-id')
    req.id = given && validate(given) ? given : newId()
    res.setHeader('x-request-id', req.id)
    next()
  }
}
