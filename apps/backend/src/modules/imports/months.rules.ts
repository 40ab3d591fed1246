import { namesOfMonths } from '../../csv/dateWords.ts'
import { inLanguage, isUnsure, type FileTime } from '../../csv/times.ts'

/**
 * Languages of phones, those with the most speakers first. They represent languages that read the names
 * of a file alike; other languages count only if none of these has the names, or a file in English
 * would be asked about `jan`, which is June in Southern Sotho.
 */
const PHONES =
  'en zh hi es ar fr bn pt ru ur id de ja ko vi tr it fa pl uk ro nl el hu cs sv he th fi da nb no nn sk hr bg lt lv et sl sr mk sq bs ca eu gl ga cy is be ka hy az kk ky uz mn ms fil sw zu af am gu kn ml mr ta te pa ne si my km lo'.split(
    ' ',
  )

/** A language in which the names of months may be, with a name that it reads differently from others. */
export interface MonthLanguage {
  readonly language: string
  readonly name: string
  readonly month: number
}

/**
 * Finds the languages in which the names of months in a file may be: none if all languages read them
 * alike, one if the file decides it, several if the user has to. The other names of the file decide,
 * and days that a month does not have.
 */
export function monthLanguagesIn(times: readonly FileTime[]): readonly MonthLanguage[] {
  const unsure = times.filter(isUnsure)
  if (unsure.length === 0) return []
  const readings = namesOfMonths().readings
  const names = [...new Set(times.flatMap(({ monthName }) => monthName ?? []))]
  const known = new Map<string, number>()
  for (const name of names)
    for (const language of new Set(readings.get(name)?.map(({ language }) => language)))
      known.set(language, (known.get(language) ?? 0) + 1)

  const unsureNames = new Set(unsure.flatMap(({ monthName }) => monthName ?? []))
  const inAny = [...known.keys()].filter((language) =>
    names.some((name) => unsureNames.has(name) && monthIn(name, language) !== undefined),
  )
  const most = Math.max(...inAny.map((language) => known.get(language) ?? 0))
  const best = inAny.filter((language) => known.get(language) === most)
  const possible = best.filter((language) =>
    unsure.every((time) => inLanguage(time, language).dmy !== null),
  )
  const common = (possible.length > 0 ? possible : best).filter((language) =>
    PHONES.includes(language),
  )
  const languages = common.length > 0 ? common : possible.length > 0 ? possible : best

  const alike = new Map<string, MonthLanguage>()
  for (const language of languages.toSorted(byRank)) {
    const months = [...unsureNames].map((name) => monthIn(name, language))
    const key = months.join()
    if (!alike.has(key)) alike.set(key, exampleOf([...unsureNames], language))
  }
  return [...alike.values()]
}

const byRank = (a: string, b: string) => rankOf(a) - rankOf(b) || a.localeCompare(b)

function rankOf(language: string): number {
  const rank = PHONES.indexOf(language)
  return rank === -1 ? PHONES.length : rank
}

const monthIn = (name: string, language: string): number | undefined =>
  namesOfMonths()
    .readings.get(name)
    ?.find((reading) => reading.language === language)?.month

function exampleOf(names: readonly string[], language: string): MonthLanguage {
  const name = names.find((name) => monthIn(name, language) !== undefined) ?? ''
  return { language, name, month: monthIn(name, language) ?? 1 }
}
