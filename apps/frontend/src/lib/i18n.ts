import { DEFAULT_LANGUAGE, type Language } from '@fitvibe/contract'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

import { initialLanguage, rememberLanguage } from './language.ts'
import type { en, Texts } from './locales/en.ts'
import { textValues } from './textValues.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

/** Loads the texts of each language as a file of its own, when it is first shown. */
export const loaders: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => (await import('./locales/en.ts')).en,
  de: async () => (await import('./locales/de.ts')).de,
}

export const i18n = i18next.createInstance()

/** Loads the first language. Await it before rendering. */
export async function startI18n(): Promise<void> {
  await i18n
    .use(initReactI18next)
    .use(textValues)
    .init({
      lng: DEFAULT_LANGUAGE,
      fallbackLng: false,
      resources: {},
      interpolation: { escapeValue: false, alwaysFormat: true },
    })
  await show(initialLanguage())
}

/** Returns the language on the screen. */
export const currentLanguage = () => i18n.language as Language

/** Changes the language, here and for the next visit. */
export async function changeLanguage(language: Language): Promise<void> {
  rememberLanguage(language)
  await show(language)
}

async function show(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation'))
    i18n.addResourceBundle(language, 'translation', await loaders[language]())
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
}
