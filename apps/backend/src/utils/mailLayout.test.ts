import { describe, expect, it } from 'vitest'

import { composeMail } from './mailLayout.ts'

const HOSTILE = `<img src=x onerror="alert(1)"> & 'b'`
const mail = composeMail({
  lang: 'en',
  subject: HOSTILE,
  paragraphs: [HOSTILE],
  button: { label: HOSTILE, link: 'https://fitvibe.example/"onclick="x' },
  endings: [HOSTILE],
  footer: HOSTILE,
  stop: { label: HOSTILE, link: `https://fitvibe.example/'stop` },
})

describe('the HTML of a mail', () => {
  it('escapes everything that users wrote', () => {
    expect(mail.html).not.toMatch(/<img|"onclick|'b'|\/'stop/)
    expect(
      mail.html.split('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;b&#39;'),
    ).toHaveLength(7)
  })

  it('loads nothing and runs nothing', () => {
    expect(mail.html).not.toMatch(/<(?:script|link|img|iframe|object)|url\(|@import/i)
  })

  it('has a colour and a background for light and dark mode', () => {
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark">')
    expect(mail.html).toContain('@media (prefers-color-scheme: dark)')
  })
})

describe('the text of a mail', () => {
  it('has the same words', () => {
    expect(mail.text.split(HOSTILE)).toHaveLength(5)
    expect(mail.text).toContain('\n\n-- \n')
  })
})
