import { describe, expect, it } from 'vitest'

import { localeOf } from './language.ts'

describe('localeOf', () => {
  it("takes the browser's regional variant of the language", () => {
    expect(localeOf('de', ['en-US', 'de-AT', 'de-DE'])).toBe('de-AT')
  })

  it('falls back where the browser names none', () => {
    expect(localeOf('de', ['en-US'])).toBe('de-DE')
    expect(localeOf('en', ['de-DE', 'en'])).toBe('en-GB')
  })

  it('passes over what is no language tag', () => {
    const locale = localeOf('en', ['en-US@posix', 'C'])

    expect(locale).toBe('en-GB')
    expect(() => new Intl.DateTimeFormat(locale)).not.toThrow()
  })
})
