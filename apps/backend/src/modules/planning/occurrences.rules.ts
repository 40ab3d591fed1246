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

/** One time a series takes place. */
export interface Occurrence {
  /** The day where it takes place, `YYYY-MM-DD`: its name within the series. */
  readonly on: string
  readonly at: Date
}

/** Steps the library may take for one answer; a rule of ours takes fewer by far. */
const MOST_STEPS = 20_000

/** Longest wait for the next occurrence: a rule that has none in so long is over. */
const LONGEST_WAIT_YEARS = 10

/**
 * A rule as it is kept: read, its end settled to a day, and found to take place at its start. What
 * is left of the time `until` names is the wall clock's, so that moving the hour leaves the end.
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
 * When a rule that begins at `start` takes place, on the days from `from` to `to`, both included.
 * The wall clock decides: 18:00 stays 18:00 when clocks change. A time that a day does not have is
 * left out (RFC 5545, §3.3.10) and does not count; of one it has twice, the first is meant.
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

/** The first occurrence after the day `after`; undefined when the series is over. */
export function nextOccurrence(rule: Rule, start: Start, after: string): Occurrence | undefined {
  const last = Temporal.PlainDate.from(after).add({ years: LONGEST_WAIT_YEARS })
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
    maxIterations: MOST_STEPS,
    maxCandidateEvaluations: MOST_STEPS,
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
