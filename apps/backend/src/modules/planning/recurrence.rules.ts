import { MAX_INTERVAL, MAX_OCCURRENCES } from '@fitvibe/training/limits'
import { Temporal } from 'temporal-polyfill'

/** Days of the week as RFC 5545 names them, from Monday. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
type Weekday = (typeof weekdays)[number]

/** A recurrence rule of the supported subset (RFC 5545, §3.3.10). */
export interface Rule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY'
  readonly interval: number
  /** `ordinal` is 1 for the first such day of a month, -1 for the last; null for all. */
  readonly byDay: readonly { readonly ordinal: number | null; readonly day: Weekday }[]
  readonly byMonthDay: readonly number[]
  readonly count: number | null
  /** As in the RFC. In a settled rule, the last local day: `YYYYMMDD`. */
  readonly until: string | null
}

/** The local start of a series. */
export interface Start {
  /** `YYYY-MM-DD` */
  readonly on: string
  /** `HH:MM:SS` */
  readonly time: string
  readonly timezone: string
}

/** The reason why a rule is rejected. */
export type Reason =
  | 'syntax'
  | 'part'
  | 'twice'
  | 'freq'
  | 'interval'
  | 'byDay'
  | 'byDayOrdinal'
  | 'byMonthDay'
  | 'byMonthDayWeekly'
  | 'count'
  | 'until'
  | 'countAndUntil'
  | 'weekStart'
  | 'endsBeforeStart'
  | 'startMismatch'

export interface Refusal {
  readonly refusal: Reason
}

const refuse = (refusal: Reason): Refusal => ({ refusal })

export const isRefused = (value: object): value is Refusal => 'refusal' in value

const PART = /^([A-Z]+)=([A-Z0-9+,-]+)$/
const PARTS = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'COUNT', 'UNTIL', 'WKST'])
const FREQUENCIES: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY']
const DAY = /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/
const UNTIL = /^\d{8}(?:T\d{6}Z?)?$/

/** Parses a rule with or without `RRULE:`, its parts in any order and case. */
export function parseRule(text: string): Rule | Refusal {
  const parts = new Map<string, string>()
  const body = text.toUpperCase().replace(/^RRULE:/, '')
  for (const part of body.replace(/;$/, '').split(';')) {
    const [, name, value] = PART.exec(part) ?? []
    if (name === undefined || value === undefined) return refuse('syntax')
    if (!PARTS.has(name)) return refuse('part')
    if (parts.has(name)) return refuse('twice')
    parts.set(name, value)
  }
  return ruleOf(parts)
}

function ruleOf(parts: ReadonlyMap<string, string>): Rule | Refusal {
  const freq = parts.get('FREQ')
  if (freq === undefined || !FREQUENCIES.includes(freq)) return refuse('freq')
  const interval = wholeNumber(parts.get('INTERVAL') ?? '1', MAX_INTERVAL)
  if (interval === undefined) return refuse('interval')
  const byDay = daysOf(parts.get('BYDAY'))
  if (!byDay) return refuse('byDay')
  if (freq !== 'MONTHLY' && byDay.some(({ ordinal }) => ordinal !== null))
    return refuse('byDayOrdinal')
  const byMonthDay = monthDaysOf(parts.get('BYMONTHDAY'))
  if (!byMonthDay) return refuse('byMonthDay')
  if (freq === 'WEEKLY' && byMonthDay.length > 0) return refuse('byMonthDayWeekly')
  const [times, until] = [parts.get('COUNT'), parts.get('UNTIL') ?? null]
  if (times !== undefined && until !== null) return refuse('countAndUntil')
  const count = times === undefined ? null : wholeNumber(times, MAX_OCCURRENCES)
  if (count === undefined) return refuse('count')
  if (until !== null && !isUntil(until)) return refuse('until')
  const rule = { freq: freq as Rule['freq'], interval, byDay, byMonthDay, count, until }
  return startsWeek(parts.get('WKST') ?? 'MO', rule) ? rule : refuse('weekStart')
}

/**
 * Returns whether weeks from `day` on give the same sessions as weeks from Monday on, so that the rule
 * does without WKST. Weeks matter only to a rule that skips some of them, and only if the days of one
 * week fall into two (RFC 5545, 3.3.10).
 */
function startsWeek(day: string, { freq, interval, byDay }: Rule): boolean {
  const first = weekdays.indexOf(day as Weekday)
  if (first < 0) return false
  if (freq !== 'WEEKLY' || interval === 1) return true
  const isLater = byDay.map(({ day }) => weekdays.indexOf(day) >= first)
  return isLater.every(Boolean) || !isLater.some(Boolean)
}

/** Parses an integer from 1 to `max` without a sign. */
function wholeNumber(text: string, max: number): number | undefined {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return value >= 1 && value <= max ? value : undefined
}

function daysOf(text: string | undefined): Rule['byDay'] | undefined {
  const days = new Map<string, Rule['byDay'][number]>()
  for (const token of text?.split(',') ?? []) {
    const [, ordinal, day] = DAY.exec(token) ?? []
    if (day === undefined) return undefined
    const parsed = { ordinal: ordinal === undefined ? null : Number(ordinal), day: day as Weekday }
    days.set(dayText(parsed), parsed)
  }
  return [...days.values()]
}

function monthDaysOf(text: string | undefined): number[] | undefined {
  const tokens = text?.split(',') ?? []
  const days = tokens.map((token) => (/^[+-]?\d{1,2}$/.test(token) ? Number(token) : 0))
  if (days.some((day) => day === 0 || Math.abs(day) > 31)) return undefined
  return [...new Set(days)]
}

function isUntil(text: string): boolean {
  try {
    return UNTIL.test(text) && Temporal.PlainDateTime.from(text.replace('Z', '')).year > 0
  } catch {
    return false
  }
}

/** Returns the rule as in RFC 5545; equal rules have the same text. */
export function ruleText({ freq, interval, byDay, byMonthDay, count, until }: Rule): string {
  return [
    `FREQ=${freq}`,
    interval > 1 && `INTERVAL=${interval}`,
    byDay.length > 0 && `BYDAY=${byDay.map(dayText).join(',')}`,
    byMonthDay.length > 0 && `BYMONTHDAY=${byMonthDay.join(',')}`,
    count !== null && `COUNT=${count}`,
    until !== null && `UNTIL=${until}`,
  ]
    .filter((part) => part !== false)
    .join(';')
}

const dayText = ({ ordinal, day }: Rule['byDay'][number]) => `${ordinal ?? ''}${day}`

/** Returns the last local day before `until` on which the series may have an occurrence. */
export function untilDay(until: string, { time, timezone }: Start): string {
  if (!until.includes('T')) return until
  const end = until.endsWith('Z')
    ? instantOf(until).toZonedDateTimeISO(timezone).toPlainDateTime()
    : Temporal.PlainDateTime.from(until)
  const isTooLate = Temporal.PlainTime.compare(Temporal.PlainTime.from(time), end.toPlainTime()) > 0
  const day = end.toPlainDate()
  return basic(isTooLate ? day.subtract({ days: 1 }) : day)
}

/** `YYYYMMDD` */
export const basic = (day: Temporal.PlainDate | string) => day.toString().replaceAll('-', '')

const instantOf = (until: string) =>
  Temporal.PlainDateTime.from(until.slice(0, -1)).toZonedDateTime('UTC').toInstant()
