import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import express, { Router } from 'express'

import { allowStyles } from '../middlewares/securityHeaders.ts'
import { precompressed } from './precompressed.ts'

const BUILT = fileURLToPath(new URL('../../../frontend/dist', import.meta.url))

/** Placeholder for the nonce in the built page (see `vite.config.ts`). */
const NONCE = 'NONCE-OF-THIS-ANSWER'

/** Serves the web app: its files (those with a hash in the name cached for a year) and its routes. */
export function webAppPages(folder = BUILT): Router {
  const router = Router()
  if (!existsSync(folder)) return router
  router.use(
    '/assets',
    precompressed(join(folder, 'assets')),
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  )
  router.use(express.static(folder, { index: false, maxAge: '1h' }))
  router.get(/^\/(?!api\/|dev\/|health(?:\/|$)|\.well-known\/)/, (req, res, next) => {
    if (!req.accepts('html')) return next()
    res.setHeader('cache-control', 'no-cache')
    const answer = (page: string) => res.type('html').send(page.replaceAll(NONCE, allowStyles(res)))
    readFile(join(folder, 'index.html'), 'utf8').then(answer, next)
  })
  return router
}
