import { Router, type Request, type Response } from 'express'

import { notFound } from '../errors.ts'
import { allowStyles, frameOwnPages, sandboxFrame } from '../middlewares/securityHeaders.ts'
import { escapeHtml } from '../utils/html.ts'
import type { Mailbox, ReceivedMail } from '../utils/mailbox.ts'

/**
 * Serves the local mailbox at `/dev/mail`, JSON with `?format=json`, and the HTML of a mail below it. Development only, and only for
 * programs on this machine: the mails hold links that reset passwords.
 */
export function devMailPage(mailbox: Mailbox): Router {
  const router = Router()
  router.get('/dev/mail', (req, res, next) => {
    if (!isLocal(req)) throw notFound('errors.notFound.route')
    res.setHeader('cache-control', 'no-store')
    const answer = (mails: ReceivedMail[]) =>
      req.query['format'] === 'json' ? res.json(mails) : res.type('html').send(pageOf(mails, res))
    mailbox.list().then(answer, next)
  })
  router.get('/dev/mail/:id', (req, res, next) => {
    if (!isLocal(req)) throw notFound('errors.notFound.route')
    res.setHeader('cache-control', 'no-store')
    const answer = (mails: ReceivedMail[]) => {
      const mail = mails.find(({ id }) => id === req.params.id)
      if (!mail) return next(notFound('errors.notFound.route'))
      sandboxFrame(res)
      res.type('html').send(mail.html)
    }
    mailbox.list().then(answer, next)
  })
  return router
}

/**
 * Whether a program on this machine asks by a name of this machine. A page of another site whose
 * name leads here (DNS rebinding) sends that name, and a proxy on this machine says who asks.
 */
function isLocal(req: Request): boolean {
  const isForwarded = FORWARDED.some((name) => req.headers[name] !== undefined)
  return (
    !isForwarded &&
    LOCAL_PEER.test(req.socket.remoteAddress ?? '') &&
    LOCAL_HOST.test(req.headers.host ?? '')
  )
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']
const LOCAL_PEER = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/
const LOCAL_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i

function pageOf(mails: ReceivedMail[], res: Response): string {
  frameOwnPages(res)
  return page(mails, allowStyles(res))
}

/** A frame shows the HTML as a mail program does: without scripts, and apart from this page. */
function page(mails: ReceivedMail[], nonce: string): string {
  const list = mails.map(
    (mail) => `<article>
      <h2>${escapeHtml(mail.subject)}</h2>
      <p><small>To ${escapeHtml(mail.to)}, ${escapeHtml(mail.receivedAt)}</small></p>
      <iframe
        title="${escapeHtml(mail.subject)}"
        src="/dev/mail/${escapeHtml(mail.id)}"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        loading="lazy"
      ></iframe>
      <pre>${withLinks(escapeHtml(mail.text))}</pre>
    </article>`,
  )
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="5" />
    <title>Local mailbox – FitVibe</title>
    <style nonce="${nonce}">
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
      article { border-top: 1px solid #8885; }
      iframe { width: 100%; height: 28rem; border: 1px solid #8885; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
      :root { color-scheme: light dark; }
    </style>
  </head>
  <body>
    <h1>Local mailbox</h1>
    <p>Mails stay here because SMTP_URL is not set.</p>
    ${list.join('\n') || '<p>No mail yet.</p>'}
  </body>
</html>
`
}

const withLinks = (text: string) => text.replace(/https?:\/\/\S+/g, '<a href="$&">$&</a>')
