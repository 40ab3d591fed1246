import { Temporal } from 'temporal-polyfill'

/** Returns the calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayOf(instant: Date, timezone: string): string {
  return zoned(instant, timezone).toPlainDate().toString()
}

/** Returns the start of a day in a time zone. It is not midnight if a clock change skips that. */
export function startOfDay(day: string, timezone: string): Date {
  const start = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: timezone })
  return new Date(start.epochMilliseconds)
}

/** Returns the instant of a local time, moved forward by the gap if a clock change skips it. */
export function instantOf(local: string, timezone: string): Date {
  const time = Temporal.PlainDateTime.from(local).toZonedDateTime(timezone)
  return new Date(time.epochMilliseconds)
}

/**
 * Returns the instants of a local time, earliest first: two if a clock change repeats the time, and the
 * two readings before and after the gap if it skips it.
 */
export function instantsOf(local: string, timezone: string): Date[] {
  const time = Temporal.PlainDateTime.from(local)
  const at = (disambiguation: 'earlier' | 'later') =>
    time.toZonedDateTime(timezone, { disambiguation }).epochMilliseconds
  const [earlier, later] = [at('earlier'), at('later')]
  return earlier === later ? [new Date(earlier)] : [new Date(earlier), new Date(later)]
}

/** Returns the local date and time of an instant, `2021-02-10T16:46:13`. */
export function localTime(instant: Date, timezone: string): string {
  // A third of the time of `toString({ smallestUnit })`.
  return zoned(instant, timezone).toString().slice(0, '2021-02-10T16:46:13'.length)
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

export type Interval = 'week' | 'month' | 'year'

/** The first day of a week. */
export type WeekStart = 'monday' | 'sunday' | 'saturday'

/** The days by which a week begins before a Monday. */
const WEEK_SHIFTS: Readonly<Record<WeekStart, number>> = { monday: 0, sunday: 1, saturday: 2 }

export const weekShiftOf = (weekStart: WeekStart) => WEEK_SHIFTS[weekStart]

/** Returns the first day of the week, month or year that contains `day`. */
export function startOf(interval: Interval, day: string, weekStart: WeekStart = 'monday'): string {
  const date = Temporal.PlainDate.from(day)
  if (interval === 'week')
    return date.subtract({ days: (date.dayOfWeek - 1 + weekShiftOf(weekStart)) % 7 }).toString()
  if (interval === 'month') return date.with({ day: 1 }).toString()
  return date.with({ month: 1, day: 1 }).toString()
}

/** Moves a day by whole weeks, months or years. */
export function addIntervals(interval: Interval, day: string, count: number): string {
  return Temporal.PlainDate.from(day)
    .add({ [`${interval}s`]: count })
    .toString()
}

/** Returns the instant some calendar months (UTC) before another; the last day of a shorter month. */
export function monthsBefore(instant: Date, months: number): Date {
  return new Date(zoned(instant, 'UTC').subtract({ months }).epochMilliseconds)
}

/** Counts the full years between two days. */
export function yearsBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'years' }).years
}

function zoned(instant: Date, timezone: string) {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone)
}

/** Returns the local day (`YYYY-MM-DD`) and time (`HH:MM:SS`) of an instant. */
export function wallClock(instant: Date, timezone: string): { on: string; time: string } {
  const [on = '', time = ''] = localTime(instant, timezone).split('T')
  return { on, time }
}

/** Returns the same local time `days` later, moved like `instantOf` if a clock change skips it. */
export function addDaysTo(instant: Date, days: number, timezone: string): Date {
  return new Date(zoned(instant, timezone).add({ days }).epochMilliseconds)
}

/** Counts the days from one calendar day to another; negative if `to` is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days
}
