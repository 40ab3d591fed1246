import type { RequestHandler } from 'express'
import { validate } from 'uuid'

import type { NewId } from '../utils/ids.ts'

/** Names the request, by the proxy's name for it if that is a UUID, and says the name back. */
export function requestId(newId: NewId): RequestHandler {
  return (req, res, next) => {
    const given = req.get('x-request-id')
    req.id = given && validate(given) ? given : newId()
    res.setHeader('x-request-id', req.id)
    next()
  }
}
