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

  it('returns JSON for programs', async () => {
    const { body } = await page().query({ format: 'json' })

    expect(body[0]).toMatchObject({ to: 'eve@example.org' })
    expect(body).toHaveLength(2)
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
