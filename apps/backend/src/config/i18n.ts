import { DEFAULT_LANGUAGE, Language } from '@fitvibe/contract'
import { createInstance, type TFunction } from 'i18next'

import { de } from './locales/de.ts'
import { en, type Messages } from './locales/en.ts'

/** A language without texts, or with a text missing, does not compile. */
export const catalogues: Readonly<Record<Language, Messages>> = { en, de }

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`
}[keyof T & string]

/** The path of a message in the catalogue, such as `errors.notFound.session`. */
export type MessageKey = Leaves<Messages>

const i18n = createInstance()
void i18n.init({
  resources: byLanguage((language) => ({ translation: catalogues[language] })),
  fallbackLng: false,
  // Messages are plain text: code that builds HTML escapes them.
  interpolation: { escapeValue: false },
  initAsync: false,
})

const translators = byLanguage((language): TFunction => i18n.getFixedT(language))

/** Returns the message in the language, with its placeholders filled. */
export function translate(
  language: Language,
  key: MessageKey,
  params: Record<string, string | number> = {},
): string {
  return translators[language](key, params)
}

export const isMessageKey = (key: string): key is MessageKey =>
  i18n.exists(key, { lng: DEFAULT_LANGUAGE })

function byLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return Object.fromEntries(
    Language.options.map((language) => [language, make(language)]),
  ) as Record<Language, T>
}
