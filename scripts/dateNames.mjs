// Writes the words of dates in every language of ICU: npx tsx scripts/dateNames.mjs
//
// The server reads them from files, because loading 250 languages of ICU takes seconds.
import { writeFileSync } from 'node:fs'

import { foldWords, tokensOf } from '../apps/backend/src/csv/words.ts'

const FOLDER = new URL('../apps/backend/src/csv/', import.meta.url)

/** Regions whose names of months differ from those of their language. */
const REGIONS =
  'ar-DZ ar-IQ ar-MA ar-MR ar-SA ar-SY ar-TN az-Cyrl bs-Cyrl de-AT en-AU en-CA en-GB es-MX es-PE es-UY fr-CA fr-CH hi-Latn nl-BE pa-Arab pt-PT sr-Latn sr-Latn-BA sw-KE uz-Arab uz-Cyrl yue-Hans zh-Hant zh-Hant-HK'.split(
    ' ',
  )

/** Names that apps write besides those of ICU, in older versions or without umlauts. */
const MORE_NAMES = [
  ['en', 'sept', 9],
  ['de', 'mrz', 3],
  ['de', 'maerz', 3],
  ['de', 'jaen', 1],
  ['de', 'jaenner', 1],
  ['de', 'sept', 9],
  ['nl', 'mrt', 3],
  ['nl', 'maa', 3],
  ['fr', 'fev', 2],
  ['fr', 'juil', 7],
  ['fr', 'aou', 8],
  ['it', 'sett', 9],
  ['es', 'sept', 9],
  ['es', 'setiembre', 9],
  ['id', 'agt', 8],
  ['id', 'mrt', 3],
  ['nb', 'sept', 9],
  ['da', 'sept', 9],
  ['sv', 'mar', 3],
  ['lv', 'feb', 2],
  ['lv', 'mar', 3],
  ['lv', 'sep', 9],
  ...'sau vas kov bal geg bir lie rgp rgs spa lap grd'
    .split(' ')
    .map((name, index) => ['lt', name, index + 1]),
]

const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')
const pairs = letters.flatMap((first) => letters.map((second) => first + second))
const triples = pairs.flatMap((pair) => letters.map((third) => pair + third))
const locales = Intl.DateTimeFormat.supportedLocalesOf([...pairs, ...triples, ...REGIONS])

const COMMON = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' }
const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 15, 12)))
const WEEK = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day, 12)))
const HOURS = [1, 4, 7, 9, 11, 12, 13, 16, 19, 21, 23]

const months = new Map()
const [weekdays, fillers, am, pm] = [new Set(), new Set(), new Set(), new Set()]

for (const locale of locales) {
  const language = locale.split('-')[0]
  for (const width of ['long', 'short']) {
    const alone = new Intl.DateTimeFormat(locale, { ...COMMON, month: width })
    const style = { ...COMMON, day: 'numeric', month: width, year: 'numeric' }
    const inDate = new Intl.DateTimeFormat(locale, style)
    for (const [index, date] of MONTHS.entries()) {
      addMonth(language, alone.format(date), index + 1)
      for (const name of namesIn(inDate.formatToParts(date))) addMonth(language, name, index + 1)
    }
    const weekly = new Intl.DateTimeFormat(locale, { ...style, weekday: width })
    const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: width })
    const full = new Intl.DateTimeFormat(locale, { ...COMMON, dateStyle: 'full' })
    const eras = new Intl.DateTimeFormat(locale, { ...style, era: width })
    for (const date of WEEK) for (const format of [weekly, days, full, eras]) addWords(format, date)
    for (const hourCycle of [undefined, 'h12', 'h23'])
      for (const timeStyle of ['long', 'short']) {
        const styles = { ...COMMON, dateStyle: width, timeStyle, hourCycle }
        const timely = new Intl.DateTimeFormat(locale, styles)
        for (const hour of HOURS) addWords(timely, new Date(Date.UTC(2024, 0, 1, hour)))
      }
  }
}
for (const [language, name, month] of MORE_NAMES) addMonth(language, name, month)

function addMonth(language, name, month) {
  const tokens = tokensOf(foldWords(name))
  // A name without a word is a number, as in Chinese: numbers are read by their position.
  if (tokens.every((token) => /^\d/.test(token))) return
  if (!months.has(language))
    months.set(
      language,
      Array.from({ length: 12 }, () => new Set()),
    )
  months.get(language)[month - 1].add(tokens.join(' '))
}

/** The name of the month in a date, and the name with letters that are written with it. */
function namesIn(parts) {
  const at = parts.findIndex(({ type }) => type === 'month')
  return [parts[at]?.value ?? '', gluedIn(parts, at)]
}

/** A part of a date with the letters that are written with it, without a space. */
function gluedIn(parts, at) {
  const before = (parts[at - 1]?.value ?? '').split(/[^\p{L}\p{M}]/u).at(-1) ?? ''
  const after = /^[\p{L}\p{M}]+/u.exec(parts[at + 1]?.value ?? '')?.[0] ?? ''
  return `${before}${parts[at]?.value ?? ''}${after}`
}

function addWords(format, date) {
  const parts = format.formatToParts(date)
  for (const [at, { type, value }] of parts.entries()) {
    if (type === 'weekday') for (const word of [value, gluedIn(parts, at)]) addTo(weekdays, word)
    if (type === 'literal' || type === 'era') addTo(fillers, value)
    if (type === 'dayPeriod') (date.getUTCHours() < 12 ? am : pm).add(wordsIn(value).join(''))
  }
}

function addTo(set, text) {
  for (const word of wordsIn(text)) set.add(word)
}

function wordsIn(text) {
  return tokensOf(foldWords(text)).filter((token) => !/^\d/.test(token))
}

const byCode = (a, b) => (a < b ? -1 : 1)
const quoted = (text) => `'${text.replaceAll("'", "\\'")}'`
const HEAD = '// Written by scripts/dateNames.mjs from ICU; change that instead.\n\n'

const lines = [...months]
  .toSorted(([a], [b]) => byCode(a, b))
  .map(([language, names]) => {
    const text = names.map((set) => [...set].toSorted(byCode).join('/')).join(',')
    return `  ${language}: ${quoted(text)},`
  })
writeFileSync(
  new URL('monthNames.ts', FOLDER),
  `${HEAD}/** Folded names of the months by language: months are separated by commas, names by slashes. */
export const MONTH_NAMES: Readonly<Record<string, string>> = {
${lines.join('\n')}
}
`,
)

const list = (words) => quoted([...words].filter(Boolean).toSorted(byCode).join(' '))
const both = (word) => am.has(word) && pm.has(word)
writeFileSync(
  new URL('dateFillers.ts', FOLDER),
  `${HEAD}/** Folded words of dates in all languages, separated by spaces. */
export const WEEKDAYS =
  ${list(weekdays)}
export const PREPOSITIONS =
  ${list(fillers)}
/** Words before noon and after, with their letters joined: \`pm\` for \`p. m.\`. */
export const AM =
  ${list([...am].filter((word) => !both(word)))}
export const PM =
  ${list([...pm].filter((word) => !both(word)))}
`,
)
process.stdout.write(`${months.size} languages\n`)
