import { afterEach, describe, expect, it, vi } from 'vitest'

import { askedLanguages, initialLanguage, localeOf, rememberLanguage } from './language.ts'

describe('localeOf', () => {
  it("returns the browser's regional variant of the language", () => {
    expect(localeOf('de', ['en-US', 'de-AT', 'de-DE'])).toBe('de-AT')
  })

  it('falls back to the locale of the language', () => {
    expect(localeOf('de', ['en-US'])).toBe('de-DE')
    expect(localeOf('en', ['de-DE', 'en'])).toBe('en-GB')
  })

  it('skips anything that is not a language tag', () => {
    const locale = localeOf('en', ['en-US@posix', 'C'])

    expect(locale).toBe('en-GB')
    expect(() => new Intl.DateTimeFormat(locale)).not.toThrow()
  })
})

describe('askedLanguages', () => {
  it.each([
    ['en', ['en-US', 'en'], 'en-US,en;q=0.9'],
    ['de', ['en-GB', 'de'], 'de-GB,de;q=0.9'],
    ['en', ['zh-Hant-TW'], 'en-TW,en;q=0.9'],
    ['en', ['en', 'de'], 'en'],
    ['en', ['en-US@posix', 'C'], 'en'],
  ])('for %s in a browser of %j are %s', (language, preferred, asked) => {
    expect(askedLanguages(language, preferred)).toBe(asked)
  })
})

describe('initialLanguage', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each([
    ['the first of the browser that we have', null, ['fr-FR', 'de-AT', 'en'], 'de'],
    ['English for a browser without any of ours', null, ['fr-FR'], 'en'],
    ['the language chosen on this device', 'en', ['de-DE'], 'en'],
    ['none that we do not have', 'fr', ['de-DE'], 'de'],
  ])('returns %s', (_, chosen, languages, expected) => {
    const storage = new Map(chosen ? [['fitvibe.language', chosen]] : [])
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => storage.set(key, value),
    })
    vi.stubGlobal('navigator', { languages })

    expect(initialLanguage()).toBe(expected)
    rememberLanguage('de')
    expect(initialLanguage()).toBe('de')
  })
})
