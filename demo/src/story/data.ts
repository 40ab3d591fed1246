import { privacyApi } from '@fitvibe/contract'

import { refusalOf } from '../client.ts'
import { count, fact, heading, line } from '../print.ts'
import type { Athlete } from './athlete.ts'
import { awaitMail } from './mailbox.ts'

/** Requests everything that is stored about an athlete, and downloads it by the link in the mail. */
export async function downloadData({ name, client, email, password }: Athlete): Promise<void> {
  heading(`${name} downloads everything that is stored about her`)
  const { items } = await client.send(privacyApi.listStored, {})
  for (const { data, retention } of items.slice(0, 3)) line(`${data.join(', ')}: ${retention}`)
  const { status } = await client.send(privacyApi.requestExport, { body: { password } })
  fact('Requested', status)
  const mail = await awaitMail(client.baseUrl, email, '/export?token=')
  fact('Mail', mail.subject)
  const token = /export\?token=([\w-]+)/.exec(mail.text)?.[1] ?? ''
  const { url, bytes } = await client.send(privacyApi.openExport, { body: { token } })
  const file = Buffer.from(await (await fetch(client.baseUrl + url)).arrayBuffer())
  fact('Downloaded', `${count(file.length)} of ${count(bytes)} bytes`)
  fact('Files', file.toString('latin1').split('PK\u0001\u0002').length - 1)
  const refusal = await refusalOf(client.send(privacyApi.openExport, { body: { token } }), 422)
  line(`The link a second time: ${refusal.envelope?.error.message ?? ''}`)
}
