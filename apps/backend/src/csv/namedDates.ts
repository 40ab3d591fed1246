import {
  halfNamed,
  isFiller,
  isPreposition,
  isWeekday,
  namesOfMonths,
  type MonthReading,
} from './dateWords.ts'
import { foldWords } from './words.ts'

/** A date whose month is a word. */
export interface NamedDate {
  readonly year: string
  readonly day: string
  /** The folded name of the month. */
  readonly name: string
  /** The meanings of the name; languages may differ. */
  readonly readings: readonly MonthReading[]
  /** The time of day as it is written, folded; '' for none. */
  readonly clock: string
}

interface Token {
  readonly text: string
  readonly at: number
  readonly end: number
}

/** A name of a month in a date, as a range of tokens. */
interface Found {
  readonly name: string
  readonly readings: readonly MonthReading[]
  readonly from: number
  readonly to: number
}

/** A year of four digits, or of two as in `1-Nov-25`. */
const HAS_YEAR = /\d{4}|\d[-\s.]\p{L}+[-\s.]+\d{2}(?![\d:.h])/u

/**
 * Reads a date whose month is a word, in any language: `1 marraskuuta 2025 klo 18.00`, `November 1,
 * 2025 at 6:00 PM`, `2025. nov. 1.`, `1-Nov-25`. The month has to be a whole name, and every other
 * word has to belong to a date.
 */
export function parseNamed(text: string): NamedDate | undefined {
  if (!HAS_YEAR.test(text) || !/\p{L}/u.test(text)) return undefined
  const folded = foldWords(text)
  const tokens: Token[] = [...folded.matchAll(/\d+|[\p{L}\p{M}]+/gu)].map((match) => ({
    text: match[0],
    at: match.index,
    end: match.index + match[0].length,
  }))
  const month = onlyMonth(monthsIn(tokens))
  if (!month) return undefined
  const parts = partsAround(tokens, month)
  if (!parts) return undefined

  const places = [parts.day, parts.year, month.from, month.to]
  const [first, last] = [Math.min(...places), Math.max(...places)]
  const isWord = ({ text }: Token) => isNumber(text) || isFiller(text)
  const within = tokens.slice(first, last + 1).filter((_, index) => !isIn(month, first + index))
  if (!within.every(isWord)) return undefined

  const before = folded.slice(0, tokens[first]?.at)
  const after = folded.slice(tokens[last]?.end)
  const [clock, rest] = /\d/.test(before)
    ? [before, tokens.slice(last + 1)]
    : [after, tokens.slice(0, first)]
  if (!rest.every(({ text }) => isFiller(text))) return undefined
  const hasClock = /\d/.test(clock)
  if (!hasClock && !tokens.slice(last + 1).every(({ text }) => isFiller(text))) return undefined
  return {
    year: tokens[parts.year]?.text ?? '',
    day: tokens[parts.day]?.text ?? '',
    name: month.name,
    readings: month.readings,
    clock: hasClock ? clock : '',
  }
}

const isNumber = (text: string) => /^\d/.test(text)
const isIn = ({ from, to }: Found, index: number) => index >= from && index <= to

/** Finds the names of months, the longest at each position. */
function monthsIn(tokens: readonly Token[]): Found[] {
  const { readings, maxTokens } = namesOfMonths()
  const found: Found[] = []
  for (let from = 0; from < tokens.length; from += 1) {
    for (let count = Math.min(maxTokens, tokens.length - from); count > 0; count -= 1) {
      const name = tokens
        .slice(from, from + count)
        .map(({ text }) => text)
        .join(' ')
      const known = readings.get(name)
      if (!known) continue
      found.push({ name, readings: known, from, to: from + count - 1 })
      from += count - 1
      break
    }
  }
  return found
}

/**
 * Returns the only month. Of several names, those are none that are prepositions or halves of the day,
 * such as `de` and `pm`, and then those that are short for a weekday, such as `mar`.
 */
function onlyMonth(found: readonly Found[]): Found | undefined {
  const isName = ({ name }: Found) => !isPreposition(name) && !halfNamed(name)
  const names = found.length > 1 ? found.filter(isName) : found
  const months = names.length > 1 ? names.filter(({ name }) => !isWeekday(name)) : names
  if (months.length > 0) return months.length === 1 ? months[0] : undefined
  return names.every(({ name }) => name === names[0]?.name) ? names.at(-1) : undefined
}

/** Finds day and year among the numbers around a month: D M Y, Y M D, Y D M or M D Y. */
function partsAround(
  tokens: readonly Token[],
  month: Found,
): { day: number; year: number } | undefined {
  const numbers = tokens.flatMap(({ text }, index) =>
    isNumber(text) && !isIn(month, index) ? [index] : [],
  )
  const [previous, earlier] = numbers.filter((index) => index < month.from).toReversed()
  const [next, later] = numbers.filter((index) => index > month.to)
  const length = (index: number | undefined) =>
    index === undefined ? 0 : (tokens[index]?.text.length ?? 0)
  const isDay = (index: number | undefined): index is number =>
    length(index) === 1 || length(index) === 2
  const isYear = (index: number | undefined): index is number => length(index) === 4
  if (isDay(previous) && isYear(next)) return { day: previous, year: next }
  if (isYear(previous) && isDay(next)) return { day: next, year: previous }
  if (isDay(previous) && isYear(earlier)) return { day: previous, year: earlier }
  if (isDay(next) && isYear(later)) return { day: next, year: later }
  // `1-Nov-25`, as Excel writes it.
  return isDay(previous) && next !== undefined && length(next) === 2
    ? { day: previous, year: next }
    : undefined
}
