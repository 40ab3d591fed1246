import { Temporal } from 'temporal-polyfill'

import type { CalendarEvent } from './event.ts'

/** Length of an event whose session has no end yet. */
const PLANNED_DURATION_MS = 3_600_000
/** Keeps each chunk to a few milliseconds of work. */
const EVENTS_PER_CHUNK = 50

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
  const timed = events.map((event) => ({ ...event, endsAt: event.endsAt ?? plannedEnd(event) }))
  const starts = timed.map(({ startsAt }) => startsAt.getTime())
  const ends = timed.map(({ endsAt }) => endsAt.getTime())
  const window = { from: new Date(Math.min(...starts)), to: new Date(Math.max(...ends)) }
  const zones = new Set(timed.map(({ timezone }) => timezone))
  zones.delete('UTC')
  yield `${HEAD.join('\r\n')}\r\n${[...zones].map((name) => timezoneOf(name, window)).join('')}`
  for (let at = 0; at < timed.length; at += EVENTS_PER_CHUNK)
    yield timed
      .slice(at, at + EVENTS_PER_CHUNK)
      .map((event) => eventOf(event, origin))
      .join('')
  yield 'END:VCALENDAR\r\n'
}

const HEAD = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//FitVibe//calendar//EN',
  'NAME:FitVibe',
  'X-WR-CALNAME:FitVibe',
]

const plannedEnd = ({ startsAt }: CalendarEvent) =>
  new Date(startsAt.getTime() + PLANNED_DURATION_MS)

function eventOf(event: CalendarEvent & { readonly endsAt: Date }, origin: string): string {
  const { id, title, status, startsAt, endsAt, timezone, sequence, createdAt, updatedAt } = event
  const description = describe(event)
  const lines = [
    'BEGIN:VEVENT',
    `UID:${id}@fitvibe`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(updatedAt)}`,
    `DTSTART${local(startsAt, timezone)}`,
    // The end must be later than the start (3.8.2.2). Without an end, the event has no duration.
    ...(endsAt > startsAt ? [`DTEND${local(endsAt, timezone)}`] : []),
    `SUMMARY:${escapeText(status === 'completed' ? `✓ ${title}` : title)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escapeText(description)}`]),
    `URL;VALUE=URI:${origin}/sessions/${id}`,
    `STATUS:${status === 'canceled' ? 'CANCELLED' : 'CONFIRMED'}`,
    `CREATED:${utc(createdAt)}`,
    `LAST-MODIFIED:${utc(updatedAt)}`,
    'END:VEVENT',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}

function describe({ exerciseNames, exerciseCount, notes, isCut }: CalendarEvent): string {
  const more = exerciseCount - exerciseNames.length
  const exercises = [...exerciseNames, ...(more > 0 ? [`… (+${more})`] : [])].join(', ')
  const text = notes?.replaceAll(/\r\n?/g, '\n').trimEnd()
  return [exercises, text && (isCut ? `${text} …` : text)].filter(Boolean).join('\n\n')
}

/** Escapes a text (3.3.11). */
const escapeText = (text: string) =>
  text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)

/** Writes an instant in UTC: `20260907T160000Z`. */
const utc = (instant: Date) => `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** Writes an instant as the value of a property in a time zone, with its parameter. */
function local(instant: Date, timezone: string): string {
  if (timezone === 'UTC') return `:${utc(instant)}`
  const shown = wallClocks(timezone).format(instant)
  return `;TZID=${timezone}:${shown.replaceAll(/[-:]/g, '').replace(' ', 'T')}`
}

/** Formatters by time zone: making one costs more than writing all its times. */
const formatters = new Map<string, Intl.DateTimeFormat>()
const MAX_FORMATTERS = 100

function wallClocks(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  if (formatters.size >= MAX_FORMATTERS) formatters.clear()
  formatters.set(timezone, formatter)
  return formatter
}

const zoned = (instant: Date, timezone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone)

const MAX_LINE_OCTETS = 75

/** Folds a line at 75 octets without splitting a character (3.1). */
function fold(line: string): string {
  if (line.length <= MAX_LINE_OCTETS / 3 || Buffer.byteLength(line) <= MAX_LINE_OCTETS) return line
  const bytes = Buffer.from(line)
  const parts: string[] = []
  for (let at = 0; at < bytes.length;) {
    // A continuation line begins with a space.
    let end = at + MAX_LINE_OCTETS - (at > 0 ? 1 : 0)
    while (end < bytes.length && isContinuation(bytes[end])) end -= 1
    parts.push(bytes.toString('utf8', at, end))
    at = end
  }
  return parts.join('\r\n ')
}

/** Whether a byte continues a character of UTF-8. */
const isContinuation = (byte = 0) => (byte & 0xc0) === 0x80

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
  const observed = changes.map((at) => {
    const offset = at.subtract({ nanoseconds: 1 }).offset
    return observance(at, { offset, isDaylight: isDaylightFrom(at) })
  })
  const initial = before ? [] : [observance(first, { offset: first.offset, isDaylight: false })]
  const lines = ['BEGIN:VTIMEZONE', `TZID:${name}`, ...initial, ...observed, 'END:VTIMEZONE']
  return `${lines.flat().join('\r\n')}\r\n`
}

/**
 * Returns whether daylight saving begins with a change: the clocks go back within a year. Looks beyond
 * the window, which may hold a summer alone.
 */
function isDaylightFrom(change: Temporal.ZonedDateTime): boolean {
  const next = change.getTimeZoneTransition('next')
  if (!next || Temporal.ZonedDateTime.compare(next, change.add({ years: 1 })) > 0) return false
  return next.offsetNanoseconds < change.offsetNanoseconds
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
