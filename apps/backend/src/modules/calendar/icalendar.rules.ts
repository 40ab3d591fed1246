import ical, { ICalEventStatus } from 'ical-generator'
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
export function writeCalendar(events: readonly Event[], origin: string, window: Window): string {
  const calendar = ical({
    name: 'FitVibe',
    prodId: { company: 'FitVibe', product: 'calendar' },
    timezone: { name: null, generator: (name) => timezoneOf(name, window) },
  })
  for (const event of events) {
    const { id, title, status, startsAt, endsAt, timezone } = event
    const isUtc = timezone === 'UTC'
    const end = endsAt ?? new Date(startsAt.getTime() + PLANNED_MS)
    calendar.createEvent({
      id: `${id}@fitvibe`,
      start: zoned(startsAt, timezone),
      // An end has to lie after the start (RFC 5545, 3.8.2.2); without one, it ends as it starts.
      end: end > startsAt ? zoned(end, timezone) : null,
      timezone: isUtc ? null : timezone,
      summary: status === 'completed' ? `✓ ${title}` : title,
      description: describe(event),
      url: `${origin}/sessions/${id}`,
      status: status === 'canceled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      sequence: event.sequence,
      created: event.createdAt,
      lastModified: event.updatedAt,
      stamp: event.updatedAt,
    })
  }
  return `${calendar.toString()}\r\n`
}

const describe = ({ exerciseNames, notes }: Event) =>
  [exerciseNames.join(', '), notes?.replaceAll(/\r\n?/g, '\n')].filter(Boolean).join('\n\n')

const zoned = (instant: Date, timezone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone)

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
  return lines.flat().join('\r\n')
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
