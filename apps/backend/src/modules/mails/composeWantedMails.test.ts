import { Language } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { composeReminder, composeSummary } from './composeWantedMails.ts'

const links = {
  origin: 'https://fitvibe.example',
  link: 'https://fitvibe.example/sessions/1',
  stopLink: 'https://fitvibe.example/stop-mails?token=Zm9v',
}

describe.each(Language.options)('a mail that a user wants, in "%s"', (lang) => {
  const reader = { username: 'ada', lang, timezone: 'Europe/Berlin' }
  const textOf = ({ subject, text, html }: ReturnType<typeof composeReminder>) =>
    `Subject: ${subject}\n\n${text}\n${html}`

  it('reminds of a session', () => {
    const session = { title: 'Legs & <arms>', plannedFor: new Date('2026-12-24T17:00:00Z') }

    expect(textOf(composeReminder({ ...reader, ...session }, links))).toMatchSnapshot()
  })

  it('sums up a week', () => {
    const days = { from: '2026-09-07', to: '2026-09-13' }
    const figures = { ...days, done: 4, planned: 5, records: 2, points: 1_234 }

    expect(textOf(composeSummary(reader, figures, links))).toMatchSnapshot()
  })
})
