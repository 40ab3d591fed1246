// Must come first: rrule-temporal takes the global Temporal when it loads. The copy it brings looks for
// clock changes every 60 days, and so misses a Ramadan in Morocco that falls between two looks.
import 'temporal-polyfill/global'
import { MAX_ROWS_AHEAD } from '@fitvibe/training/limits'
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'

import {
  isRefused,
  parseRule,
  untilDay,
  type Refusal,
  type Rule,
  type Start,
} from './recurrence.rules.ts'

/** One date of a series. */
export interface Occurrence {
  /** The local day, `YYYY-MM-DD`, which identifies the occurrence in its series. */
  readonly on: string
  readonly at: Date
}

/** Limit of the library's steps for one answer; a valid rule takes far fewer. */
const MAX_STEPS = 20_000

/** How far ahead the occurrences of a series are planned as sessions. */
export const AHEAD_DAYS = 84

/** The least for a plan that is so large that its sessions exceed the rows that may be planned. */
const LEAST_AHEAD_DAYS = 14

/** A rule without an occurrence for so long is over. */
const MAX_WAIT_YEARS = 10

/**
 * Parses a rule to the form that is stored, and checks that it has an occurrence at its start. The
 * end `until` becomes a local day, so that a change of the time of day does not move it.
 */
export function settleRule(text: string, start: Start): Rule | Refusal {
  const parsed = parseRule(text)
  if (isRefused(parsed)) return parsed
  const until = parsed.until && untilDay(parsed.until, start)
  const rule = { ...parsed, until }
  if (until && until < start.on.replaceAll('-', '')) return { refusal: 'endsBeforeStart' }
  const [first] = occurrencesOf(rule, start, { from: start.on, to: start.on })
  return first ? rule : { refusal: 'startMismatch' }
}

/**
 * Returns the occurrences of a rule from day `from` to day `to`, both included. 18:00 stays 18:00
 * when clocks change. A time that a day lacks is left out and not counted (RFC 5545, §3.3.10); of a
 * time that a day has twice, the first is taken.
 */
export function occurrencesOf(
  rule: Rule,
  start: Start,
  { from, to }: { from: string; to: string },
): Occurrence[] {
  if (to < from || to < start.on) return []
  const found = machine(rule, start).between(
    dayStart(from < start.on ? start.on : from, start.timezone),
    dayEnd(to, start.timezone),
    true,
  )
  return found.map(occurrence)
}

/** Returns how many days ahead a series plans sessions that take this many rows each. */
export function aheadDays(rule: Rule, rowsOfSession: number): number {
  const days = Math.floor(MAX_ROWS_AHEAD / rowsOfSession / occurrencesPerDay(rule))
  return Math.min(AHEAD_DAYS, Math.max(LEAST_AHEAD_DAYS, days))
}

/** An upper bound. */
function occurrencesPerDay({ freq, interval, byDay, byMonthDay }: Rule): number {
  if (freq === 'DAILY') return 1 / interval
  if (freq === 'WEEKLY') return Math.max(1, byDay.length) / 7 / interval
  // A month has a weekday up to five times.
  const inMonth = Math.max(1, byDay.length * 5 + byMonthDay.length)
  return Math.min(1, inMonth / 28) / interval
}

/** Returns the first occurrence after the day `after`; undefined if the series is over. */
export function nextOccurrence(rule: Rule, start: Start, after: string): Occurrence | undefined {
  const last = Temporal.PlainDate.from(after).add({ years: MAX_WAIT_YEARS })
  const until = last.toString().replaceAll('-', '')
  const isEarlier = rule.until !== null && rule.until <= until
  const bounded = isEarlier || rule.count !== null ? rule : { ...rule, until }
  const next = machine(bounded, start).next(dayEnd(after, start.timezone), false)
  return next ? occurrence(next) : undefined
}

function machine(rule: Rule, start: Start) {
  const { on, time, timezone } = start
  return new RRuleTemporal({
    freq: rule.freq,
    interval: rule.interval,
    dtstart: Temporal.PlainDateTime.from(`${on}T${time}`).toZonedDateTime(timezone),
    tzid: timezone,
    maxIterations: MAX_STEPS,
    maxCandidateEvaluations: MAX_STEPS,
    cache: false,
    ...(rule.byDay.length > 0 && {
      byDay: rule.byDay.map(({ ordinal, day }) => `${ordinal ?? ''}${day}`),
    }),
    ...(rule.byMonthDay.length > 0 && { byMonthDay: [...rule.byMonthDay] }),
    ...(rule.count !== null && { count: rule.count }),
    ...(rule.until !== null && { until: dayEnd(rule.until, timezone) }),
  })
}

function occurrence(at: { toString(): string; epochMilliseconds: number }): Occurrence {
  return { on: at.toString().slice(0, 10), at: new Date(at.epochMilliseconds) }
}

const dayStart = (day: string, timezone: string) =>
  Temporal.PlainDate.from(day).toZonedDateTime(timezone)

const dayEnd = (day: string, timezone: string) =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timezone).subtract({ seconds: 1 })
