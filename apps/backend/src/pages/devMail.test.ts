import express from 'express'
import request from 'supertest'
import { describe, expect, it } from 'vitest'

import { useTestApp } from '../../tests/testApp.ts'
import { createApp } from '../app.ts'
import { devMailPage } from './devMail.ts'

const app = useTestApp()

const page = () => app.http().get('/dev/mail')

describe('GET /dev/mail', () => {
  it('says if there is no mail', async () => {
    expect((await page()).text).toContain('<p>No mail yet.</p>')
  })

  it('shows mails with links to follow', async () => {
    await app.ctx().mailer.send({
      to: 'ada@example.org',
      subject: 'Verify',
      text: 'Open http://localhost:8080/verify?token=a-b_c&x=1 soon.',
      html: '<p>unused</p>',
    })

    const { text, type } = await page()

    expect(type).toBe('text/html')
    expect(text).toContain('To ada@example.org,')
    expect(text).toContain('<a href="http://localhost:8080/verify?token=a-b_c&amp;x=1">')
    expect(text).not.toContain('No mail yet')
  })

  it('escapes the content of a mail', async () => {
    await app.ctx().mailer.send({
      to: 'eve@example.org',
      subject: '<img src=x onerror=alert(1)>',
      text: '</pre><script>alert(1)</script> http://x/"onmouseover="alert(1)',
      html: '<script>alert(1)</script>',
    })

    const { text } = await page()

    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(text).not.toMatch(/<script|<img|"onmouseover/)
  })

  it('frames the HTML of a mail, which runs no script and loads nothing', async () => {
    const [newest] = await app.mailbox().list()
    const path = `/dev/mail/${newest?.id}`
    const frame = await app.http().get(path)

    const { text, headers } = await page()

    expect(text).toContain(`src="${path}"`)
    expect(text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    expect(headers['content-security-policy']).toContain("frame-src 'self'")
    expect(frame.text.trim()).toBe('<script>alert(1)</script>')
    expect(frame.headers).toMatchObject({ 'cache-control': 'no-store' })
    expect(frame.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    )
    expect((await app.http().get(path).set({ via: '1.1 proxy' })).status).toBe(404)
    expect((await app.http().get('/dev/mail/unknown')).status).toBe(404)
  })

  it('returns JSON for programs', async () => {
    const { body } = await page().query({ format: 'json' })

    expect(body[0]).toMatchObject({ to: 'eve@example.org' })
    expect(body).toHaveLength(2)
  })

  it('is stored in no cache', async () => {
    expect((await page()).headers['cache-control']).toBe('no-store')
  })

  it.each([
    ['the name of another site, as after DNS rebinding', { host: 'evil.example' }],
    ['an address of the network', { host: '192.168.1.20:8080' }],
    ['a name that begins like this machine', { host: 'localhost.evil.example' }],
    ['a proxy that says who asks', { 'x-forwarded-for': '192.0.2.1' }],
    ['a proxy that names itself', { via: '1.1 proxy' }],
  ])('returns 404 to a request by %s', async (_, headers) => {
    const answer = await page().query({ format: 'json' }).set(headers)

    expect(answer.status).toBe(404)
    expect(answer.text).not.toContain('example.org')
  })

  it.each(['localhost', 'LOCALHOST:8080', '127.0.0.1:3000', '[::1]:8080'])(
    'answers on this machine: %s',
    async (host) => {
      expect((await page().set({ host })).status).toBe(200)
    },
  )

  it.each([
    ['192.168.1.20', 404],
    ['::ffff:192.168.1.20', 404],
    ['fe80::1', 404],
    ['::1', 200],
    ['::ffff:127.0.0.1', 200],
  ])('answers programs on this machine only: %s gets %i', async (remoteAddress, status) => {
    const server = express().use((req, _res, next) => {
      Object.defineProperty(req.socket, 'remoteAddress', { value: remoteAddress })
      next()
    })
    server.use(createApp(app.ctx(), app.mailbox()))

    expect((await request(server).get('/dev/mail')).status).toBe(status)
  })

  it('returns 404 if SMTP_URL is set', async () => {
    const answer = await request(createApp(app.ctx())).get('/dev/mail')

    expect(answer.status).toBe(404)
  })

  it('fails if the mails cannot be read', async () => {
    const broken = { ...app.mailbox(), list: () => Promise.reject(new Error('disk full')) }
    const server = express().use(devMailPage(broken))
    server.use(((error, _req, res, _next) =>
      res.send(error.message)) as express.ErrorRequestHandler)

    expect((await request(server).get('/dev/mail')).text).toBe('disk full')
  })
})
