import { DEFAULT_LANGUAGE, Language, LANGUAGES } from '@fitvibe/contract'

const storageKey = 'fitvibe.language'

/** Returns the language chosen on this device, or the first of the browser's that we have. */
export function initialLanguage(): Language {
  const wanted = [localStorage.getItem(storageKey), ...navigator.languages.map(primary)]
  return wanted.find(isLanguage) ?? DEFAULT_LANGUAGE
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
}

/** Returns the browser's regional variant of a language, so dates look as they do on the device. */
export function localeOf(language: Language, preferred = navigator.languages): string {
  const regional = preferred.filter(isTag).find((tag) => tag.startsWith(`${language}-`))
  return regional ?? LANGUAGES[language].locale
}

/**
 * Returns the languages to ask the server for: that of the app, in the browser's region, which decides
 * how a new account begins its weeks and measures distances.
 */
export function askedLanguages(language: string, preferred = navigator.languages): string {
  const regions = preferred.filter(isTag).map((tag) => new Intl.Locale(tag).region)
  const region = regions.find((found) => found !== undefined)
  return region ? `${language}-${region},${language};q=0.9` : language
}

/** Browsers may name the system's locale, such as `en-US@posix`, which Intl rejects. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

const primary = (tag: string) => tag.split('-')[0]

const isLanguage = (tag: unknown): tag is Language => Language.safeParse(tag).success
