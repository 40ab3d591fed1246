export type Language = 'en' | 'de'

const storageKey = 'fitvibe.language'

/** The language chosen on this device, else the first of the browser's that is served. */
export function initialLanguage(): Language {
  const stored = localStorage.getItem(storageKey)
  if (stored === 'en' || stored === 'de') return stored
  const served = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage)
  return served ?? 'en'
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
}

/** The browser's regional variant of a language, so that dates look as elsewhere on the device. */
export function localeOf(language: string, preferred = navigator.languages): string {
  const regional = preferred.filter(isTag).find((tag) => tag.startsWith(`${language}-`))
  return regional ?? (language === 'de' ? 'de-DE' : 'en-GB')
}

/** Browsers pass on what the system calls its language, be it `en-US@posix`, which Intl refuses. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

function isLanguage(tag: string): tag is Language {
  return tag === 'en' || tag === 'de'
}
