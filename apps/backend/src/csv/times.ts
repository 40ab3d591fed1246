import { addDays } from '../utils/calendar.ts'
import { parseClock } from './clock.ts'
import { isFiller, namesOfMonths } from './dateWords.ts'
import { parseNamed } from './namedDates.ts'
import { asciiDigits, foldWords, tokensOf } from './words.ts'

export type DayOrder = 'dmy' | 'mdy'

/** A local time in a file. Its zone and its day order may be unknown. */
export interface FileTime {
  /** The time, such as `2021-02-10T16:46:13`, if the day comes first; null if that is not a date. */
  readonly dmy: string | null
  /** The time if the month comes first; equal to `dmy` if the text is not ambiguous. */
  readonly mdy: string | null
  /** False if the file has only a day. */
  readonly hasTime: boolean
  /** `Z` or `+02:00`; null if the file has no zone. */
  readonly offset: string | null
  /** The name of the month, folded, if it is a word. */
  readonly monthName?: string
  /** True if a clock time was taken for one of the next day because it is before another. */
  readonly isNextDay?: boolean
}

/** A longer cell is no date. Bounds the work for a hostile cell. */
const MAX_LENGTH = 120

const ISO = /^(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})\.?(?:[T\s,]\s*(\S.*))?$/i
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\.?(?:[\s,]\s*(\S.*))?$/
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?:[\s,]\s*(\S.*))?$/
/** In languages whose short months are numbers: `3 11 2025`. */
const SPACED = /^(\d{1,2})\s(\d{1,2})\s(\d{4})(?:[\s,]\s*(\S.*))?$/
/** Chinese, Japanese and Korean: `2025年11月1日`. */
const MARKED = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]\s*(\S.*)?$/

/** Parses a date, with or without a time, in any form that the apps write. */
export function parseTime(text: string): FileTime | undefined {
  const trimmed = text.trim()
  if (trimmed.length > MAX_LENGTH) return undefined
  const bare = asciiDigits(trimmed.normalize('NFC'))
    .replace(/[\u200B-\u200F\u202A-\u202E]/g, '')
    .replace(/[\u00A0\u2007\u2009\u202F]/g, ' ')
    .replace(/[،、，]/g, ',')
  const iso = ISO.exec(bare) ?? MARKED.exec(bare)
  if (iso) return timeFrom([iso[1], iso[2], iso[3]], iso[4])
  const dotted = DOTTED.exec(bare)
  if (dotted) return timeFrom([dotted[3], dotted[2], dotted[1]], dotted[4])
  const slashed = SLASHED.exec(bare) ?? SPACED.exec(bare)
  if (!slashed) return namedTime(bare)
  const dmy = timeFrom([slashed[3], slashed[2], slashed[1]], slashed[4])
  const mdy = timeFrom([slashed[3], slashed[1], slashed[2]], slashed[4])
  const either = dmy ?? mdy
  return either && { ...either, dmy: dmy?.dmy ?? null, mdy: mdy?.mdy ?? null }
}

function namedTime(text: string): FileTime | undefined {
  const date = parseNamed(text)
  if (!date) return undefined
  const { year, day, name, readings, clock } = date
  for (const { month } of readings) {
    const time = timeFrom([year, String(month), day], clock)
    if (time) return { ...time, monthName: name }
  }
  return undefined
}

/** Returns the time with its month as a language reads it; unchanged if the language has no such name. */
export function inLanguage(time: FileTime, language: string): FileTime {
  const { monthName, dmy } = time
  const readings = monthName === undefined ? [] : (namesOfMonths().readings.get(monthName) ?? [])
  const month = readings.find((reading) => reading.language === language)?.month
  if (month === undefined || dmy === null) return time
  const local = `${dmy.slice(0, 5)}${String(month).padStart(2, '0')}${dmy.slice(7)}`
  const possible = isPossible(local) ? local : null
  return { ...time, dmy: possible, mdy: possible }
}

/** Whether languages read the name of the month as different months. */
export function isUnsure({ monthName }: FileTime): boolean {
  if (monthName === undefined) return false
  const readings = namesOfMonths().readings.get(monthName) ?? []
  return readings.some(({ month }) => month !== readings[0]?.month)
}

/** Returns the time of day `time` on the date of `day`. */
export function atClock(day: FileTime, time: string): FileTime | undefined {
  const clock = parseClock(time)
  if (!clock) return undefined
  const at = (local: string | null) => local && `${local.slice(0, 10)}T${clock.time}`
  return { ...day, dmy: at(day.dmy), mdy: at(day.mdy), hasTime: true, offset: clock.offset }
}

export const dayAfter = (time: FileTime): FileTime => ({ ...moved(time, 1), isNextDay: true })
export const dayBefore = (time: FileTime): FileTime => moved(time, -1)

function moved({ dmy, mdy, ...time }: FileTime, days: number): FileTime {
  const move = (local: string | null) =>
    local && `${addDays(local.slice(0, 10), days)}${local.slice(10)}`
  return { ...time, dmy: move(dmy), mdy: move(mdy) }
}

type Part = string | undefined

const isWordOfDate = (token: string) => !/\d/.test(token) && isFiller(token)

function timeFrom([year = '', month, day]: readonly Part[], time: Part): FileTime | undefined {
  const clock = time && /\d/.test(time) ? parseClock(time) : undefined
  if (time && !clock && !tokensOf(foldWords(time)).every(isWordOfDate)) return undefined
  const pad = (part: Part) => (part ?? '').padStart(2, '0')
  const local = `${fullYear(year)}-${pad(month)}-${pad(day)}T${clock?.time ?? '12:00:00'}`
  if (!isPossible(local)) return undefined
  return { dmy: local, mdy: local, hasTime: clock !== undefined, offset: clock?.offset ?? null }
}

/** Completes `25` to 2025, and converts years of the Buddhist calendar, which Thai phones write. */
function fullYear(year: string): string {
  if (year.length === 2) return `20${year}`
  return Number(year) >= 2_400 ? String(Number(year) - BUDDHIST_YEARS) : year
}

const BUDDHIST_YEARS = 543

/** Earlier years are typing errors. */
const FIRST_YEAR = 1950

function isPossible(local: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T/.test(local) || Number(local.slice(0, 4)) < FIRST_YEAR) return false
  const time = new Date(`${local}Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(local)
}
