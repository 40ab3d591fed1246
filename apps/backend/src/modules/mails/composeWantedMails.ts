import { LANGUAGES, type Language } from '@fitvibe/contract'

import { translate } from '../../config/i18n.ts'
import { composeMail, type ComposedMail } from '../../utils/mailLayout.ts'

interface Reader {
  readonly username: string
  readonly lang: Language
  readonly timezone: string
}

interface Links {
  readonly origin: string
  /** Where the button leads. */
  readonly link: string
  readonly stopLink: string
}

/** Writes the reminder of a session, in the language and zone of its reader. */
export function composeReminder(
  { username, lang, timezone, title, plannedFor }: Reader & { title: string; plannedFor: Date },
  { origin, link, stopLink }: Links,
): ComposedMail {
  const when = new Intl.DateTimeFormat(LANGUAGES[lang].locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timezone,
  }).format(plannedFor)
  return composeMail({
    lang,
    subject: translate(lang, 'mail.reminder.subject', { title, when }),
    paragraphs: [
      translate(lang, 'mail.greeting', { username }),
      translate(lang, 'mail.reminder.body', { title, when }),
    ],
    button: { label: translate(lang, 'mail.reminder.button'), link },
    footer: translate(lang, 'mail.wanted', { origin }),
    stop: { label: translate(lang, 'mail.stop'), link: stopLink },
  })
}

interface Week {
  /** The first and the last day. */
  readonly from: string
  readonly to: string
  readonly done: number
  readonly planned: number
  readonly records: number
  readonly points: number
}

/** Writes the summary of a week, in the language of its reader. */
export function composeSummary(
  { username, lang }: Reader,
  { from: first, to: last, ...figures }: Week,
  { origin, link, stopLink }: Links,
): ComposedMail {
  const { locale } = LANGUAGES[lang]
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const [from, to] = [day.format(new Date(first)), day.format(new Date(last))]
  const format = (count: number) => new Intl.NumberFormat(locale).format(count)
  const line = (name: 'done' | 'planned' | 'records' | 'points') =>
    translate(lang, `mail.weekSummary.${name}`, { [name]: format(figures[name]) })
  return composeMail({
    lang,
    subject: translate(lang, 'mail.weekSummary.subject', { from, to }),
    paragraphs: [
      translate(lang, 'mail.greeting', { username }),
      translate(lang, 'mail.weekSummary.body', { from, to }),
      [line('done'), line('planned'), line('records'), line('points')].join('\n'),
    ],
    button: { label: translate(lang, 'mail.weekSummary.button'), link },
    endings: [translate(lang, 'mail.weekSummary.end')],
    footer: translate(lang, 'mail.wanted', { origin }),
    stop: { label: translate(lang, 'mail.stop'), link: stopLink },
  })
}
