import type { FormatterModule } from 'i18next'

/** Inserts numbers into texts by the rules of the language: `10,000 sets`, `10.000 Sätze`. */
export const textValues: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, lng) =>
    // Nothing else is changed: without a value, the text shows that it is missing.
    typeof value === 'number' ? value.toLocaleString(lng) : (value as string),
}
