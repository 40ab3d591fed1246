import { Temporal } from 'temporal-polyfill'

import type { Event } from './event.ts'

/** What a calendar shows for a session of which nobody knows yet how long it takes. */
const PLANNED_MS = 3_600_000

interface Window {
  readonly from: Date
  readonly to: Date
}

/**
 * Sessions as iCalendar (RFC 5545), each in the zone where it takes place. The same sessions give
 * the same text: what a client has stays valid until one changes.
 */
export function writeCalendar(events: readonly Event[], origin: string): string {
  const timed = events.map((event) => ({ ...event, endsAt: event.endsAt ?? planned(event) }))
  const window = {
    from: timed.reduce(
      (from, { startsAt }) => (startsAt < from ? startsAt : from),
      timed[0]?.startsAt ?? new Date(0),
    ),
    to: timed.reduce((to, { endsAt }) => (endsAt > to ? endsAt : to), new Date(0)),
  }
  const zones = new Set(timed.map(({ timezone }) => timezone))
  zones.delete('UTC')
  const clocks = new Map([...zones].map((name) => [name, clockOf(name, window)]))
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//FitVibe//calendar//EN',
    'NAME:FitVibe',
    'X-WR-CALNAME:FitVibe',
    ...[...clocks.values()].flatMap(({ definition }) => definition),
    ...timed.flatMap((event) => eventOf(event, origin, clocks.get(event.timezone))),
    'END:VCALENDAR',
    '',
  ]
  return lines.map(fold).join('\r\n')
}

const planned = ({ startsAt }: Event) => new Date(startsAt.getTime() + PLANNED_MS)

function eventOf(
  event: Event & { readonly endsAt: Date },
  origin: string,
  clock: Clock | undefined,
): string[] {
  const { id, title, status, startsAt, endsAt, timezone } = event
  const at = (name: string, instant: Date) =>
    clock ? `${name};TZID=${timezone}:${clock.show(instant)}` : `${name}:${utc(instant)}`
  const description = escape(describe(event))
  return [
    'BEGIN:VEVENT',
    `UID:${id}@fitvibe`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(event.updatedAt)}`,
    at('DTSTART', startsAt),
    // An end has to lie after the start (3.8.2.2); without one, it ends as it starts.
    ...(endsAt > startsAt ? [at('DTEND', endsAt)] : []),
    `SUMMARY:${escape(status === 'completed' ? `✓ ${title}` : title)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${description}`]),
    `URL;VALUE=URI:${origin}/sessions/${id}`,
    `STATUS:${status === 'canceled' ? 'CANCELLED' : 'CONFIRMED'}`,
    `CREATED:${utc(event.createdAt)}`,
    `LAST-MODIFIED:${utc(event.updatedAt)}`,
    'END:VEVENT',
  ]
}

const describe = ({ exerciseNames, notes }: Event) =>
  [exerciseNames.join(', '), notes].filter(Boolean).join('\n\n')

/** A text as a value (3.3.11). */
const escape = (text: string) =>
  text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n?|\n/g, String.raw`\n`)

/** Lines of at most 75 octets, no character divided (3.1). */
function fold(line: string): string {
  if (Buffer.byteLength(line) <= LONGEST_LINE) return line
  let folded = ''
  let octets = 0
  for (const character of line) {
    const more = Buffer.byteLength(character)
    if (octets + more > LONGEST_LINE) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += more
  }
  return folded
}

const LONGEST_LINE = 75

const basic = (milliseconds: number) =>
  new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')

const utc = (instant: Date) => `${basic(instant.getTime())}Z`

const zoned = (instant: Date, timezone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone)

interface Clock {
  /** Its VTIMEZONE. */
  readonly definition: readonly string[]
  /** What it shows at an instant of the window. */
  readonly show: (instant: Date) => string
}

/**
 * The clock of a zone, with every change in the window, from the zone data that times are computed
 * with: a definition with rules of its own might know another year's law. It is asked for a zone
 * and not for each event, which would take most of the time.
 */
export function clockOf(name: string, { from, to }: Window): Clock {
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
  const begun = before ? [] : [observance(first, { offset: first.offset, isDaylight: false })]
  // Read once: the library computes what it is asked for.
  const offsets = [...(before ? [] : [first]), ...changes].map((at) => ({
    from: at === first ? -Infinity : at.epochMilliseconds,
    milliseconds: at.offsetNanoseconds / 1e6,
  }))
  const offsetAt = (time: number) => offsets.findLast(({ from }) => from <= time)?.milliseconds ?? 0
  return {
    definition: [
      'BEGIN:VTIMEZONE',
      `TZID:${name}`,
      ...[...begun, ...observed].flat(),
      'END:VTIMEZONE',
    ],
    show: (instant) => basic(instant.getTime() + offsetAt(instant.getTime())),
  }
}

/** From when on clocks show what they show at `at`; the time on the wall is that of before. */
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
