import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

import express from 'express'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { securityHeaders } from '../middlewares/securityHeaders.ts'
import { webAppPages } from './webApp.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fitvibe-web-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>The app</title>')
  await writeFile(join(folder, 'robots.txt'), 'User-agent: *')
  await writeFile(join(folder, 'assets', 'app-1a2b3c.js'), 'start()')
})

afterAll(() => rm(folder, { recursive: true }))

const get = (path: string, from = folder) => request(express().use(webAppPages(from))).get(path)

describe('the web app', () => {
  it.each(['/', '/sessions', '/sessions/7/log', '/verify?token=x', '/healthy-eating'])(
    'is one page for all its routes: %s',
    async (path) => {
      const answer = await get(path).set('accept', 'text/html')

      expect(answer.text).toBe('<title>The app</title>')
      expect(answer.headers['cache-control']).toBe('no-cache')
    },
  )

  it('allows styles with the nonce of the answer', async () => {
    await writeFile(join(folder, 'index.html'), '<style nonce="NONCE-OF-THIS-ANSWER">')
    const app = express().use(securityHeaders(true), webAppPages(folder))
    const nonces = new Set<string>()

    for (let i = 0; i < 3; i += 1) {
      const { headers, text } = await request(app).get('/').set('accept', 'text/html')
      const [, nonce = ''] = /^<style nonce="([\w+/]{22}==)">$/.exec(text) ?? []
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}';`)
      nonces.add(nonce)
    }

    expect(nonces.size).toBe(3)
  })

  it('caches assets for a year', async () => {
    const answer = await get('/assets/app-1a2b3c.js')

    expect(answer.text).toBe('start()')
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  it.each([
    ['br', 'gzip, deflate, br', 'brotli copy'],
    ['gzip', 'gzip', 'gzip copy'],
    [undefined, 'identity', 'plain file'],
    [undefined, 'br;q=0, gzip;q=0', 'plain file'],
  ])('serves the %s copy of an asset to a client that takes %s', async (coding, taken, text) => {
    const name = 'styles-4d5e6f.css'
    const copies = {
      [name]: 'plain file',
      [`${name}.br`]: brotliCompressSync('brotli copy'),
      [`${name}.gz`]: gzipSync('gzip copy'),
    }
    for (const [file, content] of Object.entries(copies))
      await writeFile(join(folder, 'assets', file), content)

    const answer = await get(`/assets/${name}?v=1`).set('accept-encoding', taken)

    expect(answer.text).toBe(text)
    expect(answer.headers['content-encoding']).toBe(coding)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
  })

  it('caches other files for an hour', async () => {
    expect((await get('/robots.txt')).headers['cache-control']).toBe('public, max-age=3600')
  })

  it.each(['/api/v1/nothing', '/dev/mail', '/health', '/health/x', '/.well-known/x'])(
    'is not served at paths of the server: %s',
    async (path) => {
      expect((await get(path).set('accept', 'text/html')).status).toBe(404)
    },
  )

  it.each([
    ['a missing asset', '/assets/gone.js', 'text/html'],
    ['a request for JSON', '/sessions', 'application/json'],
  ])('is not served for %s', async (_, path, accept) => {
    expect((await get(path).set('accept', accept)).status).toBe(404)
  })

  it('is not served if it has not been built', async () => {
    const answer = await get('/', join(folder, 'nowhere')).set('accept', 'text/html')

    expect(answer.status).toBe(404)
  })
})
