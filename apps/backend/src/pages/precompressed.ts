import { readdirSync } from 'node:fs'

import type { RequestHandler } from 'express'

/** The copies that the build puts beside each asset, smallest first. */
const CODINGS = [
  { coding: 'br', ending: '.br' },
  { coding: 'gzip', ending: '.gz' },
] as const

/**
 * Serves the compressed copy of a file in `folder` to clients that take it, by changing the URL for the
 * static files after it. Reads the names once: the build does not change while the server runs.
 */
export function precompressed(folder: string): RequestHandler {
  const files = new Set(readdirSync(folder))
  return (req, res, next) => {
    res.vary('Accept-Encoding')
    const name = req.path.slice(1)
    const copy = CODINGS.find(
      ({ coding, ending }) => files.has(`${name}${ending}`) && req.acceptsEncodings(coding),
    )
    if (copy) {
      res.type(name)
      res.setHeader('content-encoding', copy.coding)
      req.url = `${req.path}${copy.ending}`
    }
    next()
  }
}
