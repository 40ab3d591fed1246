import { Temporal } from 'temporal-polyfill'

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayOf(instant: Date, timezone: string): string {
  return zoned(instant, timezone).toPlainDate().toString()
}

/** The instant at which a day begins in a time zone; not always midnight, where clocks change. */
export function startOfDay(day: string, timezone: string): Date {
  const start = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: timezone })
  return new Date(start.epochMilliseconds)
}

/** The instant at which clocks of a zone show `local`; skipped by them, as if they had gone on. */
export function instantOf(local: string, timezone: string): Date {
  const time = Temporal.PlainDateTime.from(local).toZonedDateTime(timezone)
  return new Date(time.epochMilliseconds)
}

/** What clocks of a zone show at an instant, `2021-02-10T16:46:13`. */
export function localTime(instant: Date, timezone: string): string {
  return zoned(instant, timezone).toPlainDateTime().toString({ smallestUnit: 'second' })
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

export type Interval = 'week' | 'month' | 'year'

/** The first day of the week (Monday), month or year that `day` is in. */
export function startOf(interval: Interval, day: string): string {
  const date = Temporal.PlainDate.from(day)
  if (interval === 'week') return date.subtract({ days: date.dayOfWeek - 1 }).toString()
  if (interval === 'month') return date.with({ day: 1 }).toString()
  return date.with({ month: 1, day: 1 }).toString()
}

/** Moves a day by whole weeks, months or years. */
export function addIntervals(interval: Interval, day: string, count: number): string {
  return Temporal.PlainDate.from(day)
    .add({ [`${interval}s`]: count })
    .toString()
}

/** Full years between two days. */
export function yearsBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'years' }).years
}

function zoned(instant: Date, timezone: string) {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone)
}

/** What clocks and calendars in a time zone show at an instant: `YYYY-MM-DD` and `HH:MM:SS`. */
export function wallClock(instant: Date, timezone: string): { on: string; time: string } {
  const wall = zoned(instant, timezone).toPlainDateTime()
  return {
    on: wall.toPlainDate().toString(),
    time: wall.toString({ smallestUnit: 'second' }).slice(11),
  }
}

/** The same time on the wall `days` later; an hour later where the clocks skip it. */
export function addDaysTo(instant: Date, days: number, timezone: string): Date {
  return new Date(zoned(instant, timezone).add({ days }).epochMilliseconds)
}

/** Days from one calendar day to another; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days
}
