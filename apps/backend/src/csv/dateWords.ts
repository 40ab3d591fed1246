import { AM, PM, PREPOSITIONS, WEEKDAYS } from './dateFillers.ts'
import { MONTH_NAMES } from './monthNames.ts'
import { foldWords } from './words.ts'

/** A language in which a name is the name of a month, from 1. */
export interface MonthReading {
  readonly language: string
  readonly month: number
}

/**
 * Names of months in every language of ICU: long and short, alone and in a date. Maps the tokens of a
 * name, joined by spaces, to its meanings.
 */
interface MonthNames {
  readonly readings: ReadonlyMap<string, readonly MonthReading[]>
  /** Tokens of the longest name. */
  readonly maxTokens: number
}

let monthNames: MonthNames | undefined

/** Builds the table on first use: most files have their dates in digits. */
export function namesOfMonths(): MonthNames {
  monthNames ??= buildNames()
  return monthNames
}

function buildNames(): MonthNames {
  const readings = new Map<string, MonthReading[]>()
  let maxTokens = 1
  for (const [language, months] of Object.entries(MONTH_NAMES))
    for (const [index, names] of months.split(',').entries())
      for (const name of names.split('/')) {
        if (name === '') continue
        maxTokens = Math.max(maxTokens, name.split(' ').length)
        const reading = { language, month: index + 1 }
        const known = readings.get(name)
        if (known) known.push(reading)
        else readings.set(name, [reading])
      }
  return { readings, maxTokens }
}

/** Words of dates that ICU does not have: ordinals, units of time and abbreviations. */
const MORE_WORDS =
  'a alas at d e er g h hod hrs kl klo n o om r re s st nd rd th u uhr um uur v ve y г в о ч р 분 초 分 秒'

let weekdays: ReadonlySet<string> | undefined
let prepositions: ReadonlySet<string> | undefined
let halves: ReadonlyMap<string, 'am' | 'pm'> | undefined

/** Whether a word is a day of the week, or short for one, in any language. */
export function isWeekday(word: string): boolean {
  weekdays ??= new Set(WEEKDAYS.split(' '))
  return weekdays.has(word)
}

/** Whether a word is a preposition, a unit or an ordinal of dates, such as `de`, `um` or `st`. */
export function isPreposition(word: string): boolean {
  prepositions ??= new Set(`${PREPOSITIONS} ${foldWords(MORE_WORDS)}`.split(' '))
  return prepositions.has(word)
}

/** Whether a word may be in a date beside its month. */
export const isFiller = (word: string): boolean => isPreposition(word) || isWeekday(word)

/** Returns the half of the day that letters name, such as `pm`, in any language. */
export function halfNamed(letters: string): 'am' | 'pm' | undefined {
  halves ??= new Map([
    ...wordsFor(AM).map((word) => [word, 'am'] as const),
    ...wordsFor(PM).map((word) => [word, 'pm'] as const),
    ['am', 'am'],
    ['pm', 'pm'],
    [foldWords('오전'), 'am'],
    [foldWords('오후'), 'pm'],
    // Hungarian for the afternoon. In other languages it is a preposition, but not before a time.
    ['du', 'pm'],
  ])
  return halves.get(letters)
}

/** Leaves out words that are prepositions in another language, such as `a` and `de`. */
const wordsFor = (words: string) =>
  words.split(' ').filter((word) => !/^[a-z]$/.test(word) && !isFiller(word))
