import type { Language } from '@fitvibe/contract'

import { translate } from '../../config/i18n.ts'
import { RETENTION_SECONDS } from '../../config/retention.ts'
import { storedIn, timeIn } from './stored.ts'

export const ourTerms = (language: Language) => translate(language, 'legal.terms')

/** Our privacy notice, with the list of what is stored and how long. */
export function ourNotice(language: Language): string {
  const stored = storedIn(language).map(
    ({ purpose, retention, data }) => `- ${data.join(', ')}. ${purpose}. ${retention}.`,
  )
  const days = RETENTION_SECONDS.deletion / 86_400
  return translate(language, 'legal.privacy', {
    stored: stored.join('\n'),
    deletion: timeIn(language, { days }),
  })
}
