import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

import { initialLanguage, type Language, rememberLanguage } from './language.ts'
import { en } from './locales/en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

export const i18n = i18next.createInstance()

/** To be awaited before anything is rendered. */
export async function startI18n(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  })
  await speak(initialLanguage())
}

/** Speaks a language from now on, here and on the next visit. */
export async function changeLanguage(language: Language): Promise<void> {
  rememberLanguage(language)
  await speak(language)
}

async function speak(language: Language): Promise<void> {
  if (language === 'de' && !i18n.hasResourceBundle('de', 'translation')) {
    const { de } = await import('./locales/de.ts')
    i18n.addResourceBundle('de', 'translation', de)
  }
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
}
