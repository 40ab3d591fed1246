import { dayBefore, type DayOrder, type FileTime } from '../../csv/times.ts'
import { dayOf, instantOf, instantsOf } from '../../utils/calendar.ts'

/** When a workout began and how long it took, as far as its file shows. */
export interface Span {
  readonly start: Date | null
  /** Seconds from the start to the end; null without an end. */
  readonly seconds: number | null
  /** True if the clock was changed that night and the file leaves open which of the hours it means. */
  readonly isUnsure: boolean
}

interface Given {
  readonly dayOrder: DayOrder
  readonly timezone: string
}

/**
 * Returns the span of a workout. A day has some clock times twice and some not at all: takes those
 * instants of start and end with which the workout has the shortest length above 0.
 */
export function spanOf(
  { start, end }: { readonly start: FileTime; readonly end: FileTime | null },
  given: Given,
  now: Date,
): Span {
  if (!end) return { start: instantIn(start, given, now), seconds: null, isUnsure: false }
  // A clock time before the start may be of the same night, if the clocks went back.
  const sameDay = end.isNextDay ? spanOf({ start, end: sameNight(end) }, given, now) : undefined
  if (sameDay && (sameDay.seconds ?? 0) > 0) return sameDay
  const [starts, ends] = [instantsIn(start, given, now), instantsIn(end, given, now)]
  const spans = starts.flatMap((from) =>
    ends.map((to) => ({ from, seconds: Math.round((to.getTime() - from.getTime()) / 1_000) })),
  )
  const [first] = spans
  if (!first) return { start: starts[0] ?? null, seconds: null, isUnsure: false }
  const possible = spans.filter(({ seconds }) => seconds > 0)
  const shortest = possible.toSorted((a, b) => a.seconds - b.seconds)[0] ?? first
  const isUnsure = possible.some(({ seconds }) => seconds !== shortest.seconds)
  return { start: shortest.from, seconds: shortest.seconds, isUnsure }
}

const sameNight = (end: FileTime): FileTime => ({ ...dayBefore(end), isNextDay: false })

/** Returns the instant of a time. A day without a time is its noon, or now if that is later today. */
function instantIn(time: FileTime, { dayOrder, timezone }: Given, now: Date): Date | null {
  const local = time[dayOrder]
  if (local === null) return null
  if (time.offset !== null) return new Date(`${local}${time.offset}`)
  const instant = instantOf(local, timezone)
  const isToday = !time.hasTime && local.startsWith(dayOf(now, timezone))
  return isToday && instant > now ? now : instant
}

/** Returns the instants that a time may mean: two if a clock change repeats or skips it. */
function instantsIn(time: FileTime, given: Given, now: Date): readonly Date[] {
  const local = time[given.dayOrder]
  if (local !== null && time.offset === null && time.hasTime)
    return instantsOf(local, given.timezone)
  const instant = instantIn(time, given, now)
  return instant ? [instant] : []
}

/** Returns the minute of a start as the file has it; with a zone, in UTC, because zones change. */
export function minuteOf(start: FileTime, dayOrder: DayOrder): string {
  const local = start[dayOrder] ?? start.dmy ?? start.mdy ?? ''
  return start.offset === null
    ? local.slice(0, 16)
    : `${new Date(`${local}${start.offset}`).toISOString().slice(0, 16)}Z`
}
