import { createRequire } from 'node:module'
import { dirname } from 'node:path'

import express, { Router } from 'express'

import { codingOf, sendCoded } from '../middlewares/compress.ts'
import { createOpenApi } from './openapi.ts'

const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>FitVibe API</title>
    <link rel="stylesheet" href="docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`

/** Fetches the CSRF token, so that every operation can be tried on the page. */
const START = `window.ui = SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  requestInterceptor: async (request) => {
    if (request.method && request.method !== 'GET') {
      const answer = await fetch('auth/csrf')
      request.headers['X-CSRF-Token'] = (await answer.json()).csrfToken
    }
    return request
  },
})
`

/** Serves the OpenAPI document and Swagger UI, all from our own server. */
export function docsPages(version: string): Router {
  const router = Router()
  // Created by the first request: it takes 0.1 s, which a start need not wait for.
  let document: Buffer | undefined
  router.get('/openapi.json', (req, res) => {
    document ??= Buffer.from(JSON.stringify(createOpenApi(version)))
    return sendCoded(res.type('json'), document, codingOf(req, res, {}, document.length))
  })
  router.get('/docs', (_req, res) => void res.type('html').send(PAGE))
  router.get('/docs/start.js', (_req, res) => void res.type('js').send(START))
  router.use('/docs', express.static(swaggerUi, { index: false, maxAge: '1d' }))
  return router
}
