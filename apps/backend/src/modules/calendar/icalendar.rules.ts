import ical, { ICalEventStatus } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'

import type { CalendarEvent } from './event.ts'

/** Length of an event whose session has no end yet. */
const PLANNED_DURATION_MS = 3_600_000
/** Keeps each chunk to a few milliseconds of work. */
const EVENTS_PER_CHUNK = 20

interface Window {
  readonly from: Date
  readonly to: Date
}

/**
 * Writes sessions as iCalendar (RFC 5545), each in its own time zone. Yields the text in chunks, so
 * that the caller can serve other requests in between. The text depends on the sessions alone, so a
 * client's cached copy stays valid until a session changes.
 */
export function* writeCalendar(
  events: readonly CalendarEvent[],
  origin: string,
): Generator<string> {
  const calendar = ical({
    name: 'FitVibe',
    prodId: { company: 'FitVibe', product: 'calendar' },
    timezone: null,
  })
  const timed = events.map((event) => ({ ...event, endsAt: event.endsAt ?? plannedEnd(event) }))
  const window = {
    from: new Date(Math.min(...timed.map(({ startsAt }) => startsAt.getTime()))),
    to: new Date(Math.max(...timed.map(({ endsAt }) => endsAt.getTime()))),
  }
  const zones = new Set(timed.map(({ timezone }) => timezone))
  zones.delete('UTC')
  const [head] = calendar.toString().split(END)
  yield `${head}${[...zones].map((name) => timezoneOf(name, window)).join('')}`
  for (let at = 0; at < timed.length; at += EVENTS_PER_CHUNK) {
    const chunk = timed.slice(at, at + EVENTS_PER_CHUNK).map((event) => eventOf(event, origin))
    yield chunk.map((event) => fold(calendar.createEvent(event).toString())).join('')
  }
  yield `${END}\r\n`
}

const END = 'END:VCALENDAR'

const plannedEnd = ({ startsAt }: CalendarEvent) =>
  new Date(startsAt.getTime() + PLANNED_DURATION_MS)

function eventOf(event: CalendarEvent & { readonly endsAt: Date }, origin: string) {
  const { id, title, status, startsAt, endsAt, timezone } = event
  return {
    id: `${id}@fitvibe`,
    start: zoned(startsAt, timezone),
    // The end must be later than the start (3.8.2.2). Without an end, the event has no duration.
    end: endsAt > startsAt ? zoned(endsAt, timezone) : null,
    timezone: timezone === 'UTC' ? null : timezone,
    summary: status === 'completed' ? `✓ ${title}` : title,
    description: describe(event),
    url: `${origin}/sessions/${id}`,
    status: status === 'canceled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    sequence: event.sequence,
    created: event.createdAt,
    lastModified: event.updatedAt,
    stamp: event.updatedAt,
  }
}

const describe = ({ exerciseNames, notes }: CalendarEvent) =>
  [exerciseNames.join(', '), notes?.replaceAll(/\r\n?/g, '\n')].filter(Boolean).join('\n\n')

const zoned = (instant: Date, timezone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone)

/**
 * Folds lines at 75 octets without splitting a character (3.1). The library's own folding takes three
 * times as long as the rest of its work.
 */
const fold = (text: string) => text.split('\r\n').map(foldLine).join('\r\n')

function foldLine(line: string): string {
  if (Buffer.byteLength(line) <= MAX_LINE_OCTETS) return line
  let folded = ''
  let octets = 0
  for (const character of line) {
    const more = Buffer.byteLength(character)
    if (octets + more > MAX_LINE_OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += more
  }
  return folded
}

const MAX_LINE_OCTETS = 75

/**
 * Writes a VTIMEZONE with every clock change in the window and the one before it. The changes come
 * from the zone data that also computes the times: a recurring rule could follow the law of another
 * year.
 */
export function timezoneOf(name: string, { from, to }: Window): string {
  const first = zoned(from, name)
  const changes: Temporal.ZonedDateTime[] = []
  let change = first.getTimeZoneTransition('previous')
  const before = change
  if (!change) change = first.getTimeZoneTransition('next')
  while (change && change.epochMilliseconds <= to.getTime()) {
    changes.push(change)
    change = change.getTimeZoneTransition('next')
  }
  const lowest = Math.min(...[first, ...changes].map(({ offsetNanoseconds }) => offsetNanoseconds))
  const observed = changes.map((at) => {
    const offset = at.subtract({ nanoseconds: 1 }).offset
    return observance(at, { offset, isDaylight: at.offsetNanoseconds > lowest })
  })
  const initial = before ? [] : [observance(first, { offset: first.offset, isDaylight: false })]
  const lines = ['BEGIN:VTIMEZONE', `TZID:${name}`, ...initial, ...observed, 'END:VTIMEZONE']
  return `${lines.flat().join('\r\n')}\r\n`
}

/** Writes the clock change at `at`. DTSTART is the local time by the offset before the change. */
function observance(
  at: Temporal.ZonedDateTime,
  { offset, isDaylight }: { offset: string; isDaylight: boolean },
): string[] {
  const kind = isDaylight ? 'DAYLIGHT' : 'STANDARD'
  const onset = at.withTimeZone(offset).toPlainDateTime().toString({ smallestUnit: 'second' })
  return [
    `BEGIN:${kind}`,
    `DTSTART:${onset.replaceAll(/[-:]/g, '')}`,
    `TZOFFSETFROM:${offset.replace(':', '')}`,
    `TZOFFSETTO:${at.offset.replace(':', '')}`,
    `END:${kind}`,
  ]
}
