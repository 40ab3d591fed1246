import { createTransport } from 'nodemailer'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Turns mails of this kind off when a program posts to it (RFC 8058). */
  readonly stopLink?: string | undefined
}

export interface Mailer {
  /** Resolves once the mail server has accepted the mail; rejects otherwise. */
  send(mail: Mail): Promise<void>
  close(): void
}

/**
 * Creates an SMTP mailer. Passes the recipient as an explicit envelope and an address object, so
 * that no text in an address can add another recipient.
 */
export function createMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  })
  return {
    async send({ to, subject, text, html, stopLink }) {
      await transport.sendMail({
        from: { name: 'FitVibe', address: from },
        to: { name: '', address: to },
        envelope: { from, to: [to] },
        subject,
        text,
        html,
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(stopLink && {
            'List-Unsubscribe': `<${stopLink}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
        },
      })
    },
    close: () => transport.close(),
  }
}

/**
 * Returns whether a mail server has refused a recipient or a mail for good (RFC 5321, 4.2.1). A server
 * that refuses us, our login or our sender has said nothing about the recipient.
 */
export function isRefusedForGood(error: unknown): boolean {
  const {
    responseCode = 0,
    code,
    command,
  } = error as {
    responseCode?: number
    code?: string
    command?: string
  }
  return (
    responseCode >= 500 && responseCode < 600 && code !== 'EAUTH' && !REFUSE_US.test(command ?? '')
  )
}

const REFUSE_US = /^(?:CONN|[EH]HLO|LHLO|STARTTLS|AUTH|MAIL FROM)/
