import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startMailbox, type Mailbox } from './mailbox.ts'
import { createMailer } from './mailer.ts'

let folder: string
let mailbox: Mailbox

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fitvibe-mail-'))
  mailbox = await startMailbox(folder)
})

afterAll(async () => {
  await mailbox.close()
  await rm(folder, { recursive: true, force: true })
})

async function send(mail: Partial<Parameters<ReturnType<typeof createMailer>['send']>[0]>) {
  const mailer = createMailer(mailbox.url, 'no-reply@fitvibe.example')
  try {
    await mailer.send({ to: 'ada@example.org', subject: 's', text: 't', html: '<p>t</p>', ...mail })
  } finally {
    mailer.close()
  }
}

describe('the local mailbox', () => {
  it('stores mails and lists the newest first', async () => {
    await send({ subject: 'Älter' })
    await send({ subject: 'Newer', text: 'Hello,\n\nyou.', html: '<p>Hello</p>' })

    const [newer, older] = await mailbox.list()

    expect(newer).toMatchObject({ to: 'ada@example.org', subject: 'Newer', html: '<p>Hello</p>' })
    expect(newer?.text.trim()).toBe('Hello,\n\nyou.')
    expect(older?.subject).toBe('Älter')
  })

  it('keeps mails across a restart', async () => {
    const restarted = await startMailbox(folder)

    expect(await restarted.list()).toEqual(await mailbox.list())
    await restarted.close()
  })

  it('shows a nearly empty mail', async () => {
    const transport = createTransport(mailbox.url)
    await transport.sendMail({
      envelope: { from: 'a@b.example', to: 'c@d.example' },
      raw: 'X: y\n\n',
    })
    transport.close()

    const [bare] = await mailbox.list()

    expect(bare).toMatchObject({ to: '', subject: '', text: '', html: '' })
    expect(bare?.receivedAt).toBe('1970-01-01T00:00:00.000Z')
  })

  it('keeps a hundred mails and deletes older ones', async () => {
    const uuids = Array.from(
      { length: 105 },
      (_, i) => `00000000-${String(i).padStart(4, '0')}.eml`,
    )
    await Promise.all(uuids.map((name) => writeFile(join(folder, name), 'Subject: old\n\n')))

    await send({ subject: 'the newest' })

    expect(await mailbox.list()).toHaveLength(100)
    expect(await readdir(folder)).toHaveLength(100)
    expect((await mailbox.list())[0]?.subject).toBe('the newest')
  })

  it('reports to the sender if it cannot store a mail', async () => {
    const gone = await mkdtemp(join(tmpdir(), 'fitvibe-mail-'))
    const broken = await startMailbox(gone)
    await rm(gone, { recursive: true })
    const mailer = createMailer(broken.url, 'no-reply@fitvibe.example')

    const sent = mailer.send({ to: 'ada@example.org', subject: '', text: '', html: '' })

    await expect(sent).rejects.toThrow('ENOENT')
    mailer.close()
    await broken.close()
  })
})

describe('a mail', () => {
  it('goes to one recipient only, even with a manipulated address', async () => {
    const trick = 'ada@example.org\r\nRCPT TO:<eve@example.org>'

    await send({ to: trick }).catch(() => undefined)

    const recipients = (await mailbox.list()).map(({ to }) => to)
    expect(recipients).not.toContain('eve@example.org')
  })

  it('names the link that stops it, for programs (RFC 8058)', async () => {
    await send({ stopLink: 'https://fitvibe.example/stop-mails?token=abc' })

    const [mail] = await mailbox.list()
    const stored = await readFile(join(folder, `${mail?.id}.eml`), 'utf8')

    expect(stored).toContain('List-Unsubscribe: <https://fitvibe.example/stop-mails?token=abc>\r\n')
    expect(stored).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n')
  })

  it('gets no extra header from its subject', async () => {
    await send({ subject: 'Hello\r\nBcc: eve@example.org' })

    const [mail] = await mailbox.list()

    expect(mail?.subject).toContain('Bcc: eve@example.org')
    expect(mail?.to).toBe('ada@example.org')
  })
})
