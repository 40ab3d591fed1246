import { Language } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { composeAccountMail, MAILS, type MailName } from './composeAccountMail.ts'

const values = {
  username: 'ada',
  link: 'https://fitvibe.example/verify?token=Zm9v&x=1',
  origin: 'https://fitvibe.example',
  params: { until: 'Monday' },
}
const names = Object.keys(MAILS) as MailName[]

describe.each(Language.options)('an account mail in "%s"', (lang) => {
  it.each(names)('%s has these words as text and as HTML', (name) => {
    const { subject, text, html } = composeAccountMail(lang, name, values)

    expect(`Subject: ${subject}\n\n${text}\n${html}`).toMatchSnapshot()
  })

  it.each(names)('%s leaves no placeholder and names its link in both forms', (name) => {
    const { subject, text, html } = composeAccountMail(lang, name, values)

    expect(`${subject}${text}${html}`).not.toMatch(/\{\{|undefined/)
    expect(text).toContain(values.link)
    expect(html).toContain('href="https://fitvibe.example/verify?token=Zm9v&amp;x=1"')
  })
})
