import { once } from 'node:events'
import { mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'

import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

import { newUuid } from './ids.ts'

export interface ReceivedMail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly receivedAt: string
}

/** A local mail server that stores every mail, for a machine without a mail server. */
export interface Mailbox {
  readonly url: string
  /** Lists up to 100 mails, newest first. */
  list(): Promise<ReceivedMail[]>
  close(): Promise<void>
}

const MAX_MAILS = 100

/** Listens on loopback only and stores mails as files in `folder`, so that they survive a crash. */
export async function startMailbox(folder: string): Promise<Mailbox> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: 1_000_000,
    onData(stream, _session, done) {
      void receive(folder, stream).then((error) => done(error))
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    list: async () =>
      Promise.all((await files(folder)).slice(0, MAX_MAILS).map((f) => read(folder, f))),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Stores a mail. Returns an error instead of throwing, so that SMTP reports it to the sender. */
async function receive(folder: string, stream: Readable): Promise<Error | null> {
  try {
    await store(folder, await buffer(stream))
    return null
  } catch (error) {
    return error as Error
  }
}

async function store(folder: string, message: Buffer): Promise<void> {
  const draft = join(folder, `${newUuid()}.part`)
  await writeFile(draft, message, { mode: 0o600 })
  await rename(draft, draft.replace(/part$/, 'eml'))
  const old = (await files(folder)).slice(MAX_MAILS)
  await Promise.all(old.map((file) => unlink(join(folder, file)).catch(() => undefined)))
}

/** Lists mail files, newest first: UUIDs of version 7 sort by time. */
async function files(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names.filter((name) => name.endsWith('.eml')).toSorted((a, b) => (a < b ? 1 : -1))
}

async function read(folder: string, file: string): Promise<ReceivedMail> {
  const mail = await simpleParser(await readFile(join(folder, file)))
  const to = [mail.to ?? []].flat().map((address) => address.text)
  return {
    id: file.replace(/\.eml$/, ''),
    to: to.join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    receivedAt: (mail.date ?? new Date(0)).toISOString(),
  }
}
