import type { Language } from '@fitvibe/contract'

import { translate } from '../../config/i18n.ts'
import { composeMail, type ComposedMail } from '../../utils/mailLayout.ts'

/** All mails about accounts. True adds the line "ignore this mail if you did not request it". */
export const MAILS = {
  verify: true,
  reset: true,
  alreadyRegistered: true,
  changeEmail: true,
  addressTaken: false,
  passwordChanged: false,
  emailChangeRequested: false,
  emailChanged: false,
  emailLeft: false,
  totpEnabled: false,
  totpDisabled: false,
  recoveryCodeUsed: false,
  accountDeleting: false,
  accountKept: false,
  accountErased: false,
  exportReady: false,
} as const

export type MailName = keyof typeof MAILS

interface Values {
  readonly username: string
  /** Where the button leads. */
  readonly link: string
  readonly origin: string
  readonly params?: Readonly<Record<string, string>>
}

/** Writes a mail about an account in the language of its user. */
export function composeAccountMail(
  lang: Language,
  mail: MailName,
  { username, link, origin, params = {} }: Values,
): ComposedMail {
  return composeMail({
    lang,
    subject: translate(lang, `mail.${mail}.subject`),
    paragraphs: [
      translate(lang, 'mail.greeting', { username }),
      translate(lang, `mail.${mail}.body`, params),
    ],
    button: { label: translate(lang, `mail.${mail}.button`), link },
    endings: MAILS[mail] ? [translate(lang, 'mail.ignore')] : [],
    footer: translate(lang, 'mail.footer', { origin }),
  })
}
