import { createInstance } from 'i18next'
import { expect, it } from 'vitest'

import { de } from './locales/de.ts'
import { en } from './locales/en.ts'
import { textValues } from './textValues.ts'

it.each([
  ['en', { count: 1 }, '1 set'],
  ['en', { count: 10_000 }, '10,000 sets'],
  ['de', { count: 10_000 }, '10.000 Sätze'],
])('texts in %s show numbers by the rules of the language: %j', async (lng, values, text) => {
  const i18n = createInstance()
  await i18n.use(textValues).init({
    lng,
    resources: { en: { translation: en }, de: { translation: de } },
    interpolation: { escapeValue: false, alwaysFormat: true },
  })

  expect(i18n.t('imports.setsOf', values)).toBe(text)
  expect(i18n.t('auth.mailSent', { email: 'ada@example.org' })).toContain('ada@example.org')
})
