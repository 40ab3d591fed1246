import ical, { ICalEventStatus } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'

import type { Event } from './event.ts'

/** What a calendar shows for a session of which nobody knows yet how long it takes. */
const PLANNED_MS = 3_600_000
/** Events to a piece: a few milliseconds of work. */
const AT_ONCE = 20

interface Window {
  readonly from: Date
  readonly to: Date
}

/**
 * Sessions as iCalendar (RFC 5545), each in the zone where it takes place, in pieces, so that whoever
 * writes them can do other things in between. The same sessions give the same text: what a client
 * has stays valid until one changes.
 */
export function* writeCalendar(events: readonly Event[], origin: string): Generator<string> {
  const calendar = ical({
    name: 'FitVibe',
    prodId: { company: 'FitVibe', product: 'calendar' },
    timezone: null,
  })
  const timed = events.map((event) => ({ ...event, endsAt: event.endsAt ?? planned(event) }))
  const window = {
    from: new Date(Math.min(...timed.map(({ startsAt }) => startsAt.getTime()))),
    to: new Date(Math.max(...timed.map(({ endsAt }) => endsAt.getTime()))),
  }
  const zones = new Set(timed.map(({ timezone }) => timezone))
  zones.delete('UTC')
  const [head] = calendar.toString().split(END)
  yield `${head}${[...zones].map((name) => timezoneOf(name, window)).join('')}`
  for (let at = 0; at < timed.length; at += AT_ONCE) {
    const some = timed.slice(at, at + AT_ONCE).map((event) => eventOf(event, origin))
    yield some.map((event) => fold(calendar.createEvent(event).toString())).join('')
  }
  yield `${END}\r\n`
}

const END = 'END:VCALENDAR'

const planned = ({ startsAt }: Event) => new Date(startsAt.getTime() + PLANNED_MS)

function eventOf(event: Event & { readonly endsAt: Date }, origin: string) {
  const { id, title, status, startsAt, endsAt, timezone } = event
  return {
    id: `${id}@fitvibe`,
    start: zoned(startsAt, timezone),
    // An end has to lie after the start (3.8.2.2); without one, it ends as it starts.
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

const describe = ({ exerciseNames, notes }: Event) =>
  [exerciseNames.join(', '), notes?.replaceAll(/\r\n?/g, '\n')].filter(Boolean).join('\n\n')

const zoned = (instant: Date, timezone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone)

/**
 * Lines of at most 75 octets, no character divided (3.1): once more than the library does, which
 * takes three times as long for it as for all else.
 */
const fold = (text: string) => text.split('\r\n').map(foldLine).join('\r\n')

function foldLine(line: string): string {
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

/**
 * A VTIMEZONE with every change of clocks in the window, from the zone data that times are computed
 * with: a definition with rules of its own might know another year's law.
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
  const begun = before ? [] : [observance(first, { offset: first.offset, isDaylight: false })]
  const lines = ['BEGIN:VTIMEZONE', `TZID:${name}`, ...begun, ...observed, 'END:VTIMEZONE']
  return `${lines.flat().join('\r\n')}\r\n`
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
