import { setTimeout as sleep } from 'node:timers/promises'

import { RequestFailed } from '../client.ts'

interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

const PATH = '/dev/mail?format=json'
const TIMEOUT_MS = 20_000
const PAUSE_MS = 500

/** Waits for a mail to `address` with `text` in the server's local mailbox and returns the newest. */
export async function awaitMail(baseUrl: string, address: string, text = ''): Promise<Mail> {
  const giveUpAt = Date.now() + TIMEOUT_MS
  while (Date.now() < giveUpAt) {
    const mails = await listMails(baseUrl)
    const mail = mails.find((mail) => mail.to.includes(address) && mail.text.includes(text))
    if (mail) return mail
    await sleep(PAUSE_MS)
  }
  throw new Error(`No mail to ${address} arrived within ${TIMEOUT_MS / 1_000} s.`)
}

/** Only a development server without SMTP_URL has the mailbox. */
async function listMails(baseUrl: string): Promise<Mail[]> {
  const answer = await fetch(baseUrl + PATH)
  const isJson = answer.headers.get('content-type')?.includes('application/json') ?? false
  if (answer.ok && isJson) return (await answer.json()) as Mail[]
  throw new RequestFailed(`GET ${PATH}`, answer.status, await answer.text())
}
