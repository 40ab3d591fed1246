import { createInstance } from 'i18next'

import { de } from './locales/de.ts'
import { en, type Messages } from './locales/en.ts'

export type Language = 'en' | 'de'

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`
}[keyof T & string]

/** The path of a message in the catalogue, such as `errors.notFound.session`. */
export type MessageKey = Leaves<Messages>

const catalogue = createInstance()
void catalogue.init({
  resources: { en: { translation: en }, de: { translation: de } },
  fallbackLng: 'en',
  // Nothing here is HTML; what builds HTML escapes it there.
  interpolation: { escapeValue: false },
  initAsync: false,
})

const inLanguage = { en: catalogue.getFixedT('en'), de: catalogue.getFixedT('de') }

/** The message in the language, with its placeholders filled. */
export function translate(
  lang: Language,
  key: MessageKey,
  params: Record<string, string | number> = {},
): string {
  return inLanguage[lang](key, params)
}

export const isMessageKey = (key: string): key is MessageKey => catalogue.exists(key)
